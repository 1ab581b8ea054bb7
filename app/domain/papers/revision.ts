import type { DraftHeader, Revision } from '../basics/draft.ts'
import { movesOf } from '../text/move.ts'
import { labelsOf } from '../numbering/numbering.ts'
import type { RollingParagraph, RollingText } from '../basics/rolling.ts'
import { summarize } from '../text/summary.ts'

export type Issue = {
  header: DraftHeader
  number: number
  symbol: string
  /** ISO date on the paper */
  date: string
  /** ms since epoch */
  at: number
  by: string
  /** The text with its numbers frozen: as it stands after the decision. */
  text: RollingText
}

/** The revision that this text becomes: with the labels that the paper has and the counts for the plot. */
export function revisionFrom({ header, number, symbol, date, at, by, text: live }: Issue): Revision {
  const text = plain(live)
  const labels = labelsOf(text.paragraphs)
  const { brackets, openParagraphs, proposals } = summarize(text, labels)
  return {
    draft: header.id,
    number,
    symbol,
    date,
    issuedAt: at,
    issuedBy: by,
    header,
    text,
    labels,
    brackets,
    openParagraphs,
    proposals,
  }
}

/** The fields of the contract and no others, whatever a live document hangs on its runs. */
const plain = ({ paragraphs, literalBrackets }: RollingText): RollingText => ({
  paragraphs: paragraphs.map((paragraph) => ({
    ...paragraph,
    runs: paragraph.runs.map(({ text, first, insertions, strikes }) => ({
      text,
      first,
      insertions,
      strikes,
    })),
  })),
  literalBrackets: [...literalBrackets],
})

/**
 * Whether the text still reads as it was issued: same paragraphs in the same order with the same words, form,
 * numbers, statuses and proposals. Who supports what may have changed.
 */
export const isAsIssued = (revision: Pick<Revision, 'text'>, now: RollingText): boolean =>
  printOf(revision.text) === printOf(now)

const fieldsOf = ({ id, kind, level, status, statusDate, number }: RollingParagraph) => [
  id,
  kind,
  level,
  status,
  statusDate,
  number,
]

const printOf = ({ paragraphs, literalBrackets }: RollingText): string =>
  JSON.stringify([
    [...literalBrackets].sort(),
    paragraphs.map((paragraph) => [
      fieldsOf(paragraph),
      [paragraph.proposed, ...paragraph.removals, ...paragraph.merges, ...movesOf(paragraph)].map(
        (by) => by?.id ?? '',
      ),
      paragraph.runs.map(({ text, insertions, strikes }) => [
        text,
        ...[...insertions, ...strikes].map(({ id: by }) => by),
      ]),
    ]),
  ])
