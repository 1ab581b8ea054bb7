import type { DelegationCode, Role } from '../basics/actor.ts'
import type { DraftId } from '../basics/draft.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import type { ProposalId } from '../basics/rolling.ts'
import type { RecordKind, RecordedDetail } from './kinds.ts'
import type { LogPosition } from './log-position.ts'

type Happened = {
  draft: DraftId
  /** ms since epoch */
  at: number
  by: { user: string; name: string; role: Role | 'system'; delegation: DelegationCode | null }
}

/** What happened, before it is chained. */
export type UnchainedEntry = {
  [K in RecordKind]: Happened & { what: K; detail: RecordedDetail[K] }
}[RecordKind]

type Chained = {
  /** 1, 2, 3 … per draft */ number: number
  previous: string
  /** What the hash covers; entries from before there were forms have none, and cover no log. */
  form?: 2
  /** How far the log of the room had come, with what was stored together with the entry. */
  log?: LogPosition
  /** Covers the entry and the hash before it. */
  hash: string
}

/** An entry as it is stored, checked and handed out: its hash covers `what` and `detail` as they stand here. */
export type StoredEntry = Happened & Chained & { what: string; detail: Readonly<Record<string, unknown>> }

/** An entry whose kind or detail cannot be read, such as one of a later version. It is checked like any other. */
type UnknownEntry = Happened &
  Chained & {
    what: 'unknown'
    detail: Readonly<Record<never, never>>
    stored: Pick<StoredEntry, 'what' | 'detail'>
  }

/** An entry of the append-only journal that can be read. */
export type KnownEntry = UnchainedEntry & Chained
export type RecordEntry = KnownEntry | UnknownEntry

/** An entry of one kind. */
export type EntryOf<K extends RecordKind> = Extract<RecordEntry, { what: K }>

/** The fields that details share, by any of which an entry says where it belongs. */
type Naming = {
  paragraph?: unknown
  subjects?: readonly string[]
  about?: { paragraph: ParagraphId }
  labels?: Readonly<Record<ParagraphId, string>>
  proposal?: ProposalId
  proposals?: readonly ProposalId[]
}

/** The numbers that its paragraphs had then. */
export const labelsOfEntry = ({ detail }: RecordEntry): Readonly<Record<ParagraphId, string>> =>
  (detail as Naming).labels ?? {}

/** The paragraphs that an entry is about, as far as it names them. */
export function paragraphsOf(entry: RecordEntry): ParagraphId[] {
  const { paragraph, subjects = [], about } = entry.detail as Naming
  const named = [paragraph, ...subjects, about?.paragraph, ...Object.keys(labelsOfEntry(entry))]
  return [...new Set(named)].filter((id) => typeof id === 'string' && id !== '') as ParagraphId[]
}

/** The proposals that it is about, as far as it names them. */
export function proposalsIn({ detail }: RecordEntry): ProposalId[] {
  const { proposal, proposals = [] } = detail as Naming
  return proposal === undefined ? [...proposals] : [proposal, ...proposals]
}
