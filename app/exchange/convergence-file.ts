import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { Language } from '#app/domain/basics/draft.ts'
import type { HeldBracket, OpenThen } from '#app/domain/papers/convergence.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { line } from './record-file.ts'
import { tableWords, type TableWords } from './table-words.ts'

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

/** One of the tables behind the plots, as CSV like the record's, heads in the language of the text. Times are UTC in ISO 8601, durations in seconds. */
export function writeConvergenceCsv(
  table: ConvergenceTable,
  figures: ConvergenceFigures,
  language: Language,
): string {
  return `\uFEFF${rows[table](figures, tableWords[language]).map(line).join('')}`
}

const rows: Record<ConvergenceTable, (figures: ConvergenceFigures, say: TableWords) => string[][]> = {
  time: ({ overTime }, say) => [
    [say.time, say.brackets, say.proposals, say.openParagraphs],
    ...overTime.map(({ at, brackets, proposals, openParagraphs }) => [
      timeOf(at),
      ...text([brackets, proposals, openParagraphs]),
    ]),
  ],
  revisions: ({ revisions }, say) => [
    [say.revision, say.time, say.brackets, say.proposals, say.openParagraphs],
    ...revisions.map(({ number, at, brackets, proposals, openParagraphs }) => [
      String(number),
      timeOf(at),
      ...text([brackets, proposals, openParagraphs]),
    ]),
  ],
  paragraphs: ({ overTime, paragraphs }, say) => [
    [say.paragraph, say.secondsSpent, ...overTime.map(({ at }) => timeOf(at))],
    ...paragraphs.map(({ id, label, spent }) => [
      label,
      String(Math.round(spent / 1_000)),
      ...text(overTime.map(({ byParagraph }) => byParagraph[id] ?? 0)),
    ]),
  ],
  delegations: ({ overTime }, say) => [
    [say.delegation, ...overTime.map(({ at }) => timeOf(at))],
    ...delegationsIn(overTime).map((code) => [
      code,
      ...text(overTime.map(({ byDelegation }) => byDelegation[code] ?? 0)),
    ]),
  ],
  brackets: ({ held }, say) => [
    [say.paragraph, say.heldBy, say.words],
    ...held.map(({ label, names, excerpt }) => [label, names.join('; '), excerpt]),
  ],
}

const delegationsIn = (overTime: ConvergenceFigures['overTime']): DelegationCode[] =>
  [...new Set(overTime.flatMap(({ byDelegation }) => Object.keys(byDelegation)))].sort()
