import type { EditorView } from '@tiptap/pm/view'
import { isNegotiatedBracket } from '#app/domain/brackets/bracket.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { bracketsOf } from '#app/domain/text/view.ts'
import type { Layers } from '#app/document/model/layers.ts'
import type { Piece } from '#app/document/model/render.ts'
import type { SelectedWords } from '#app/live/types.ts'

/** What the chair has selected, as characters that a decision can name. Null where no base text is among it. */
export function selectedWords(view: EditorView, layers: Layers): SelectedWords | null {
  const { $from, $to, empty } = view.state.selection
  if ($from.depth === 0 || $to.depth === 0) return null
  if (!$from.sameParent($to)) return acrossParagraphs(view, layers)
  const paragraph = $from.parent.attrs.id as ParagraphId
  const pieces = layers.paragraph(paragraph)?.pieces ?? []
  const [start, end] = [$from.parentOffset, $to.parentOffset]
  const chars = charsOf(pieces, paragraph)
  const inside = chars.filter(({ offset }) => offset >= start && offset < end)
  const before = chars.findLast(({ offset }) => offset < start)
  const first = empty ? before : inside[0]
  const last = empty ? before : inside.at(-1)
  if (!first || !last) return null
  return {
    paragraph,
    from: first.id,
    to: last.id,
    collapsed: empty,
    proposals: proposalsIn(pieces, start, end),
    bracket: bracketAround(layers, paragraph, first.base),
    box: boxOf(view),
  }
}

/** From the first base character selected to the last one, which stand in different paragraphs. */
function acrossParagraphs(view: EditorView, layers: Layers): SelectedWords | null {
  const { from, to } = view.state.selection
  const ends: { paragraph: ParagraphId; id: string; base: number }[] = []
  view.state.doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true
    const paragraph = node.attrs.id as ParagraphId
    const inside = charsOf(layers.paragraph(paragraph)?.pieces ?? [], paragraph).filter(
      ({ offset }) => offset >= from - pos - 1 && offset < to - pos - 1,
    )
    for (const { id, base } of inside.length > 0 ? [inside[0]!, inside.at(-1)!] : [])
      ends.push({ paragraph, id, base })
    return false
  })
  const [first, last] = [ends[0], ends.at(-1)]
  if (!first || !last) return null
  const [around, other] = [first, last].map(({ paragraph, base }) => bracketAround(layers, paragraph, base))
  return {
    paragraph: first.paragraph,
    from: first.id,
    to: last.id,
    ...(last.paragraph !== first.paragraph && { until: last.paragraph }),
    collapsed: false,
    proposals: [],
    bracket: around && around.open === other?.open ? around : null,
    box: boxOf(view),
  }
}

function boxOf(view: EditorView): SelectedWords['box'] {
  const { from, to } = view.state.selection
  const [a, b] = [view.coordsAtPos(from), view.coordsAtPos(to)]
  return {
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
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
