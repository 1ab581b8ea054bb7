import type { DelegationCode, Role } from '../basics/actor.ts'
import type { DraftId } from '../basics/draft.ts'

/** What happened, before it is chained. `detail` is plain JSON. */
export type UnchainedEntry = {
  draft: DraftId
  /** ms since epoch */
  at: number
  by: { user: string; name: string; role: Role | 'system'; delegation: DelegationCode | null }
  /** "tabled", "withdrawn", "accept", "issue-revision" … */
  what: string
  detail: Readonly<Record<string, unknown>>
}

/** An entry of the append-only journal; `hash` covers the entry and the hash before it. */
export type RecordEntry = UnchainedEntry & {
  /** 1, 2, 3 … per draft */ number: number
  previous: string
  hash: string
}
