import type { KnownEntry, RecordEntry, StoredEntry } from './entry.ts'
import { isRecordKind, recordKinds } from './kinds.ts'
import { unveil, type By } from './evidence/person.ts'

/**
 * An entry as its readers take it, made at the border once, with its persons where they are known. What is stored
 * stays with it: of one that chains references, and of one that cannot be read, for its hash and for whoever takes it
 * out.
 */
export function readEntry(entry: StoredEntry): RecordEntry {
  const named = withPersons(entry)
  const { what, detail, ...rest } = named
  if (isRecordKind(what) && recordKinds[what].is(detail)) return named as KnownEntry
  return { ...rest, what: 'unknown', detail: {}, stored: { what, detail: entry.detail } }
}

type Named = StoredEntry & Pick<RecordEntry, 'by' | 'chained'>

function withPersons(entry: StoredEntry): Named {
  const { by, detail } = entry
  if (isNamed(by)) return entry as Named
  return { ...entry, ...unveil({ by, detail }, entry.persons ?? []), chained: { by, detail } }
}

const isNamed = (by: StoredEntry['by']): by is By => 'user' in by

/** An entry as it is stored, with who is known beside. */
export function storedOf(entry: RecordEntry | StoredEntry): StoredEntry {
  if (!('stored' in entry) && !('chained' in entry)) return entry
  const { stored, chained, ...rest } = entry as RecordEntry & {
    stored?: Pick<StoredEntry, 'what' | 'detail'>
  }
  return { ...rest, ...chained, ...stored }
}
