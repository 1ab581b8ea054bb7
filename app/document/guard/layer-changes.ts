import * as Y from 'yjs'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import type { YEntry } from '../model/schema.ts'
import type { Violation } from './verdict.ts'

/** The words of the entries that a transaction deletes, as long as it is under way. */
export function erasedIn(transaction: Y.Transaction, layer: Y.Map<unknown>): Map<ProposalId, string> {
  const erased = new Map<ProposalId, string>()
  for (const key of transaction.changed.get(layer as never) ?? []) {
    const item = key === null ? undefined : layer._map.get(key)
    const entry = item?.deleted && item.content instanceof Y.ContentType ? item.content.type : null
    const content = entry?._map.get('text')?.content
    if (key !== null && content instanceof Y.ContentType) erased.set(key, stringsOf(content.type))
  }
  return erased
}

/** Words of a text that is being deleted; those that were deleted before are no longer there. */
function stringsOf(text: Y.AbstractType<unknown>): string {
  let strings = ''
  for (let item = text._start; item; item = item.right)
    if (item.content instanceof Y.ContentString) strings += item.content.str
  return strings
}

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
