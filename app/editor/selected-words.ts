import type { EditorView } from '@tiptap/pm/view'
import { isNegotiatedBracket } from '#app/domain/bracket.ts'
import type { ParagraphId } from '#app/domain/paragraph.ts'
import { bracketsOf } from '#app/domain/view.ts'
import type { Layers } from '#app/document/layers.ts'
import type { Piece } from '#app/document/render.ts'
import type { SelectedWords } from '#app/ui/table/seat.ts'

/** What the chair has selected, as characters that a decision can name. Null outside of one paragraph. */
export function selectedWords(view: EditorView, layers: Layers): SelectedWords | null {
  const { $from, $to, empty } = view.state.selection
  if ($from.depth === 0 || !$from.sameParent($to)) return null
  const paragraph = $from.parent.attrs.id as ParagraphId
  const pieces = layers.paragraph(paragraph)?.pieces ?? []
  const [start, end] = [$from.parentOffset, $to.parentOffset]
  const chars = charsOf(pieces, paragraph)
  const inside = chars.filter(({ offset }) => offset >= start && offset < end)
  const before = chars.findLast(({ offset }) => offset < start)
  const first = empty ? before : inside[0]
  const last = empty ? before : inside.at(-1)
  if (!first || !last) return null
  const [a, b] = [view.coordsAtPos($from.pos), view.coordsAtPos($to.pos)]
  return {
    paragraph,
    from: first.id,
    to: last.id,
    collapsed: empty,
    proposals: proposalsIn(pieces, start, end),
    bracket: bracketAround(layers, paragraph, first.base),
    box: {
      top: Math.min(a.top, b.top),
      bottom: Math.max(a.bottom, b.bottom),
      left: Math.min(a.left, b.left),
      right: Math.max(a.right, b.right),
    },
  }
}

/** The base text's characters with their offsets in the rolling text and in the base text. */
function charsOf(pieces: readonly Piece[], paragraph: ParagraphId) {
  const chars: { id: string; offset: number; base: number }[] = []
  let offset = 0
  for (const piece of pieces) {
    for (let i = 0; i < piece.text.length; i++, offset++)
      if (piece.source === paragraph && piece.insertions.length === 0)
        chars.push({ id: `${piece.client}:${piece.clock + i}`, offset, base: chars.length })
  }
  return chars
}

function proposalsIn(pieces: readonly Piece[], start: number, end: number): string[] {
  const ids = new Set<string>()
  let offset = 0
  for (const piece of pieces) {
    const isInside = offset < end && offset + piece.text.length > start
    if (isInside) for (const { id } of [...piece.insertions, ...piece.strikes]) ids.add(id)
    offset += piece.text.length
  }
  return [...ids]
}

function bracketAround(layers: Layers, paragraph: ParagraphId, offset: number): SelectedWords['bracket'] {
  const text = layers.rolling()
  const order = new Map(text.paragraphs.map(({ id }, at) => [id, at]))
  const here = order.get(paragraph) ?? 0
  const isBefore = (place: { paragraph: ParagraphId; offset: number }) => {
    const at = order.get(place.paragraph) ?? 0
    return at < here || (at === here && place.offset <= offset)
  }
  const isAfter = (place: { paragraph: ParagraphId; offset: number }) => {
    const at = order.get(place.paragraph) ?? 0
    return at > here || (at === here && place.offset >= offset)
  }
  const around = bracketsOf(text, { kind: 'base' })
    .brackets.filter(({ open, close }) => isBefore(open) && isAfter(close))
    .sort((a, b) => b.depth - a.depth)[0]
  if (!around) return null
  const open = charsOf(layers.paragraph(around.open.paragraph)?.pieces ?? [], around.open.paragraph)[
    around.open.offset
  ]
  return open ? { open: open.id, literal: !isNegotiatedBracket(around) } : null
}
