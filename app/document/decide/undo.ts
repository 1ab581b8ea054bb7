import type * as Y from 'yjs'
import { accept, refuse } from '#app/domain/basics/result.ts'
import { charId, parseCharId, visibleSpans, type Char } from '../model/characters.ts'
import type { RelocatedChars } from '../model/relocations.ts'
import { floorOf } from '../model/floor-keys.ts'
import { layerOfDelegation } from '../model/entry-index.ts'
import { RELOCATIONS, UNDO_RECORD, delegationOf, type Anchor } from '../model/schema.ts'
import { LAST, type UndoRecord, type BaseEdit } from './base-edit.ts'
import type { Handler } from './handler.ts'

export const undo: Handler<'undo'> = (edit, decision) => {
  const record = edit.layers.doc.getMap('meta').get(UNDO_RECORD) as UndoRecord | null | undefined
  if (!record || isBuiltUpon(edit, record)) return refuse({ kind: 'nothing-to-undo' })
  takeBack(edit, record)
  return accept(decision)
}

/**
 * Takes a decision back: its proposals are pending again, its paragraphs and words as they were. Words that
 * were copied back get new identities, and what is anchored to the old ones is relocated to them.
 */
function takeBack(edit: BaseEdit, record: UndoRecord): void {
  const { doc } = edit.layers
  const decided = doc.getMap('decided')
  for (const id of record.decided) decided.delete(id)
  // Undo records of earlier versions have no `tabled`.
  for (const id of record.tabled ?? []) layerOfDelegation(doc, delegationOf(id)).delete(id)
  const relocations = doc.getMap(RELOCATIONS) as Y.Map<RelocatedChars>
  const kept = record.carried.filter(({ kept }) => kept !== null)
  const back = kept.flatMap(({ key, kept }) => reverse(edit, key, kept!))
  for (const { key, kept } of record.carried) {
    // Places of deleted characters never left the text that is restored below.
    if (kept !== null || relocations.get(key)?.[4] !== undefined) relocations.delete(key)
  }
  for (const [key, value] of [...back, ...Object.entries(record.unled ?? {})]) relocations.set(key, value)
  restorePlaces(edit, record)
  edit.refresh()
  for (const [source, words] of Object.entries(record.texts)) restore(edit, source, words)
  for (const [id, attributes] of Object.entries(record.attributes))
    for (const [key, value] of Object.entries(attributes)) edit.base(id)?.set(key, value)
  // After the attributes, which would show again a paragraph that was made and taken out in one decision.
  for (const { id, from, at } of record.made) unmake(edit, id, from, at)
  restoreMarks(edit, record)
  edit.refresh()
}

/** Proposed paragraphs that moved with another stand where they stood. Undo records of earlier versions have none. */
function restorePlaces({ layers: { doc } }: BaseEdit, { places }: Partial<Pick<UndoRecord, 'places'>>) {
  const relocations = doc.getMap(RELOCATIONS)
  for (const [id, position] of Object.entries(places ?? {})) {
    if (position === null) relocations.delete(`^${id}`)
    else relocations.set(`^${id}`, position)
  }
}

/** Brackets that were literal are again, and what was said about other proposals is as it was. */
function restoreMarks({ layers: { doc } }: BaseEdit, { literal: before, marks }: UndoRecord) {
  const literal = doc.getMap('literal')
  for (const [open, wasLiteral] of Object.entries(before)) {
    if (wasLiteral) literal.set(open, true)
    else literal.delete(open)
  }
  const floor = floorOf(doc)
  for (const [key, value] of Object.entries(marks ?? {})) {
    if (value === null) floor.delete(key)
    else floor.set(key, value)
  }
}

/** Characters whose originals were kept: what has been anchored to the copies, wherever they are, leads back. */
function reverse(edit: BaseEdit, key: string, source: string): [string, RelocatedChars][] {
  const value = edit.layers.doc.getMap(RELOCATIONS).get(key) as RelocatedChars | undefined
  if (key.startsWith('@') || !value || value[4] !== undefined) return []
  const { client, clock } = parseCharId(key)!
  return edit.layers.pending.relocations
    .resolveRange({ client, clock, length: value[0] })
    .map((range) => [charId(range), [range.length, client, clock + range.offset, source]])
}

/** Makes the visible words of a text what they were: extra ones go, missing ones come back as copies. */
function restore(edit: BaseEdit, source: string, words: UndoRecord['texts'][string]) {
  if (!edit.layers.pending.textOf(source)) return
  const wanted = new Set(
    words.flatMap(([client, clock, string]) => Array.from(string, (_, i) => `${client}:${clock + i}`)),
  )
  const extra = visibleSpans(edit.text(source)).flatMap(({ client, clock, length }) =>
    Array.from({ length }, (_, i) => ({ client, clock: clock + i })).filter(
      (char) => !wanted.has(charId(char)),
    ),
  )
  for (const char of extra) edit.remove(source, char, 1)
  const visible = new Set(
    visibleSpans(edit.text(source)).flatMap(({ client, clock, length }) =>
      Array.from({ length }, (_, i) => `${client}:${clock + i}`),
    ),
  )
  for (const [client, clock, string] of words) restoreSpan(edit, source, { client, clock, string }, visible)
}

/**
 * Brings back the deleted stretches of one span, each where its deleted characters still mark the place,
 * and relocates what the decision had moved elsewhere to the copy.
 */
function restoreSpan(
  edit: BaseEdit,
  source: string,
  span: Char & { string: string },
  visible: ReadonlySet<string>,
) {
  const relocations = edit.layers.doc.getMap(RELOCATIONS) as Y.Map<RelocatedChars>
  const isThere = (i: number) => visible.has(`${span.client}:${span.clock + i}`)
  for (let i = 0; i < span.string.length;) {
    if (isThere(i)) {
      i++
      continue
    }
    let end = i + 1
    while (end < span.string.length && !isThere(end)) end++
    const place = { client: span.client, clock: span.clock + end - 1 }
    const copy = edit.insert(source, place, span.string.slice(i, end))
    const range = { client: span.client, clock: span.clock + i, length: end - i }
    for (const now of edit.layers.pending.relocations.resolveRange(range))
      relocations.set(charId(now), [now.length, copy.client, copy.clock + now.offset, source])
    i = end
  }
}

function unmake(edit: BaseEdit, id: string, from: UndoRecord['made'][number]['from'], at?: Anchor) {
  if (from === 'proposal') return edit.layers.base.delete(id)
  const relocations = edit.layers.doc.getMap(RELOCATIONS)
  if (from === 'split' && at) relocations.set(`@${id}`, { after: at, path: LAST, last: at })
  edit.base(id)?.set('status', 'withdrawn')
}

/** Whether others have begun to work on what a decision made, so that taking it back would strand them. */
function isBuiltUpon(edit: BaseEdit, record: UndoRecord): boolean {
  return record.made.some(({ id, from }) => {
    if (from !== 'new') return false
    const pending = edit.layers.pending.byParagraph.get(id)
    return (
      pending !== undefined && pending.insertions.length + pending.struck.length + pending.others.length > 0
    )
  })
}
