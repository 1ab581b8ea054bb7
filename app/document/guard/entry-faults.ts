import * as Y from 'yjs'
import { TEXT_LIMIT } from './incoming.ts'
import {
  ENTRY_KEYS,
  isAnchor,
  isLevel,
  isOrder,
  isTime,
  type Entry,
  type ParagraphEntry,
  type YEntry,
} from '../model/schema.ts'
import type { DelegationWriter } from './verdict.ts'

/** Passages that one proposal may strike. */
const RANGES_LIMIT = 5_000
/** ms that a clock may go ahead of the server's. */
const AHEAD_LIMIT = 5 * 60_000

/** What is wrong with a new entry; null when nothing is. */
export function faultOf(entry: Entry, writer: DelegationWriter, now: number): string | null {
  const { id } = entry.attribution
  if (!id.startsWith(`${writer.delegation}:`) || id.length > 80) return 'its id is not of this delegation'
  // A browser that was away since before people had ids for a draft signs what it kept with the account's.
  if (entry.user !== writer.author && entry.user !== writer.user) return 'its author is somebody else'
  if (entry.at > now + AHEAD_LIMIT) return 'it is dated in the future'
  return faultInFields(entry) ?? (entry.kind === 'paragraph' ? faultInParagraph(entry) : null)
}

/** What is wrong with the numbers of an entry that is not whole; null when it lacks something else. */
export function faultInNumbers(map: YEntry): string | null {
  const senseless = Object.entries(NUMBERS).find(([key, isOne]) => map.has(key) && !isOne(map.get(key)))
  return senseless ? `${senseless[0]} is no number that means something` : null
}

/** `after` is an anchor of an insertion and the name of a paragraph elsewhere. */
const NUMBERS: Readonly<Record<string, (value: unknown) => boolean>> = {
  at: isTime,
  order: isOrder,
  level: isLevel,
  after: (value) => !Array.isArray(value) || isAnchor(value),
  fallback: isAnchor,
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
  return PROPOSED_KINDS.includes(paragraphKind) && isLevel(level) ? null : 'its kind is not one'
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
