import type { DraftHeader, Revision } from './draft.ts'
import { freezeNumbers, labelsOf } from './numbering.ts'
import type { RollingText } from './rolling.ts'
import { summarize } from './summary.ts'

export type Issue = {
  header: DraftHeader
  number: number
  symbol: string
  /** ISO date on the paper */
  date: string
  /** ms since epoch */
  at: number
  by: string
  text: RollingText
  renumber: boolean
}

/**
 * The revision that freezes this text: every paragraph with the number that it keeps, the labels that the
 * paper has, and the counts for the plot.
 */
export function freezeRevision({ header, number, symbol, date, at, by, text, renumber }: Issue): Revision {
  const numbers = freezeNumbers(text.paragraphs, { renumber })
  const paragraphs = text.paragraphs.map((paragraph) => ({
    ...paragraph,
    number: numbers[paragraph.id] ?? null,
  }))
  const frozen = { ...text, paragraphs }
  const labels = labelsOf(paragraphs)
  const { brackets, openParagraphs, proposals } = summarize(frozen, labels)
  return {
    draft: header.id,
    number,
    symbol,
    date,
    issuedAt: at,
    issuedBy: by,
    header,
    text: frozen,
    labels,
    brackets,
    openParagraphs,
    proposals,
  }
}
