import { readFileSync, readdirSync } from 'node:fs'

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return '' // it has ended meanwhile
  }
}

/** Fields of /proc/<pid>/stat after the name, which may hold anything; the first is the state. */
const statOf = (pid: number | string): string[] => {
  const line = read(`/proc/${pid}/stat`)
  return line.slice(line.lastIndexOf(')') + 2).split(' ')
}

/** A process and everything it has started. */
export function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = Number(statOf(name)[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const family: number[] = []
  const next = [pid]
  for (let one = next.pop(); one !== undefined; one = next.pop()) {
    family.push(one)
    next.push(...(children.get(one) ?? []))
  }
  return family
}

/** Whatever this process has started ends with it, also when it is interrupted. */
export function leaveNothing(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
  process.on('exit', () => {
    for (const pid of familyOf(process.pid).filter((one) => one !== process.pid)) end(pid)
  })
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** The processes that this one has started itself and that have this name. */
export const ownChildren = (name: string): number[] =>
  readdirSync('/proc').flatMap((pid) => {
    const isOwn = /^\d+$/.test(pid) && Number(statOf(pid)[1]) === process.pid
    return isOwn && read(`/proc/${pid}/comm`).trim() === name ? [Number(pid)] : []
  })

/**
 * CPU time of processes so far, ms: the scheduler's own count of each thread, which is exact; the kernel's ticks
 * where a thread has ended since. Threads that end take their count with them.
 */
export const cpuOf = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + cpuOfOne(pid), 0)

function cpuOfOne(pid: number): number {
  let ns = 0
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`))
      ns += Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0] ?? 0)
  } catch {
    return 0
  }
  const [user = 0, system = 0] = statOf(pid).slice(11, 13).map(Number)
  return ns > 0 ? ns / 1e6 : (user + system) * 10
}

/** Resident memory, kB. */
export const memoryOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0), 0)

/** Work of the whole machine so far, in ticks of all its processors. */
export function machine(): { busy: number; total: number } {
  const ticks = read('/proc/stat').split('\n')[0]!.trim().split(/\s+/).slice(1, 9).map(Number)
  const total = ticks.reduce((sum, one) => sum + one, 0)
  return { busy: total - (ticks[3] ?? 0) - (ticks[4] ?? 0), total }
}
