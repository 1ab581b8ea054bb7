import type { UserId } from '../basics/actor.ts'

/** What the first entry of a record, and the first item of a log, is chained to. */
export const genesis = '0'.repeat(64)

/** What a room keeps one after the other: whose a Yjs client id is, and updates. */
export type LogItem = { client: number; user: UserId } | Uint8Array

/** How far a log has come: how many items it has, and a running hash over all of them. */
export type LogPosition = { count: number; hash: string }

/** Hex SHA-256 of a text in UTF-8 and the bytes after it; given by the caller, the rules know no cryptography. */
export type Digest = (text: string, bytes: Uint8Array) => string

/** Where a log stands that has nothing. */
export const logBegin: LogPosition = { count: 0, hash: genesis }

const nothing = new Uint8Array()

/**
 * Where a log stands after one more item. The hash covers the one before it and the item, with what it is and its
 * length: the text `<hash before> update <bytes>\n` and the bytes of the update, or `<hash before> client <id>
 * <user as JSON>\n`.
 */
export function extend({ count, hash }: LogPosition, item: LogItem, digest: Digest): LogPosition {
  const after =
    item instanceof Uint8Array
      ? digest(`${hash} update ${item.length}\n`, item)
      : digest(`${hash} client ${item.client} ${JSON.stringify(item.user)}\n`, nothing)
  return { count: count + 1, hash: after }
}

/** Where a log stands after each of some items, in their order. */
export function extendAll(from: LogPosition, items: readonly LogItem[], digest: Digest): LogPosition[] {
  let position = from
  return items.map((item) => (position = extend(position, item, digest)))
}
