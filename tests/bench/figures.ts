import { loadavg } from 'node:os'

/** One row of a table of measurements: the samples of one thing, in one unit. */
export type Figure = {
  what: string
  unit: 'µs' | 'ms' | 's' | 'kB' | '×'
  samples: readonly number[]
  /** The median must not be more; a figure that is more is marked. */
  goal?: number
  /** What else a reader must know to judge it. */
  note?: string
}

/** The sample below which `share` (0 to 1) of all samples lie; NaN when there are none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

const WIDTHS = [58, 10, 10, 6, 8, 10] as const
const row = (cells: readonly string[]): string =>
  cells.map((cell, at) => (at === 0 ? cell.padEnd(WIDTHS[0]) : cell.padStart(WIDTHS[at] ?? 0))).join(' ')

const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

/** Prints the names of the columns, unless a run of all benches has done so. */
export function printHead(): void {
  console.log(row(['', 'median', 'p95', 'unit', 'samples', 'load']))
}

/** Prints figures as rows; the load is that of the whole machine over the last minute, from its own count. */
export function print(title: string, figures: readonly Figure[]): void {
  if (process.env.BENCH_HEAD !== 'printed') printHead()
  console.log(`\n${title}`)
  const load = (loadavg()[0] ?? NaN).toFixed(1)
  for (const { what, unit, samples, goal, note } of figures) {
    const middle = median(samples)
    const missed = goal !== undefined && middle > goal
    const judged = goal === undefined ? '' : `  goal ${goal} ${unit}: ${missed ? 'MISSED' : 'met'}`
    const spread = samples.length > 1 ? short(quantile(samples, 0.95)) : ''
    console.log(`${row([`  ${what}`, short(middle), spread, unit, String(samples.length), load])}${judged}`)
    if (note) console.log(`      ${note}`)
  }
}

/** ms that each of `runs` calls took, one after the other. */
export async function timed(runs: number, work: (run: number) => unknown): Promise<number[]> {
  const samples: number[] = []
  for (let run = 0; run < runs; run++) {
    const begun = performance.now()
    await work(run)
    samples.push(performance.now() - begun)
  }
  return samples
}
