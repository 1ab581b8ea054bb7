import type { SideJob, SideWorkStore } from '#app/usecases/ports.ts'

/** What is left to do, without a database. */
export function sideWorkInMemory(): SideWorkStore {
  const jobs = new Map<string, { job: SideJob; at: number }>()
  return {
    async add(id, job, at) {
      if (!jobs.has(id)) jobs.set(id, structuredClone({ job, at }))
    },
    remove: async (id) => void jobs.delete(id),
    all: async (before, limit) =>
      structuredClone(
        [...jobs]
          .filter(([, { at }]) => at <= before)
          .sort(([a, one], [b, other]) => one.at - other.at || (a < b ? -1 : 1))
          .slice(0, limit)
          .map(([id, { job }]) => ({ id, job })),
      ),
  }
}
