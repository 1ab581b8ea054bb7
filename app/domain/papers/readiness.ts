import { isNegotiatedBracket, type Bracket, type BracketTree, type Place } from '../brackets/bracket.ts'
import type { DelegationCode } from '../basics/actor.ts'
import type { DecisionRefusal } from '../decisions/decision.ts'
import { isNegotiated, type ParagraphId, type ParagraphStatus } from '../basics/paragraph.ts'
import { proposalsOf } from '../text/proposal.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import type { ProposalId, RollingText } from '../basics/rolling.ts'
import { bracketsOf, textOf } from '../text/view.ts'

/** One thing that keeps a text from being transmitted, with the paragraph to go to. */
export type MissingPoint = { paragraph: ParagraphId; label: string } & (
  | {
      kind: 'bracket'
      /** Where it opens in the base text. */ offset: number
      /** Its first words, for a list. */ excerpt: string
    }
  | { kind: 'stray'; offset: number; char: '[' | ']' }
  | { kind: 'proposal'; proposals: readonly ProposalId[]; delegation: DelegationCode }
  | { kind: 'not-agreed'; status: ParagraphStatus }
)

const excerptLength = 60

/**
 * Everything that must still be settled before the text can be transmitted: no open proposal, no negotiated
 * bracket, no stray, every negotiated paragraph agreed. In reading order; empty when the text is ready.
 * A draft without any negotiated paragraph has no points but is not a text: see {@link hasText}.
 */
export function whatIsMissing(
  text: RollingText,
  labels: Readonly<Record<ParagraphId, string>>,
): MissingPoint[] {
  const tree = bracketsOf(text, { kind: 'base' })
  const brackets = groupByParagraph(tree.brackets.filter(isNegotiatedBracket), ({ open }) => open)
  const strays = groupByParagraph(tree.strays, (stray) => stray)
  return text.paragraphs.flatMap((paragraph): MissingPoint[] => {
    const where = { paragraph: paragraph.id, label: labels[paragraph.id] ?? '' }
    const proposals = proposalsOf(paragraph).map(({ ids, delegation }): MissingPoint => ({
      ...where,
      kind: 'proposal',
      proposals: ids,
      delegation,
    }))
    if (paragraph.proposed) return proposals
    const words = textOf(paragraph, { kind: 'base' })
    const pairs = (brackets.get(paragraph.id) ?? []).map((bracket): MissingPoint => ({
      ...where,
      kind: 'bracket',
      offset: bracket.open.offset,
      excerpt: excerptOf(bracket, words),
    }))
    const alone = (strays.get(paragraph.id) ?? []).map(({ offset, char }): MissingPoint => ({
      ...where,
      kind: 'stray',
      offset,
      char,
    }))
    const { status } = paragraph
    const open: MissingPoint[] =
      isNegotiated(paragraph.kind) && status !== 'agreed' ? [{ ...where, kind: 'not-agreed', status }] : []
    return [...proposals, ...pairs, ...alone, ...open]
  })
}

/** Whether there is anything to agree on at all. */
export const hasText = (text: RollingText): boolean =>
  text.paragraphs.some(({ kind, proposed }) => isNegotiated(kind) && kind !== 'heading' && !proposed)

function groupByParagraph<T>(items: readonly T[], placeOf: (item: T) => Place): Map<ParagraphId, T[]> {
  const groups = new Map<ParagraphId, T[]>()
  for (const item of items) {
    const { paragraph } = placeOf(item)
    const group = groups.get(paragraph)
    if (group) group.push(item)
    else groups.set(paragraph, [item])
  }
  return groups
}

function excerptOf({ open, close }: Bracket, words: string): string {
  const end = close.paragraph === open.paragraph ? close.offset + 1 : words.length
  const whole = words.slice(open.offset, end)
  return whole.length <= excerptLength ? whole : `${whole.slice(0, excerptLength - 1).trimEnd()}…`
}

/** What keeps a paragraph from being agreed, as {@link mayAgree} needs it. */
export type Agreement = {
  status: Extract<ParagraphStatus, 'ad-referendum' | 'agreed'>
  /** What is still proposed will be declined with the same decision. */
  declineRemaining: boolean
}

/**
 * Whether a paragraph may be agreed. A proposed one must be accepted first. Nothing may be pending on it,
 * unless it is declined at once. For `agreed` no negotiated bracket may open in it, close in it or reach over
 * it, and no stray stand in it; *ad referendum* a bracket may wait for the capitals.
 */
export function mayAgree(
  text: RollingText,
  id: ParagraphId,
  { status, declineRemaining }: Agreement,
): Result<null, DecisionRefusal> {
  const paragraph = text.paragraphs.find((each) => each.id === id)
  if (!paragraph || paragraph.proposed) return refuse({ kind: 'no-such-paragraph', paragraph: id })
  const proposals = proposalsOf(paragraph).length
  if (proposals > 0 && !declineRemaining)
    return refuse({ kind: 'proposals-pending', paragraph: id, count: proposals })
  const brackets = status === 'agreed' ? countTouching(text, bracketsOf(text, { kind: 'base' }), id) : 0
  return brackets > 0 ? refuse({ kind: 'brackets-pending', paragraph: id, count: brackets }) : accept(null)
}

function countTouching(text: RollingText, tree: BracketTree, id: ParagraphId): number {
  const order = new Map(text.paragraphs.map((paragraph, at) => [paragraph.id, at]))
  const here = order.get(id)!
  const pairs = tree.brackets.filter(
    (bracket) =>
      isNegotiatedBracket(bracket) &&
      order.get(bracket.open.paragraph)! <= here &&
      here <= order.get(bracket.close.paragraph)!,
  )
  return pairs.length + tree.strays.filter(({ paragraph }) => paragraph === id).length
}
