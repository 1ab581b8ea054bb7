import * as Y from 'yjs'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import type { Entry, YEntry } from '../model/schema.ts'
import type { Violation } from './verdict.ts'

/** What an entry held that an update took away: its words, and all that can differ between two of the same header. */
export type Erased = { text: string; content: string }

/** The content of the entries that a transaction deletes or replaces, as long as it is under way. */
export function erasedIn(transaction: Y.Transaction, layer: Y.Map<unknown>): Map<ProposalId, Erased> {
  const erased = new Map<ProposalId, Erased>()
  for (const key of transaction.changed.get(layer as never) ?? []) {
    const item = key === null ? null : standingBefore(transaction, layer._map.get(key) ?? null)
    const entry = item?.deleted && item.content instanceof Y.ContentType ? item.content.type : null
    if (key === null || !entry) continue
    const [text, ranges] = ['text', 'ranges'].map((field) => typeIn(entry, field))
    const words = text ? stringsOf(text) : ''
    erased.set(key, { text: words, content: text ? words : ranges ? rangesOf(ranges) : '' })
  }
  return erased
}

/** What the same tells of an entry that stands. */
export const contentOf = (entry: Entry): string =>
  'text' in entry
    ? entry.text.toString()
    : entry.kind === 'deletion'
      ? sorted([...entry.ranges.entries()])
      : ''

/** Of the values that a key has had, the one that was there before the transaction. */
function standingBefore(transaction: Y.Transaction, last: Y.Item | null): Y.Item | null {
  let item = last
  while (item && item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0)) item = item.left
  return item
}

function typeIn(entry: Y.AbstractType<unknown>, field: string): Y.AbstractType<unknown> | null {
  const content = entry._map.get(field)?.content
  return content instanceof Y.ContentType ? content.type : null
}

/** Words of a text that is being deleted; those that were deleted before are no longer there. */
function stringsOf(text: Y.AbstractType<unknown>): string {
  let strings = ''
  for (let item = text._start; item; item = item.right)
    if (item.content instanceof Y.ContentString) strings += item.content.str
  return strings
}

/** Ranges of a strike that is being deleted. */
const rangesOf = (ranges: Y.AbstractType<unknown>): string =>
  sorted(
    [...ranges._map].flatMap(([key, { content }]) =>
      content instanceof Y.ContentAny ? [[key, content.arr.at(-1)] as const] : [],
    ),
  )

const sorted = (ranges: (readonly [key: string, length: unknown])[]): string =>
  JSON.stringify(ranges.sort(([a], [b]) => (a < b ? -1 : 1)))

/** The entries that a transaction changed, and whether more than their words; a violation if anything else did. */
export function touchedEntries(
  transaction: Y.Transaction,
  layer: Y.Map<YEntry>,
): Result<Map<ProposalId, boolean>, Violation> {
  const touched = new Map<ProposalId, boolean>()
  const note = (id: ProposalId, isHeader: boolean) => touched.set(id, isHeader || (touched.get(id) ?? false))
  for (const [type, keys] of transaction.changed) {
    if ((type as unknown) === layer) {
      for (const key of keys) {
        if (key === null) return refuse({ kind: 'malformed', detail: 'a list where a map is' })
        note(key, true)
      }
      continue
    }
    let at = type
    let depth = 0
    while (at._item && at._item.parent !== layer && depth++ < 8) at = at._item.parent as typeof type
    const id = at._item?.parentSub
    if (!at._item || at._item.parent !== layer || typeof id !== 'string')
      return refuse({ kind: 'not-your-layer' })
    if (!(type instanceof Y.Text) && keys.has(null))
      return refuse({ kind: 'malformed', detail: 'a list where a map is' })
    note(id, (at as unknown) === type)
  }
  return accept(touched)
}
