import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Seen } from './figures/measure.ts'
import type { Typed, Verified } from './plan.ts'
import { record, saveRecordings, type RecordingOptions } from './recording.ts'
import type { Target } from './servers/targets.ts'

/** What must be so; a figure of the product that is not is marked. */
export type Goal =
  | { atMost: number }
  | { atLeast: number }
  /** So many times what another target, by its key, reached in the same run. */
  | { atLeastTimes: number; of: string }

/** A row of the table; the median over the rounds stands in it. */
export type Row = { figure: string; unit: string; goal?: Goal }

/** One round's measurements of one target, by the rows' names; a row that does not apply is left out. */
export type Measured = Record<string, number>

export type Scenario = {
  name: string
  title: string
  /** Keys of the targets that take part, in the order of the table. */
  targets: readonly string[]
  rows: readonly Row[]
  round(target: Target, bench: Bench): Promise<Measured>
}

export type Bench = {
  /** Seconds of each window. */
  duration: number
  recordings: Recordings
  /** Says how far it is, on the error stream. */
  tell(line: string): void
}

/** A recording is recorded anew after so many ms: proposals that are dated long ago may be refused. */
const FRESH = 4 * 60_000

/** Recordings on disk, recorded when they are first asked for. */
export class Recordings {
  private readonly folder = mkdtempSync(join(tmpdir(), 'corchete-recordings-'))
  private readonly made = new Map<string, { file: string; at: number }>()

  /** File of the recordings of the delegates 0 to `count`. */
  of(count: number, recording: RecordingOptions): string {
    const { keystrokes, corrections, seed, text } = recording
    const key = [count, keystrokes, corrections, seed, text.length].join('-')
    const known = this.made.get(key)
    if (known && Date.now() - known.at < FRESH) return known.file
    const file = join(this.folder, key)
    saveRecordings(
      file,
      Array.from({ length: count }, (_, at) => record(at, recording)),
    )
    this.made.set(key, { file, at: Date.now() })
    return file
  }

  constructor() {
    process.on('exit', () => this.remove())
  }

  private remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A run in which the generator used more of its processor than this says nothing about the server. */
export const GENERATOR_LIMIT = 0.95

/** What every run is judged by besides: the last rows of each table, the worst over the rounds. */
export const JUDGEMENT: readonly Row[] = [
  { figure: 'generator busy', unit: '%' },
  { figure: 'schedule slip p99', unit: 'ms' },
  { figure: 'others busy', unit: '%' },
  { figure: 'characters missing', unit: '' },
]

export const judgementOf = (
  run: Seen & Partial<Pick<Typed, 'share' | 'lag'>> & { verified?: Verified | null },
): Measured => ({
  'generator busy': (run.share ?? NaN) * 100,
  'schedule slip p99': run.lag ?? NaN,
  'others busy': run.others * 100,
  'characters missing': run.verified?.missing ?? NaN,
})

/** CPU ms for 1,000 deliveries. */
export const per1000 = (cpu: number, deliveries: number): number => (cpu / Math.max(1, deliveries)) * 1000

/** Why a run of typing is not as it should be; null when it is. */
export function faultIn(run: Typed): string | null {
  const ended = Object.entries(run.ended).map(([why, count]) => `${count} × ${why}`)
  if (ended.length > 0) return `the server ended ${ended.join(', ')}`
  if (run.share > GENERATOR_LIMIT) return 'the generator is at its limit'
  if (run.delivered < run.expected) return `${run.expected - run.delivered} of ${run.expected} did not arrive`
  return null
}

/** Puts several runs' rows together, the worst of each judgement. */
export function joined(...parts: readonly Measured[]): Measured {
  const all: Measured = {}
  for (const part of parts)
    for (const [figure, value] of Object.entries(part)) {
      const known = all[figure]
      all[figure] = known === undefined || Number.isNaN(known) ? value : Math.max(known, value || 0)
    }
  return all
}
