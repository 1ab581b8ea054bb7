import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { HeldBracket, OpenThen } from '#app/domain/papers/convergence.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { line } from './record-file.ts'

/** What lies behind the plots, as it is written out. */
export type ConvergenceFigures = {
  overTime: readonly (OpenThen & { at: number })[]
  revisions: readonly (OpenThen & { at: number; number: number })[]
  paragraphs: readonly { id: ParagraphId; label: string; spent: number }[]
  held: readonly HeldBracket[]
}

export const convergenceTables = ['time', 'revisions', 'paragraphs', 'delegations', 'brackets'] as const
export type ConvergenceTable = (typeof convergenceTables)[number]

const timeOf = (at: number): string => new Date(at).toISOString()
const text = (figures: readonly number[]): string[] => figures.map(String)

/** One of the tables behind the plots, as CSV like the record's. Times are UTC in ISO 8601, durations in seconds. */
export function writeConvergenceCsv(table: ConvergenceTable, figures: ConvergenceFigures): string {
  return `\uFEFF${rows[table](figures).map(line).join('')}`
}

const rows: Record<ConvergenceTable, (figures: ConvergenceFigures) => string[][]> = {
  time: ({ overTime }) => [
    ['time', 'brackets', 'proposals', 'open paragraphs'],
    ...overTime.map(({ at, brackets, proposals, openParagraphs }) => [
      timeOf(at),
      ...text([brackets, proposals, openParagraphs]),
    ]),
  ],
  revisions: ({ revisions }) => [
    ['revision', 'time', 'brackets', 'proposals', 'open paragraphs'],
    ...revisions.map(({ number, at, brackets, proposals, openParagraphs }) => [
      String(number),
      timeOf(at),
      ...text([brackets, proposals, openParagraphs]),
    ]),
  ],
  paragraphs: ({ overTime, paragraphs }) => [
    ['paragraph', 'seconds spent', ...overTime.map(({ at }) => timeOf(at))],
    ...paragraphs.map(({ id, label, spent }) => [
      label,
      String(Math.round(spent / 1_000)),
      ...text(overTime.map(({ byParagraph }) => byParagraph[id] ?? 0)),
    ]),
  ],
  delegations: ({ overTime }) => [
    ['delegation', ...overTime.map(({ at }) => timeOf(at))],
    ...delegationsIn(overTime).map((code) => [
      code,
      ...text(overTime.map(({ byDelegation }) => byDelegation[code] ?? 0)),
    ]),
  ],
  brackets: ({ held }) => [
    ['paragraph', 'held by', 'words'],
    ...held.map(({ label, names, excerpt }) => [label, names.join('; '), excerpt]),
  ],
}

const delegationsIn = (overTime: ConvergenceFigures['overTime']): DelegationCode[] =>
  [...new Set(overTime.flatMap(({ byDelegation }) => Object.keys(byDelegation)))].sort()
