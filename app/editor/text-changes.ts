import { ChangeSet } from '@tiptap/pm/changeset'
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import type { LinePoint, TextChange } from '#app/document/propose/gesture.ts'

/**
 * What a transaction of the user changed, as text: a gesture of typing, cutting, pasting, dragging or a
 * browser's own doing, all alike. In reading order, in coordinates of the text before it.
 */
export function textChanges(transaction: Transaction): TextChange[] {
  const cut = transaction.getMeta(WHOLE) === true ? same : trimmed
  const before = transaction.docs[0] ?? transaction.doc
  const [only, ...more] = transaction.steps
  if (more.length === 0 && only instanceof ReplaceStep) {
    const change = changeOf(before, transaction.doc, {
      fromA: only.from,
      toA: only.to,
      fromB: only.from,
      toB: only.from + only.slice.size,
    })
    return withoutNothing([cut(before, change)])
  }
  const set = ChangeSet.create(before).addSteps(transaction.doc, transaction.mapping.maps, null)
  return withoutNothing(
    set.changes.map((change) => trimmed(before, changeOf(before, transaction.doc, change))),
  )
}

/** Says of a transaction that it replaces just what it says: a selection that the user types over. */
export const WHOLE = 'whole'
const same = (_: Node, change: TextChange) => change

type Range = { fromA: number; toA: number; fromB: number; toB: number }

const changeOf = (before: Node, after: Node, { fromA, toA, fromB, toB }: Range): TextChange => ({
  from: pointAt(before, fromA),
  to: pointAt(before, toA),
  insert: textBetween(after, pointAt(after, fromB), pointAt(after, toB)),
})

/** A position between two paragraphs counts as the end of the first. */
export function pointAt(doc: Node, position: number): LinePoint {
  const place = doc.resolve(position)
  if (place.depth > 0) return { line: place.index(0), offset: place.parentOffset }
  const line = place.index(0) - 1
  return line < 0 ? { line: 0, offset: 0 } : { line, offset: doc.child(line).content.size }
}

function textBetween(doc: Node, from: LinePoint, to: LinePoint): string {
  if (doc.childCount === 0) return ''
  if (from.line === to.line) return doc.child(from.line).textContent.slice(from.offset, to.offset)
  const lines = [doc.child(from.line).textContent.slice(from.offset)]
  for (let line = from.line + 1; line < to.line; line++) lines.push(doc.child(line).textContent)
  lines.push(doc.child(to.line).textContent.slice(0, to.offset))
  return lines.join('\n')
}

/**
 * Browsers often report unchanged neighbours with a change ("s " became " "), and after a redraw sometimes a
 * whole paragraph: what is equal before and after must not become a proposal.
 */
function trimmed(before: Node, change: TextChange): TextChange {
  if (before.childCount === 0) return change
  const { from, to, insert } = change
  const old = textBetween(before, from, to)
  let start = 0
  while (start < old.length && start < insert.length && old[start] === insert[start]) start++
  let end = 0
  while (end < old.length - start && end < insert.length - start && old.at(-1 - end) === insert.at(-1 - end))
    end++
  if (isHighHalf(old, start - 1)) start--
  if (end > 0 && isHighHalf(old, old.length - end - 1)) end--
  return {
    from: pointAfter(from, old.slice(0, start)),
    to: pointAfter(from, old.slice(0, old.length - end)),
    insert: insert.slice(start, insert.length - end),
  }
}

/** Whether a character of two code units begins here: a change never cuts one. */
const isHighHalf = (text: string, at: number): boolean => /[\uD800-\uDBFF]/.test(text[at] ?? '')

/** The point behind a text that begins at `from`. */
function pointAfter({ line, offset }: LinePoint, text: string): LinePoint {
  const lines = text.split('\n')
  const last = lines.at(-1)!.length
  return lines.length === 1
    ? { line, offset: offset + last }
    : { line: line + lines.length - 1, offset: last }
}

const withoutNothing = (changes: TextChange[]): TextChange[] =>
  changes.filter(
    ({ from, to, insert }) => from.line !== to.line || from.offset !== to.offset || insert !== '',
  )
