import type { KnownEntry, RecordEntry, StoredEntry } from './entry.ts'
import { isRecordKind, recordKinds } from './kinds.ts'

/**
 * An entry as its readers take it, made at the border once. Nothing in it is changed: one that cannot be read keeps
 * what is stored, for its hash and for whoever takes it out.
 */
export function readEntry(entry: StoredEntry): RecordEntry {
  const { what, detail, ...rest } = entry
  if (isRecordKind(what) && recordKinds[what].is(detail)) return entry as KnownEntry
  return { ...rest, what: 'unknown', detail: {}, stored: { what, detail } }
}

/** An entry as it is stored. */
export function storedOf(entry: RecordEntry | StoredEntry): StoredEntry {
  if (!('stored' in entry)) return entry
  const { stored, ...rest } = entry
  return { ...rest, ...stored }
}
