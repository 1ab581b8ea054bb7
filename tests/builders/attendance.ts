import { coalesce, type Stay } from '#app/domain/meeting/attendance.ts'
import type { AttendanceStore } from '#app/usecases/ports/record.ts'

/** Who sat at the tables, without a database. `drafts` tells which there are. */
export function attendanceInMemory(drafts: { has(draft: string): boolean }): AttendanceStore {
  const stays = new Map<string, Stay>()
  const of = (draft: string) => [...stays.values()].filter((stay) => stay.draft === draft)
  return {
    async keep(given) {
      if (given.some(({ draft }) => !drafts.has(draft))) throw new Error('no such draft')
      if (given.some(({ from, until }) => from > until)) throw new Error('ends before it begins')
      for (const stay of given) {
        const known = stays.get(stay.id)
        const until = Math.max(stay.until, known?.until ?? stay.until)
        stays.set(stay.id, { ...(known ?? stay), name: stay.name, until })
      }
    },
    between: async (draft, from, until) =>
      coalesce(of(draft).filter((stay) => stay.until >= from && stay.from <= until)),
    async span(draft) {
      const all = of(draft)
      if (all.length === 0) return null
      return {
        from: Math.min(...all.map((stay) => stay.from)),
        until: Math.max(...all.map((stay) => stay.until)),
      }
    },
  }
}
