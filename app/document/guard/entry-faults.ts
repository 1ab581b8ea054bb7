import * as Y from 'yjs'
import { TEXT_LIMIT } from './incoming.ts'
import { ENTRY_KEYS, type Entry, type ParagraphEntry } from '../model/schema.ts'
import type { DelegationWriter } from './verdict.ts'

/** Passages that one proposal may strike. */
const RANGES_LIMIT = 5_000
/** ms that a clock may go ahead of the server's. */
const AHEAD_LIMIT = 5 * 60_000

/** What is wrong with a new entry; null when nothing is. */
export function faultOf(entry: Entry, writer: DelegationWriter, now: number): string | null {
  const { id } = entry.attribution
  if (!id.startsWith(`${writer.delegation}:`) || id.length > 80) return 'its id is not of this delegation'
  if (entry.user !== writer.user) return 'its author is somebody else'
  if (!Number.isFinite(entry.at) || entry.at > now + AHEAD_LIMIT) return 'it is dated in the future'
  return faultInFields(entry) ?? (entry.kind === 'paragraph' ? faultInParagraph(entry) : null)
}

function faultInFields({ kind, map }: Entry): string | null {
  for (const [key, value] of map.entries()) {
    if (!ENTRY_KEYS[kind].includes(key)) return `it has no ${key}`
    if (key === 'text' || key === 'ranges') continue
    if (value instanceof Y.AbstractType) return `${key} is not plain`
    if (JSON.stringify(value).length > 400) return `${key} is too long`
  }
  return null
}

const PROPOSED_KINDS = ['heading', 'preambular', 'operative', 'subparagraph', 'footnote', 'text']

function faultInParagraph({ position, paragraphKind, level }: ParagraphEntry): string | null {
  if (!/^[0-9A-Za-z]{1,200}$/.test(position)) return 'its position is not one'
  return PROPOSED_KINDS.includes(paragraphKind) && level >= 0 && level <= 9 ? null : 'its kind is not one'
}

/** What is too much in an entry's words or ranges; null when nothing is. */
export function sizeOf(entry: Entry): string | null {
  if (entry.kind === 'insertion' || entry.kind === 'paragraph')
    return entry.text.length > TEXT_LIMIT ? 'its text is too long' : null
  if (entry.kind !== 'deletion') return null
  if (entry.ranges.size > RANGES_LIMIT) return 'it strikes too many passages'
  for (const [key, length] of entry.ranges.entries())
    if (!/^\d{1,16}:\d{1,16}$/.test(key) || !Number.isInteger(length) || length < 1 || length > 1e6)
      return 'it strikes what is no passage'
  return null
}
