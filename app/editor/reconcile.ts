import { Mark, type Node, type ResolvedPos } from '@tiptap/pm/model'
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { Change, Layers } from '#app/document/layers.ts'
import { nodeOf } from './derive.ts'

/**
 * Makes a transaction's document equal to what base and layers say, touching only what differs: carets and
 * compositions elsewhere in the text stay where they are.
 */
export function reconcile(tr: Transaction, layers: Layers, change: Change): Transaction {
  const wasEmpty = tr.doc.childCount === 0
  if (change.order) reconcileOrder(tr, layers)
  // A selection of nothing would have become one of everything.
  if (wasEmpty && tr.doc.childCount > 0) tr.setSelection(Selection.atStart(tr.doc))
  if (change.paragraphs.size > 0) {
    const touched: { position: number; id: string }[] = []
    tr.doc.forEach((node, position) => {
      const id = node.attrs.id as string
      if (change.paragraphs.has(id)) touched.push({ position, id })
    })
    for (const { position, id } of touched.reverse())
      reconcileParagraph(tr, position, nodeOf(tr.doc.type.schema, layers, id))
  }
  return tr
}

/** Adds, removes and moves paragraphs; those that stay are left alone, and a caret goes with its paragraph. */
function reconcileOrder(tr: Transaction, layers: Layers) {
  const wanted = layers.order()
  const schema = tr.doc.type.schema
  const now: string[] = []
  tr.doc.forEach((node) => now.push(node.attrs.id as string))
  let start = 0
  while (start < now.length && start < wanted.length && now[start] === wanted[start]) start++
  let end = 0
  while (end < now.length - start && end < wanted.length - start && now.at(-1 - end) === wanted.at(-1 - end))
    end++
  if (start === now.length && start === wanted.length) return
  let from = 0
  for (let i = 0; i < start; i++) from += tr.doc.child(i).nodeSize
  let to = from
  for (let i = start; i < now.length - end; i++) to += tr.doc.child(i).nodeSize
  const nodes = wanted
    .slice(start, wanted.length - end)
    .map((id) => nodeOf(schema, layers, id))
    .filter((node) => node !== null)
  const { $anchor, $head } = tr.selection
  const isTouched = tr.selection.from < to && tr.selection.to > from
  const [anchor, head] = [placeIn($anchor), placeIn($head)]
  tr.replaceWith(from, to, nodes)
  if (isTouched && anchor && head) putCaret(tr, anchor, head)
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

function reconcileParagraph(tr: Transaction, position: number, wanted: Node | null) {
  const now = tr.doc.nodeAt(position)
  if (!now || !wanted || now.eq(wanted)) return
  replaceText(tr, position, now, wanted)
  if (!tr.doc.nodeAt(position)!.hasMarkup(wanted.type, wanted.attrs, wanted.marks))
    tr.setNodeMarkup(position, undefined, wanted.attrs)
  dressText(tr, position + 1, wanted)
}

/** The characters first: only those between the first and the last difference. */
function replaceText(tr: Transaction, position: number, now: Node, wanted: Node) {
  const [a, b] = [now.textContent, wanted.textContent]
  if (a === b) return
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  tr.replace(position + 1 + start, position + 1 + a.length - end, wanted.slice(start, b.length - end))
}

/** Then the marks, without replacing a character: a caret inside struck words stays where it is. */
function dressText(tr: Transaction, start: number, wanted: Node) {
  wanted.forEach((text, offset) => {
    const from = start + offset
    const to = from + text.nodeSize
    let same = true
    tr.doc.nodesBetween(from, to, (node) => {
      if (node.isText && !Mark.sameSet(node.marks, text.marks)) same = false
    })
    if (same) return
    tr.removeMark(from, to)
    for (const mark of text.marks) tr.addMark(from, to, mark)
  })
}
