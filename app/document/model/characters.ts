import * as Y from 'yjs'
import type { CharId } from '#app/domain/basics/rolling.ts'

/** A character's identity: it keeps it for life, also after it is deleted. */
export type Char = { client: number; clock: number }

/** Consecutive characters of one client. `string` is null where they are deleted (their place remains). */
export type Span = Char & { length: number; string: string | null }

export const charId = ({ client, clock }: Char): CharId => `${client}:${clock}`

/** Reads `client:clock`; null for anything else. */
export function parseCharId(id: CharId): Char | null {
  const match = /^(\d{1,16}):(\d{1,16})$/.exec(id)
  return match ? { client: Number(match[1]), clock: Number(match[2]) } : null
}

/**
 * All characters of a text in order, deleted ones included. Reads Yjs's linked list directly:
 * anchors need the places of deleted characters, which the public interface does not give.
 */
export function* spansOf(text: Y.Text): Generator<Span> {
  for (let item = text._start; item !== null; item = item.right) {
    if (item.content instanceof Y.ContentFormat) continue
    const string = !item.deleted && item.content instanceof Y.ContentString ? item.content.str : null
    yield { client: item.id.client, clock: item.id.clock, length: item.length, string }
  }
}

/** Identities of the visible characters `[index, index + length)`, as few spans as possible. */
export function visibleSpans(text: Y.Text, index = 0, length = text.length): Span[] {
  const found: Span[] = []
  let position = 0
  for (const span of spansOf(text)) {
    if (span.string === null) continue
    const from = Math.max(index - position, 0)
    const to = Math.min(index + length - position, span.length)
    if (from < to) append(found, { ...span, clock: span.clock + from, string: span.string.slice(from, to) })
    position += span.length
    if (position >= index + length) break
  }
  return found
}

function append(spans: Span[], next: Omit<Span, 'length'> & { string: string }) {
  const last = spans.at(-1)
  if (last && last.client === next.client && last.clock + last.length === next.clock) {
    last.length += next.string.length
    last.string = (last.string ?? '') + next.string
  } else spans.push({ ...next, length: next.string.length })
}

/** Key of the map that holds the text in which a character stands: a paragraph's or a proposal's id. */
export function sourceOf(doc: Y.Doc, { client, clock }: Char): string | null {
  if (client < 0 || clock >= Y.getState(doc.store, client)) return null
  const item = Y.getItem(doc.store, Y.createID(client, clock))
  const text = item instanceof Y.Item ? item.parent : null
  const holder = text instanceof Y.Text ? text._item?.parent : null
  return holder instanceof Y.Map ? (holder._item?.parentSub ?? null) : null
}

/** The visible index of a character, or -1 when it is deleted or not in this text. */
export function indexOf(text: Y.Text, char: Char): number {
  let position = 0
  for (const span of spansOf(text)) {
    const inside =
      span.client === char.client && char.clock >= span.clock && char.clock < span.clock + span.length
    if (inside) return span.string === null ? -1 : position + char.clock - span.clock
    if (span.string !== null) position += span.length
  }
  return -1
}

/** The character before another one in its own text, deleted ones included; null for the first. */
export function precedingChar(text: Y.Text, char: Char): Char | null {
  let before: Char | null = null
  for (const span of spansOf(text)) {
    if (span.client === char.client && char.clock >= span.clock && char.clock < span.clock + span.length)
      return char.clock > span.clock ? { client: char.client, clock: char.clock - 1 } : before
    before = { client: span.client, clock: span.clock + span.length - 1 }
  }
  return before
}

/** The last character of a text, deleted ones included; null for an empty one. */
export function lastChar(text: Y.Text): Char | null {
  let last: Char | null = null
  for (const span of spansOf(text)) last = { client: span.client, clock: span.clock + span.length - 1 }
  return last
}

/**
 * Inserts a string right after a character (null: at the start), deleted ones included, so that
 * neighbours anchored to deleted characters keep their side. `Y.Text.insert` would skip past them.
 * Returns the identity of the first new character. Must run inside a transaction of the text's document.
 */
export function insertAfter(
  transaction: Y.Transaction,
  text: Y.Text,
  after: Char | null,
  string: string,
): Char {
  const store = transaction.doc.store
  const left = after && Y.getItemCleanEnd(transaction, store, Y.createID(after.client, after.clock))
  if (left && (!(left instanceof Y.Item) || left.parent !== text))
    throw new Error('the character is of another text')
  const right = left ? left.right : text._start
  const id = Y.createID(transaction.doc.clientID, Y.getState(store, transaction.doc.clientID))
  const content = new Y.ContentString(string)
  new Y.Item(
    id,
    left,
    left ? left.lastId : null,
    right,
    right ? right.id : null,
    text,
    null,
    content,
  ).integrate(transaction, 0)
  forgetPositions(text)
  return { client: id.client, clock: id.clock }
}

/** Deletes the characters `[clock, clock + length)` of a client, those that are still there. */
export function deleteChars(transaction: Y.Transaction, text: Y.Text, from: Char, length: number): void {
  const store = transaction.doc.store
  let clock = from.clock
  const end = from.clock + length
  while (clock < end) {
    const found = Y.getItem(store, Y.createID(from.client, clock))
    if (!(found instanceof Y.Item) || found.deleted) {
      clock = found.id.clock + found.length
      continue
    }
    const item = Y.getItemCleanStart(transaction, Y.createID(from.client, clock))
    if (item.id.clock + item.length > end)
      Y.getItemCleanEnd(transaction, store, Y.createID(from.client, end - 1))
    item.delete(transaction)
    clock = item.id.clock + item.length
  }
  forgetPositions(text)
}

/** Yjs remembers index → item; direct edits make that memory wrong. */
function forgetPositions(text: Y.Text) {
  if (text._searchMarker) text._searchMarker.length = 0
}
