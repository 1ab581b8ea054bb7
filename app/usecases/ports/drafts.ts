import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type {
  DraftHeader,
  DraftId,
  Language,
  Organ,
  OrganChange,
  Revision,
  Transmission,
} from '#app/domain/basics/draft.ts'
import type { BridgingText, BridgingView } from '#app/domain/floor/bridging.ts'
import type { Comment, Thread } from '#app/domain/floor/comment.ts'
import type { FoundPassage, Passage } from '#app/domain/papers/passage.ts'

export interface OrganStore {
  all(): Promise<Organ[]>
  byCode(code: string): Promise<Organ | null>
  /** Changes its zone and keeps that, both or neither; false, and nothing, when the zone is not `before` any more. */
  changeZone(change: OrganChange): Promise<boolean>
  /** Newest first, at most `limit`. */
  changes(code: string, limit: number): Promise<OrganChange[]>
}

export interface DraftStore {
  add(draft: DraftHeader): Promise<void>
  byId(id: DraftId): Promise<DraftHeader | null>
  /** Newest first. */
  all(): Promise<DraftHeader[]>
}

export interface RevisionStore {
  /** Oldest first. */
  of(draft: DraftId): Promise<Revision[]>
  byNumber(draft: DraftId, number: number): Promise<Revision | null>
}

/** Steps come to be in a room's batch, with their entries in the record. */
export interface TransmissionStore {
  /** In the order they happened. */
  of(draft: DraftId): Promise<Transmission[]>
  byId(id: string): Promise<Transmission | null>
}

/** Agreed language. What it holds is derived from revisions and imports, and can be derived again. */
export interface PassageStore {
  /** Those that are kept already are passed over. */
  keep(passages: readonly Passage[]): Promise<void>
  /** Issued revisions of which nothing is kept. */
  missing(): Promise<{ draft: DraftId; number: number }[]>
  /** By all of the words first, then by likeness; the same words once, from the latest paper. */
  search(words: string, language: Language, limit: number): Promise<FoundPassage[]>
}

/** The chair's bridging texts. Only chairs are given all of them; what was sent cannot be changed. */
export interface BridgingStore {
  /** Newest first. */
  of(draft: DraftId): Promise<BridgingText[]>
  /** Those that lie at a delegation's table, with no other delegation's view. */
  sentTo(draft: DraftId, delegation: DelegationCode): Promise<BridgingText[]>
  /** Adds or changes a text that was not sent yet; false for one that was. */
  keep(text: Omit<BridgingText, 'sentAt' | 'closedAt' | 'views'>): Promise<boolean>
  /** False when it is not there or was sent before. */
  send(draft: DraftId, id: string, to: readonly DelegationCode[], at: number): Promise<boolean>
  /** False when it was not sent to this delegation, or is closed. */
  answer(draft: DraftId, id: string, view: BridgingView): Promise<boolean>
  close(draft: DraftId, id: string, at: number): Promise<boolean>
}

/**
 * Comments within a delegation. Every method names the delegation whose they are, and none answers or changes
 * another's: a thread of another delegation is not there.
 */
export interface InternalCommentStore {
  /** The oldest thread first. */
  of(draft: DraftId, delegation: DelegationCode): Promise<Thread[]>
  byId(draft: DraftId, delegation: DelegationCode, thread: string): Promise<Thread | null>
  /** A thread with its first comment. */
  open(draft: DraftId, delegation: DelegationCode, thread: Thread): Promise<void>
  /** False when there is no such thread. */
  reply(draft: DraftId, delegation: DelegationCode, thread: string, comment: Comment): Promise<boolean>
  /** Null opens it again. False when there is no such thread. */
  settle(
    draft: DraftId,
    delegation: DelegationCode,
    thread: string,
    resolved: Thread['resolved'],
  ): Promise<boolean>
}
