import type { Actor, DelegationCode, Role, UserId } from '#app/domain/basics/actor.ts'
import type { Comment, Thread } from '#app/domain/floor/comment.ts'
import type { BridgingText, BridgingView } from '#app/domain/floor/bridging.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type {
  DraftHeader,
  DraftId,
  Language,
  LocalName,
  Organ,
  OrganChange,
  Revision,
  Transmission,
} from '#app/domain/basics/draft.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { Statement, StatementRefusal } from '#app/domain/floor/statement.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { FoundPassage, Passage } from '#app/domain/papers/passage.ts'
import type { Result } from '#app/domain/basics/result.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type {
  AttendanceStore,
  FollowStore,
  HistoryStore,
  VisitStore,
  MailStore,
  NoticeStore,
  PastTexts,
  RecordStore,
} from './ports/record.ts'

export type { AttendanceStore, RecordStore } from './ports/record.ts'

export type Delegation = {
  code: DelegationCode
  iso2: string
  name: LocalName
  /** alphabetical order in Spanish */ order: number
}

export type User = {
  id: UserId
  email: string
  name: string
  role: Role
  delegation: DelegationCode | null
  /** Marked as a demo account on every screen; offered for one-click sign-in in demo mode only. */
  demo: boolean
}

export interface UserStore {
  byEmail(email: string): Promise<(User & { passwordHash: string }) | null>
  byId(id: UserId): Promise<User | null>
  demoAccounts(): Promise<User[]>
  /** Refuses by throwing when the e-mail is taken. */
  add(user: User & { passwordHash: string }): Promise<void>
}

/** The people of a delegation, by name. */
export interface ColleagueStore {
  of(delegation: DelegationCode): Promise<Pick<User, 'id' | 'name'>[]>
}

/**
 * Comments within a delegation. Every method names the delegation whose they are, and none answers or changes
 * another's: a thread of another delegation is not there.
 */
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

export type Session = { id: string; user: UserId; createdAt: number; expiresAt: number }
/** Whose a session is, as that user is now. */
export type LivingSession = { user: User; expiresAt: number }

/** Server-side sessions. `id` is a hash of the token in the cookie: a leaked table opens nothing. */
export interface SessionStore {
  add(session: Session): Promise<void>
  byId(id: string): Promise<Session | null>
  /** Of these ids those that have not expired at `now`; thousands at once cost one look into the database. */
  living(ids: readonly string[], now: number): Promise<Map<string, LivingSession>>
  /** For a look at many once a second: another text as soon as one of them has ended or its user has changed. */
  mark(ids: readonly string[], now: number): Promise<string>
  /** Revoking one that does not exist is no error. */
  revoke(id: string): Promise<void>
  revokeAllOf(user: UserId): Promise<void>
}

export interface DelegationStore {
  all(): Promise<Delegation[]>
}

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

/** Agreed language. What it holds is derived from revisions and imports, and can be derived again. */
export interface PassageStore {
  /** Those that are kept already are passed over. */
  keep(passages: readonly Passage[]): Promise<void>
  /** By all of the words first, then by likeness; the same words once, from the latest paper. */
  search(words: string, language: Language, limit: number): Promise<FoundPassage[]>
}

/** Which delegations keep a working copy of a draft; its words are kept as those of a room. */
export interface WorkingCopyStore {
  /** Makes it; there is one already is no error. */
  open(draft: DraftId, delegation: DelegationCode): Promise<void>
  isOpen(draft: DraftId, delegation: DelegationCode): Promise<boolean>
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

/** A user's Yjs client id, kept so that an old tab that comes back is still known. */
export type ClientBinding = { client: number; user: UserId }

export type StoredLog = {
  /** The latest good snapshot and the updates after it, oldest first. */
  snapshot: Uint8Array | null
  /** The state vector of the snapshot; null when there is no snapshot, or one that an earlier version made. */
  vector: Uint8Array | null
  updates: Uint8Array[]
  /** Number of the last update, 0 when there is none. */
  lastUpdate: number
  clients: ClientBinding[]
  /** The last entry of the record, null when there is none. */
  lastEntry: RecordEntry | null
}

export type Batch = {
  updates: readonly Uint8Array[]
  clients: readonly ClientBinding[]
  entries: readonly RecordEntry[]
  revision?: Revision
  transmission?: Transmission
  /** When the room has to decide something by itself next, in ms since epoch; null for never. Left out: as before. */
  deadline?: number | null
  /** New state of the draft, when the batch ends the negotiation. */
  phase?: DraftHeader['phase']
}

/** Which rooms have something to decide by themselves; set in their batches. */
export interface DeadlineStore {
  /** The drafts whose deadline is at or before `now` (ms since epoch), the earliest first. */
  due(now: number): Promise<DraftId[]>
}

/** What a room keeps. `append` is all or nothing, and durable when it resolves. */
export interface RoomStore {
  load(draft: DraftId): Promise<StoredLog>
  append(draft: DraftId, batch: Batch): Promise<{ lastUpdate: number }>
  /** Keeps a snapshot of the state up to and including update `upTo`. The log itself is never pruned. */
  snapshot(draft: DraftId, upTo: number, state: Uint8Array, vector?: Uint8Array): Promise<void>
}

/**
 * The store of all rooms of all processes. An append names the epoch under which the room is held; it throws
 * `Fenced`, and has stored nothing, when the room has changed hands since.
 */
export interface SharedRoomStore extends Omit<RoomStore, 'append'> {
  append(draft: DraftId, batch: Batch, epoch: number): Promise<{ lastUpdate: number }>
}

/** Another process holds the room now. Known by its `kind`: a class may exist twice in one process. */
export class Fenced extends Error {
  readonly kind = 'fenced'
  constructor(draft: DraftId) {
    super(`The room of ${draft} is held by another process.`)
  }
}

export const isFenced = (error: unknown): boolean => (error as { kind?: unknown } | null)?.kind === 'fenced'

/** One run of the server: the id is new with every start. */
export type ServerProcess = {
  id: string
  /** For people who look into the table. */
  name: string
  /** Whether it takes rooms; one for large audiences does not, nor one that is stopping. */
  claims: boolean
}

/** Which process a room lives in. The epoch rises with every change of hands. */
export type Lease = { owner: string; epoch: number }

/** Who lives and who holds which room. All times are by one clock, the store's own. */
export interface LeaseStore {
  /** Says that the process lives, for as many ms from now, and answers all that do. */
  renew(process: ServerProcess, ms: number): Promise<ServerProcess[]>
  /**
   * Takes a room that nobody holds, whose holder is dead, or that is one's own (which raises the epoch too).
   * Waits for an append under way. Answers the lease as it is then, or null: the room was given back while the
   * claimer itself is not counted among the living, or may take none.
   */
  claim(draft: DraftId, process: string): Promise<Lease | null>
  /** Gives the room back, unless it has changed hands. */
  release(draft: DraftId, lease: Lease): Promise<void>
  /** Says that the process is gone; rooms that it still holds may be claimed at once. */
  leave(process: string): Promise<void>
}

/** The door for decisions: reaches the room, wherever it lives. */
export interface Rooms {
  read(draft: DraftId): Promise<RollingText>
  /** What is said about the text. */
  readFloor(draft: DraftId): Promise<Floor>
  decide(draft: DraftId, by: Actor, decision: Decision): Promise<Result<RecordEntry, DecisionRefusal>>
  /** The entry in the record; null for what the record does not keep. */
  makeStatement(
    draft: DraftId,
    by: Actor,
    statement: Statement,
  ): Promise<Result<RecordEntry | null, StatementRefusal>>
  /** Ends the connections that belong to a session or user, within a second. */
  dismiss(who: { session: string } | { user: UserId }): void
}

export interface Clock {
  /** ms since epoch */
  now(): number
}

/** Everything a use case may ask for; the composition root puts it together. */
export type Ports = {
  users: UserStore
  sessions: SessionStore
  delegations: DelegationStore
  colleagues: ColleagueStore
  internalComments: InternalCommentStore
  bridging: BridgingStore
  organs: OrganStore
  drafts: DraftStore
  workingCopies: WorkingCopyStore
  passages: PassageStore
  revisions: RevisionStore
  transmissions: TransmissionStore
  record: RecordStore
  history: HistoryStore
  past: PastTexts
  attendance: AttendanceStore
  visits: VisitStore
  follows: FollowStore
  notices: NoticeStore
  mail: MailStore
  rooms: Rooms
  clock: Clock
  /** A new unique id, URL-safe. */
  id(): string
  passwords: {
    hash(password: string): Promise<string>
    verify(hash: string, password: string): Promise<boolean>
  }
  /** Hex SHA-256. */
  sha256(text: string): string
  settings: {
    demo: boolean
    /** Whether notices are mailed. */
    mail?: boolean
  }
}
