import { Mark, type Node, type ResolvedPos } from '@tiptap/pm/model'
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { StepMap } from '@tiptap/pm/transform'
import type { Layers } from '#app/document/model/layers.ts'
import type { Rendered } from '#app/document/model/render-paragraph.ts'
import type { Piece } from '#app/document/model/render.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { nodeOf } from './derive.ts'

/** What the view shows of the text; the same objects as the layers have until something in them changes. */
export type ShownText = {
  order: readonly ParagraphId[]
  paragraphs: ReadonlyMap<ParagraphId, Rendered>
}
export const NOTHING_SHOWN: ShownText = { order: [], paragraphs: new Map() }

const isShown = ({ paragraphs }: ShownText, layers: Layers, id: ParagraphId): boolean =>
  layers.paragraph(id) === (paragraphs.get(id) ?? null)

/** Whether a view that shows this shows what base and layers say. */
export const isUpToDate = (shown: ShownText, layers: Layers): boolean =>
  layers.order() === shown.order && shown.order.every((id) => isShown(shown, layers, id))

/**
 * Makes a transaction's document equal to what base and layers say, touching only what differs from what it shows:
 * carets and compositions elsewhere in the text stay where they are. Returns what it shows then, which is `shown`
 * itself when nothing has changed.
 */
export function reconcile(tr: Transaction, layers: Layers, shown: ShownText): ShownText {
  if (isUpToDate(shown, layers)) return shown
  const order = layers.order()
  const wasEmpty = tr.doc.childCount === 0
  const redrawn = order === shown.order ? new Set() : reconcileOrder(tr, layers)
  // ProseMirror maps the selection of an empty document to all that comes into it.
  if (wasEmpty && tr.doc.childCount > 0) tr.setSelection(Selection.atStart(tr.doc))
  const changed = new Set(order.filter((id) => !redrawn.has(id) && !isShown(shown, layers, id)))
  const places: { position: number; id: ParagraphId }[] = []
  if (changed.size > 0)
    tr.doc.forEach((node, position) => {
      const id = node.attrs.id as ParagraphId
      if (changed.has(id)) places.push({ position, id })
    })
  for (const { position, id } of places.reverse())
    reconcileParagraph(tr, layers, { position, id, before: shown.paragraphs.get(id)?.pieces ?? [] })
  return { order, paragraphs: renderingsOf(layers) }
}

function renderingsOf(layers: Layers): ReadonlyMap<ParagraphId, Rendered> {
  const paragraphs = new Map<ParagraphId, Rendered>()
  for (const id of layers.order()) {
    const rendered = layers.paragraph(id)
    if (rendered) paragraphs.set(id, rendered)
  }
  return paragraphs
}

/**
 * Adds, removes and moves paragraphs; those that stay are left alone, and a caret goes with its paragraph. Returns
 * those that were drawn anew.
 */
function reconcileOrder(tr: Transaction, layers: Layers): ReadonlySet<ParagraphId> {
  const wanted = layers.order()
  const schema = tr.doc.type.schema
  const now: string[] = []
  tr.doc.forEach((node) => now.push(node.attrs.id as string))
  let start = 0
  while (start < now.length && start < wanted.length && now[start] === wanted[start]) start++
  let end = 0
  while (end < now.length - start && end < wanted.length - start && now.at(-1 - end) === wanted.at(-1 - end))
    end++
  if (start === now.length && start === wanted.length) return new Set()
  let from = 0
  for (let i = 0; i < start; i++) from += tr.doc.child(i).nodeSize
  let to = from
  for (let i = start; i < now.length - end; i++) to += tr.doc.child(i).nodeSize
  const redrawn = wanted.slice(start, wanted.length - end)
  const nodes = redrawn.map((id) => nodeOf(schema, layers, id)).filter((node) => node !== null)
  const { $anchor, $head } = tr.selection
  const isTouched = tr.selection.from < to && tr.selection.to > from
  const [anchor, head] = [placeIn($anchor), placeIn($head)]
  tr.replaceWith(from, to, nodes)
  if (isTouched && anchor && head) putCaret(tr, anchor, head)
  return new Set(redrawn)
}

type PlaceIn = { id: string; offset: number }

const placeIn = ($position: ResolvedPos): PlaceIn | null =>
  $position.depth > 0 ? { id: $position.parent.attrs.id as string, offset: $position.parentOffset } : null

/** Leaves the selection alone when one of its paragraphs is gone. */
function putCaret(tr: Transaction, anchor: PlaceIn, head: PlaceIn) {
  const starts = new Map<string, { start: number; size: number }>()
  tr.doc.forEach((node, position) =>
    starts.set(node.attrs.id as string, { start: position + 1, size: node.content.size }),
  )
  const [a, b] = [anchor, head].map(({ id, offset }) => {
    const found = starts.get(id)
    return found && found.start + Math.min(offset, found.size)
  })
  if (a !== undefined && b !== undefined) tr.setSelection(TextSelection.create(tr.doc, a, b))
}

function reconcileParagraph(
  tr: Transaction,
  layers: Layers,
  { position, id, before }: { position: number; id: ParagraphId; before: readonly Piece[] },
) {
  const now = tr.doc.nodeAt(position)
  const wanted = nodeOf(tr.doc.type.schema, layers, id)
  if (!now || !wanted || now.eq(wanted)) return
  replaceText(tr, position, { now, wanted, before, after: layers.paragraph(id)?.pieces ?? [] })
  if (!tr.doc.nodeAt(position)!.hasMarkup(wanted.type, wanted.attrs, wanted.marks))
    tr.setNodeMarkup(position, undefined, wanted.attrs)
  dressText(tr, position + 1, wanted)
}

type Texts = { now: Node; wanted: Node; before: readonly Piece[]; after: readonly Piece[] }

/**
 * The characters first, and only those that came or went: a caret between two places where others write stays
 * where it is, and before what another writes at the very same place.
 */
function replaceText(tr: Transaction, position: number, { now, wanted, before, after }: Texts) {
  if (now.textContent === wanted.textContent) return
  const isKnown = before.map(({ text }) => text).join('') === now.textContent
  const edits = (isKnown ? editsBetween(before, after) : null) ?? [
    outerEdit(now.textContent, wanted.textContent),
  ]
  const { empty, head } = tr.selection
  const step = tr.steps.length
  if (edits.length > MANY) return replaceAtOnce(tr, position, { edits, wanted })
  for (const { from, to, start, end } of edits.reverse())
    tr.replace(position + 1 + from, position + 1 + to, wanted.slice(start, end))
  const isHere = head > position && head < position + now.nodeSize
  if (empty && isHere) tr.setSelection(TextSelection.create(tr.doc, tr.mapping.slice(step).map(head, -1)))
}

/** Many edits in one step; carets go where they would have gone with one after another. */
function replaceAtOnce(
  tr: Transaction,
  position: number,
  { edits, wanted }: { edits: readonly Edit[]; wanted: Node },
) {
  const [first, last] = [edits[0]!, edits.at(-1)!]
  const map = new StepMap(
    edits.flatMap(({ from, to, start, end }) => [position + 1 + from, to - from, end - start]),
  )
  const { selection } = tr
  const { anchor, head, empty } = selection
  tr.replace(position + 1 + first.from, position + 1 + last.to, wanted.slice(first.start, last.end))
  if (!(selection instanceof TextSelection)) return
  const side = empty ? -1 : 1
  tr.setSelection(TextSelection.create(tr.doc, map.map(anchor, side), map.map(head, side)))
}

/** Characters `[from, to)` of the old text went, `[start, end)` of the new one came. */
type Edit = { from: number; to: number; start: number; end: number }

/** By the identity of characters. Null when characters changed places. */
function editsBetween(before: readonly Piece[], after: readonly Piece[]): Edit[] | null {
  const [old, fresh] = [charsOf(before), charsOf(after)]
  const [inOld, inFresh] = [new Set(old), new Set(fresh)]
  const edits: Edit[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < fresh.length) {
    if (i < old.length && old[i] === fresh[j]) {
      i++
      j++
      continue
    }
    const [from, start] = [i, j]
    while (i < old.length && !inFresh.has(old[i]!)) i++
    while (j < fresh.length && !inOld.has(fresh[j]!)) j++
    if (i === from && j === start) return null
    edits.push({ from, to: i, start, end: j })
  }
  return edits
}

const charsOf = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap(({ client, clock, text }) =>
    Array.from({ length: text.length }, (_, at) => `${client}:${clock + at}`),
  )

/** Between the first and the last difference. */
function outerEdit(a: string, b: string): Edit {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return { from: start, to: a.length - end, start, end: b.length - end }
}

/** Then the marks, without replacing a character: a caret inside struck words stays where it is. */
function dressText(tr: Transaction, start: number, wanted: Node) {
  const others = dressedOtherwise(tr.doc.nodeAt(start - 1)!, wanted)
  if (others.length > MANY) return redraw(tr, start, { wanted, others })
  for (const { from, to, text } of others) {
    tr.removeMark(start + from, start + to)
    for (const mark of text.marks) tr.addMark(start + from, start + to, mark)
  }
}

type Dressed = { from: number; to: number; text: Node }

const textsIn = (paragraph: Node): Dressed[] => {
  const texts: Dressed[] = []
  paragraph.forEach((text, from) => texts.push({ from, to: from + text.nodeSize, text }))
  return texts
}

/** The texts that are to have other marks than the same characters have now. */
function dressedOtherwise(now: Node, wanted: Node): Dressed[] {
  const old = textsIn(now)
  let next = 0
  return textsIn(wanted).filter(({ from, to, text }) => {
    while (next < old.length && old[next]!.to <= from) next++
    for (let at = next; at < old.length && old[at]!.from < to; at++)
      if (!Mark.sameSet(old[at]!.text.marks, text.marks)) return true
    return false
  })
}

/** Changes of one paragraph, more than which are made in one step: each step costs as much as the paragraph has texts. */
const MANY = 50

/** The same characters once more, with their marks: carets are put back. */
function redraw(
  tr: Transaction,
  start: number,
  { wanted, others }: { wanted: Node; others: readonly Dressed[] },
) {
  const [from, to] = [others[0]!.from, others.at(-1)!.to]
  const { selection } = tr
  tr.replace(start + from, start + to, wanted.slice(from, to))
  if (selection instanceof TextSelection)
    tr.setSelection(TextSelection.create(tr.doc, selection.anchor, selection.head))
}
