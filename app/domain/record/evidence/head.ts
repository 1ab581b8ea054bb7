import type { RoomId } from '../../basics/draft.ts'
import type { StoredEntry } from '../entry.ts'

/** An entry noted elsewhere: it must stand in the record, for ever. */
export type Head = Pick<StoredEntry, 'number' | 'hash'> & {
  /** A draft, or a working copy of one. */
  draft: RoomId
}

export type HeadFault =
  /** The record ends before it; `entries` is null for a part of a record that does not have it. */
  | { kind: 'head-missing'; number: number; entries: number | null }
  /** Another entry stands there. */
  | { kind: 'head-differs'; number: number }
  /** There is nothing kept under that name. */
  | { kind: 'head-of-nothing'; draft: string; number: number }

/** A head as it is noted, `draft:number:hash`; null when it is none. */
export function readHead(noted: string): Head | null {
  const [, draft, number, hash] = /^(.+):([1-9]\d{0,9}):([0-9a-f]{64})$/.exec(noted.trim()) ?? []
  return draft && number && hash ? { draft, number: Number(number), hash } : null
}

export const writeHead = ({ draft, number, hash }: Head): string => `${draft}:${number}:${hash}`

/**
 * The first of some heads that does not stand in a record of so many entries; `hashes` of its entries by their
 * number, at least of those asked for.
 */
export function headFault(
  heads: readonly Head[],
  hashes: ReadonlyMap<number, string>,
  entries: number,
): HeadFault | null {
  const sorted = [...heads].sort((a, b) => a.number - b.number)
  for (const { number, hash } of sorted) {
    if (number > entries) return { kind: 'head-missing', number, entries }
    if (hashes.get(number) !== hash) return { kind: 'head-differs', number }
  }
  return null
}
