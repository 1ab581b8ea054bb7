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

/** Hex digits of a hash. */
const HASH = 64
/** Hex digits of a short code: 80 bits, which nobody can hit by trying. */
const CODE = 20

/** A hash as people can note it: "9F3A-01C2-77B0-4E5D-A812". */
export const codeOf = (hash: string): string =>
  hash
    .slice(0, CODE)
    .toUpperCase()
    .replace(/.{4}(?=.)/g, '$&-')

/** Whether what somebody has noted, a hash or a short code of it, is this hash. */
export function isNotedAs(noted: string, hash: string): boolean {
  const digits = noted.toLowerCase().replace(/[\s-]/g, '')
  return digits.length >= CODE && /^[0-9a-f]+$/.test(digits) && hash.startsWith(digits)
}

/** A head as it is noted, `draft:number:hash`, or with a short code of the hash; null when it is none. */
export function readHead(noted: string): Head | null {
  const [, draft, number, hash] = /^(.+):([1-9]\d{0,9}):([0-9A-Fa-f -]{20,100})$/.exec(noted.trim()) ?? []
  const digits = hash?.toLowerCase().replace(/[ -]/g, '') ?? ''
  const isHash = digits.length >= CODE && digits.length <= HASH
  return draft && number && isHash ? { draft, number: Number(number), hash: digits } : null
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
    if (!isNotedAs(hash, hashes.get(number) ?? '')) return { kind: 'head-differs', number }
  }
  return null
}
