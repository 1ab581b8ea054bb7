import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import type { Layers } from './layers.ts'

/** The words that a proposal strikes in a paragraph, in the order of the text; '' when they are gone. */
export function struckWords(layers: Layers, paragraph: ParagraphId, proposal: ProposalId): string {
  const pieces = layers.paragraph(paragraph)?.pieces ?? []
  const struck = pieces.filter(({ strikes }) => strikes.some(({ id }) => id === proposal))
  return struck.map(({ text }) => text).join('')
}
