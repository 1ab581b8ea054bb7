import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Char } from './characters.ts'
import type { Layers } from './layers.ts'

/** The character before an offset of the rolling text; null at the paragraph's start. */
export function charBefore(layers: Layers, paragraph: ParagraphId, offset: number): Char | null {
  let at = 0
  for (const piece of layers.paragraph(paragraph)?.pieces ?? []) {
    if (offset > at && offset <= at + piece.text.length)
      return { client: piece.client, clock: piece.clock + offset - at - 1 }
    at += piece.text.length
  }
  return null
}

/** The offset right after a character; null when it is not shown in this paragraph. */
export function offsetAfter(layers: Layers, paragraph: ParagraphId, char: Char): number | null {
  let at = 0
  for (const piece of layers.paragraph(paragraph)?.pieces ?? []) {
    const inside = char.clock - piece.clock
    if (piece.client === char.client && inside >= 0 && inside < piece.text.length) return at + inside + 1
    at += piece.text.length
  }
  return null
}
