import { isNegotiatedBracket, type BracketTree } from './bracket.ts'
import type { ParagraphId } from '../basics/paragraph.ts'

/**
 * By paragraph, the negotiated brackets (by index in the tree) that open in an earlier one and are still open where
 * it begins. Paragraphs that stand in none are absent.
 */
export function bracketsReaching(
  paragraphs: readonly { id: ParagraphId }[],
  { brackets }: BracketTree,
): Readonly<Record<ParagraphId, readonly number[]>> {
  const order = new Map(paragraphs.map(({ id }, at) => [id, at]))
  const reached: Record<ParagraphId, number[]> = {}
  brackets.forEach((bracket, index) => {
    const [first, last] = [order.get(bracket.open.paragraph), order.get(bracket.close.paragraph)]
    if (first === undefined || last === undefined || !isNegotiatedBracket(bracket)) return
    for (const { id } of paragraphs.slice(first + 1, last + 1)) (reached[id] ??= []).push(index)
  })
  return reached
}
