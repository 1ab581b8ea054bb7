import type { EditorView } from '@tiptap/pm/view'
import { charId } from '#app/document/model/characters.ts'
import type { Layers } from '#app/document/model/layers.ts'
import type { Piece } from '#app/document/model/render.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ChosenWords } from '#app/live/types.ts'

/** What is selected within one paragraph, of any author; null where nothing is. */
export function chosenWords(view: EditorView, layers: Layers): ChosenWords | null {
  const { $from, $to, empty } = view.state.selection
  if (empty || $from.depth === 0 || !$from.sameParent($to)) return null
  const paragraph = $from.parent.attrs.id as ParagraphId
  const pieces = layers.paragraph(paragraph)?.pieces ?? []
  const [from, to] = [charAt(pieces, $from.parentOffset), charAt(pieces, $to.parentOffset - 1)]
  if (from === null || to === null) return null
  const [a, b] = [view.coordsAtPos($from.pos), view.coordsAtPos($to.pos)]
  return {
    paragraph,
    from,
    to,
    text: $from.parent.textBetween($from.parentOffset, $to.parentOffset),
    box: {
      top: Math.min(a.top, b.top),
      bottom: Math.max(a.bottom, b.bottom),
      left: Math.min(a.left, b.left),
      right: Math.max(a.right, b.right),
    },
  }
}

function charAt(pieces: readonly Piece[], offset: number): string | null {
  let at = 0
  for (const { client, clock, text } of pieces) {
    if (offset < at + text.length) return charId({ client, clock: clock + offset - at })
    at += text.length
  }
  return null
}
