import { accept, refuse, type Result } from '../basics/result.ts'
import type { RecordEntry, StoredEntry } from './entry.ts'
import { genesis, type LogPosition } from './log-position.ts'
import { storedOf } from './read.ts'

export { genesis } from './log-position.ts'

/** Hex SHA-256 of a text in UTF-8; given by the caller, the rules know no cryptography. */
export type Sha256 = (text: string) => string

/**
 * JSON with the keys of every object sorted and no blanks (as RFC 8785 orders them), so that equal data have
 * equal text wherever they were stored. Keys whose value is undefined are left out.
 *
 * Throws a TypeError for what JSON cannot say (a function, a bigint, NaN): that is a bug of the caller.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`
  }
  throw new TypeError(`A ${typeof value} cannot stand in the record`)
}

/** An entry before it is chained. */
type Unchained = Omit<StoredEntry, ChainedField>
type ChainedField = 'number' | 'previous' | 'form' | 'log' | 'hash'
/** Entries are checked as they are stored, whether or not they could be read. */
type Checked = RecordEntry | StoredEntry

/** What is not there, as in entries from before there were forms, is not covered: those keep their hashes. */
const hashOf = (
  { draft, at, by, what, detail, number, previous, form, log }: Omit<StoredEntry, 'hash'>,
  sha256: Sha256,
) => sha256(canonicalJson({ draft, at, by, what, detail, number, previous, form, log }))

/**
 * The entry that follows `previous` in the record of its draft, or the first one when that is null. `log`: how far
 * the log of the room has come with what is stored together with the entry.
 */
export function chain<E extends Unchained>(
  previous: Pick<StoredEntry, 'number' | 'hash'> | null,
  unchained: E,
  log: LogPosition,
  sha256: Sha256,
): E & Pick<StoredEntry, ChainedField> {
  const entry = {
    ...unchained,
    number: (previous?.number ?? 0) + 1,
    previous: previous?.hash ?? genesis,
    form: 2 as const,
    log,
  }
  return { ...entry, hash: hashOf(storedOf({ ...entry, hash: '' }), sha256) }
}

export type BrokenChain = {
  kind: 'record-broken'
  /** Number that the entry at fault should have. */
  number: number
  fault: 'other-draft' | 'entry-missing' | 'not-chained' | 'entry-changed'
}

/**
 * Checks a whole record: every entry in its place, unchanged, and chained to the one before. Names the first
 * fault. A record cut off at its end is still whole; compare its last hash with one noted elsewhere.
 */
export function verifyChain(
  entries: readonly Checked[],
  sha256: Sha256,
): Result<{ entries: number; last: string }, BrokenChain> {
  const start = { draft: entries[0]?.draft ?? '', number: 0, hash: genesis }
  const end = verifyFrom(start, entries, sha256)
  return end.ok ? accept({ entries: entries.length, last: end.value.hash }) : end
}

/** A place in a record: everything up to it was found whole. */
export type ChainPlace = Pick<StoredEntry, 'draft' | 'number' | 'hash'>

/** Checks the entries that follow a place, in their order, and answers how far the record is whole now. */
export function verifyFrom(
  place: ChainPlace,
  entries: readonly Checked[],
  sha256: Sha256,
): Result<ChainPlace, BrokenChain> {
  let { number, hash } = place
  for (const entry of entries) {
    number++
    const fault = faultOf(entry, number, hash, place.draft, sha256)
    if (fault) return refuse({ kind: 'record-broken', number, fault })
    hash = entry.hash
  }
  return accept({ draft: place.draft, number, hash })
}

/** Whether an entry is what its hash says, wherever it stands: a part of a record can be checked so. */
export const isUnchanged = (entry: Checked, sha256: Sha256): boolean =>
  entry.hash === hashOf(storedOf(entry), sha256)

function faultOf(
  entry: Checked,
  number: number,
  previous: string,
  draft: string,
  sha256: Sha256,
): BrokenChain['fault'] | null {
  if (entry.draft !== draft) return 'other-draft'
  if (entry.number !== number) return 'entry-missing'
  if (entry.previous !== previous) return 'not-chained'
  return isUnchanged(entry, sha256) ? null : 'entry-changed'
}
