import * as Y from 'yjs'
import type { Attribution, ProposalId } from '#app/domain/basics/rolling.ts'
import type { DelegationCode, UserId } from '#app/domain/basics/actor.ts'
import type { ParagraphId, ParagraphKind } from '#app/domain/basics/paragraph.ts'

/**
 * Raise it when the shape below changes so that an older client would misread it (a kind of entry that it does not
 * know it passes over); a client of another version reloads before it writes.
 */
export const SCHEMA_VERSION = 1

/** The key, as it is stored, of the root with relocations: where characters went. */
export const RELOCATIONS = 'carried'
/** The key, as it is stored in `meta`, of what takes the last decision back. */
export const UNDO_RECORD = 'scar'

/**
 * Root maps that only the room writes.
 * `base`: paragraphs; {@link RELOCATIONS}: where characters went when a decision moved them; `decided`: proposals
 * that are no longer pending; `literal`: brackets that are not negotiated; `meta`: version, last decision;
 * `floor`: what is said about the text.
 */
export const ROOM_ROOTS = ['base', RELOCATIONS, 'decided', 'literal', 'meta', 'floor'] as const

const LAYER = 'p:'
/** Root map of a delegation's layer: proposal id → entry. Only that delegation writes it. */
export const layerName = (delegation: DelegationCode): string => LAYER + delegation
export const delegationOfLayer = (root: string): DelegationCode | null =>
  root.startsWith(LAYER) ? root.slice(LAYER.length) : null

export const delegationOf = (proposal: ProposalId): DelegationCode => proposal.slice(0, proposal.indexOf(':'))

/** After this character of text `source` (a paragraph or an insertion); client `START` is the text's start. */
export type Anchor = readonly [source: string, client: number, clock: number]
export const START = -1
export const startOf = (source: string): Anchor => [source, START, 0]

/** The character an anchor names, null for the start of its text. */
export const charOf = ([, client, clock]: Anchor): { client: number; clock: number } | null =>
  client === START ? null : { client, clock }

export type YEntry = Y.Map<unknown>

type Header = { attribution: Attribution; map: YEntry; user: UserId; at: number }
export type InsertionEntry = Header & {
  kind: 'insertion'
  paragraph: ParagraphId
  after: Anchor
  fallback: Anchor
  /** Decides between insertions at one place; smaller first. */
  order: number
  text: Y.Text
}
export type DeletionEntry = Header & { kind: 'deletion'; paragraph: ParagraphId; ranges: Y.Map<number> }
export type ParagraphEntry = Header & {
  kind: 'paragraph'
  paragraphKind: ParagraphKind
  level: number
  position: string
  text: Y.Text
  /** Its author took it back while others' words stood in it: those stay. */
  withdrawn: boolean
}
export type RemovalEntry = Header & { kind: 'removal'; paragraph: ParagraphId }
export type MergeEntry = Header & { kind: 'merge'; paragraph: ParagraphId }
/** `after`: behind this paragraph and what belongs to it; null for the start of the text. */
export type MoveEntry = Header & { kind: 'move'; paragraph: ParagraphId; after: ParagraphId | null }
export type SupportEntry = Header & { kind: 'support'; proposal: ProposalId }
export type Entry =
  InsertionEntry | DeletionEntry | ParagraphEntry | RemovalEntry | MergeEntry | MoveEntry | SupportEntry

/** Every key an entry may have, by its kind. */
export const ENTRY_KEYS: Readonly<Record<Entry['kind'], readonly string[]>> = {
  insertion: ['kind', 'user', 'at', 'paragraph', 'after', 'fallback', 'order', 'text'],
  deletion: ['kind', 'user', 'at', 'paragraph', 'ranges'],
  paragraph: ['kind', 'user', 'at', 'paragraphKind', 'level', 'position', 'text', 'withdrawn'],
  removal: ['kind', 'user', 'at', 'paragraph'],
  merge: ['kind', 'user', 'at', 'paragraph'],
  move: ['kind', 'user', 'at', 'paragraph', 'after'],
  support: ['kind', 'user', 'at', 'proposal'],
}

/** Largest client id and clock: what Yjs writes of them. */
const ID_LIMIT = 2 ** 53 - 1
/** The last moment that a date can be made of, in ms since epoch. */
const TIME_LIMIT = 8.64e15
/** The deepest level of a paragraph. */
const LEVEL_LIMIT = 9

export const isLevel = (value: unknown): value is number => isWhole(value, 0, LEVEL_LIMIT)

const isWhole = (value: unknown, from: number, to: number): value is number =>
  Number.isInteger(value) && (value as number) >= from && (value as number) <= to

export const isAnchor = (value: unknown): value is Anchor =>
  Array.isArray(value) &&
  value.length === 3 &&
  typeof value[0] === 'string' &&
  isWhole(value[1], START, ID_LIMIT) &&
  isWhole(value[2], 0, ID_LIMIT)

export const isTime = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= TIME_LIMIT

/** Comparing orders must put them in one sequence, whoever compares: NaN and what has no end have no place in one. */
export const isOrder = (value: unknown): value is number => Number.isFinite(value)

/**
 * Reads an entry of a layer. Null for one that is not whole: an undo can restore an entry only partly
 * after a remote change, and one bad entry must never blank the view. Numbers that mean nothing make it none: each
 * client would read another text out of them.
 */
export function readEntry(id: ProposalId, value: unknown): Entry | null {
  if (!(value instanceof Y.Map)) return null
  const map = value as YEntry
  const user = map.get('user')
  const at = map.get('at')
  if (typeof user !== 'string' || !isTime(at)) return null
  const header = { attribution: { id, delegation: delegationOf(id), user, at }, map, user, at }
  switch (map.get('kind')) {
    case 'insertion':
      return readInsertion(header)
    case 'paragraph':
      return readParagraph(header)
    case 'deletion': {
      const paragraph = map.get('paragraph')
      const ranges = map.get('ranges')
      if (typeof paragraph !== 'string' || !(ranges instanceof Y.Map)) return null
      return { ...header, kind: 'deletion', paragraph, ranges: ranges as Y.Map<number> }
    }
    case 'removal':
    case 'merge': {
      const paragraph = map.get('paragraph')
      const kind = map.get('kind') as 'removal' | 'merge'
      return typeof paragraph === 'string' ? { ...header, kind, paragraph } : null
    }
    case 'move':
      return readMove(header)
    case 'support': {
      const proposal = map.get('proposal')
      return typeof proposal === 'string' ? { ...header, kind: 'support', proposal } : null
    }
    default:
      return null
  }
}

function readMove(header: Header): MoveEntry | null {
  const [paragraph, after] = ['paragraph', 'after'].map((key) => header.map.get(key))
  if (typeof paragraph !== 'string' || (after !== null && typeof after !== 'string')) return null
  return { ...header, kind: 'move', paragraph, after }
}

function readInsertion(header: Header): InsertionEntry | null {
  const [paragraph, after, fallback, order, text] = ['paragraph', 'after', 'fallback', 'order', 'text'].map(
    (key) => header.map.get(key),
  )
  if (typeof paragraph !== 'string' || !isAnchor(after) || !isAnchor(fallback)) return null
  if (!isOrder(order) || !(text instanceof Y.Text)) return null
  return { ...header, kind: 'insertion', paragraph, after, fallback, order, text }
}

function readParagraph(header: Header): ParagraphEntry | null {
  const [paragraphKind, level, position, text] = ['paragraphKind', 'level', 'position', 'text'].map((key) =>
    header.map.get(key),
  )
  if (typeof paragraphKind !== 'string' || !isLevel(level)) return null
  if (typeof position !== 'string' || !(text instanceof Y.Text)) return null
  return {
    ...header,
    kind: 'paragraph',
    paragraphKind: paragraphKind as ParagraphKind,
    level,
    position,
    text,
    withdrawn: header.map.get('withdrawn') === true,
  }
}
