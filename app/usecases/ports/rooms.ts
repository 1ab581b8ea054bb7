import type { Actor, DelegationCode, UserId } from '#app/domain/basics/actor.ts'
import type { DraftHeader, DraftId, Revision, RoomId, Transmission } from '#app/domain/basics/draft.ts'
import type { Result } from '#app/domain/basics/result.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { Handed } from '#app/domain/floor/working-copy.ts'
import type { Statement, StatementRefusal } from '#app/domain/floor/statement.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { LogPosition } from '#app/domain/record/log-position.ts'

/** The way to the rooms, wherever they live: reads them, and carries decisions and statements out in them. */
export interface Rooms {
  read(room: RoomId): Promise<RollingText>
  /** What is said about the text. */
  readFloor(room: RoomId): Promise<Floor>
  decide(room: RoomId, by: Actor, decision: Decision): Promise<Result<RecordEntry, DecisionRefusal>>
  makeStatement<S extends Statement>(
    room: RoomId,
    by: Actor,
    statement: S,
  ): Promise<Result<StatementOutcome<S>, StatementRefusal>>
  /** Ends the connections that belong to a session or user, within a second. */
  dismiss(who: { session: string } | { user: UserId }): void
}

/**
 * What somebody who makes a statement is answered: what a working copy hands over, or the entry in the record; null
 * for what the record does not keep.
 */
export type StatementOutcome<S extends Statement> = S extends { kind: 'offer' }
  ? readonly Handed[]
  : RecordEntry | null

/** Which delegations keep a working copy of a draft; its words are kept as those of a room. */
export interface WorkingCopyStore {
  /** Makes it; there is one already is no error. */
  open(draft: DraftId, delegation: DelegationCode): Promise<void>
  isOpen(draft: DraftId, delegation: DelegationCode): Promise<boolean>
}

/**
 * What a room keeps. `append` is all or nothing, and durable when it resolves. When it throws, something may be stored
 * all the same, but for `Taken`, after which nothing is.
 */
export interface RoomStore {
  load(room: RoomId): Promise<StoredLog>
  append(room: RoomId, batch: Batch): Promise<{ lastUpdate: number }>
  /** Keeps a snapshot of the state up to and including update `upTo`. The log itself is never pruned. */
  snapshot(room: RoomId, upTo: number, state: Uint8Array, vector?: Uint8Array): Promise<void>
}

export type Batch = {
  updates: readonly Uint8Array[]
  clients: readonly ClientBinding[]
  entries: readonly RecordEntry[]
  /** Where the log stands after each of the clients and then each of the updates; left out, nothing is noted of it. */
  places?: readonly LogPosition[]
  revision?: Revision
  transmission?: Transmission
  /** When the room has to decide something by itself next, in ms since epoch; null for never. Left out: as before. */
  deadline?: number | null
  /** New state of the draft, when the batch ends the negotiation. */
  phase?: DraftHeader['phase']
}

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
  /** How far the log has come. */
  position: LogPosition
}

/** A user's Yjs client id, kept so that an old tab that comes back is still known. */
export type ClientBinding = { client: number; user: UserId }

/** Which rooms have something to decide by themselves; set in their batches. */
export interface DeadlineStore {
  /** The drafts whose deadline is at or before `now` (ms since epoch), the earliest first. */
  due(now: number): Promise<DraftId[]>
}
