import type { DelegationCode } from '../basics/actor.ts'
import { isNegotiatedBracket } from '../brackets/bracket.ts'
import { labelsOf } from '../numbering/numbering.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import type { RollingText } from '../basics/rolling.ts'
import { summarize } from '../text/summary.ts'
import { bracketsOf, textOf } from '../text/view.ts'

/** What was open in a text at one moment; small enough to be kept for many. */
export type OpenThen = {
  brackets: number
  proposals: number
  openParagraphs: number
  /** Brackets and proposals of each paragraph that has any. */
  byParagraph: Readonly<Record<ParagraphId, number>>
  /** Proposals of each delegation that has any. */
  byDelegation: Readonly<Record<DelegationCode, number>>
}

/** Counts what is open in a text. */
export function openIn(text: RollingText): OpenThen {
  const summary = summarize(text, labelsOf(text.paragraphs))
  const open = summary.paragraphs.map(
    ({ id, brackets, strays, proposals }) => [id, brackets + strays + proposals] as const,
  )
  return {
    brackets: summary.brackets + summary.strays,
    proposals: summary.proposals,
    openParagraphs: summary.openParagraphs,
    byParagraph: Object.fromEntries(open.filter(([, count]) => count > 0)),
    byDelegation: Object.fromEntries(
      summary.byDelegation.map(({ delegation, proposals }) => [delegation, proposals]),
    ),
  }
}

/** A bracket that stands in the text, and those named in it. */
export type HeldBracket = {
  paragraph: ParagraphId
  label: string
  /** As it is written there: names of delegations or groups; empty when nobody is named. */
  names: readonly string[]
  excerpt: string
}

const excerptLength = 80

/** Every negotiated bracket in reading order, with the names written in it. */
export function heldBrackets(
  text: RollingText,
  labels: Readonly<Record<ParagraphId, string>>,
): HeldBracket[] {
  const words = new Map(
    text.paragraphs.map((paragraph) => [paragraph.id, textOf(paragraph, { kind: 'base' })]),
  )
  return bracketsOf(text, { kind: 'base' })
    .brackets.filter(isNegotiatedBracket)
    .map(({ open, close, attribution }) => {
      const own = words.get(open.paragraph) ?? ''
      const end = close.paragraph === open.paragraph ? close.offset + 1 : own.length
      const whole = own.slice(open.offset, end)
      return {
        paragraph: open.paragraph,
        label: labels[open.paragraph] ?? '',
        names: attribution,
        excerpt: whole.length <= excerptLength ? whole : `${whole.slice(0, excerptLength - 1).trimEnd()}…`,
      }
    })
}
