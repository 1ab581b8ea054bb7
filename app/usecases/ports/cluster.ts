import type { RoomId } from '#app/domain/basics/draft.ts'
import type { Batch, RoomStore } from './rooms.ts'

/**
 * The store of all rooms of all processes. An append names the epoch under which the room is held; it throws
 * `Fenced`, and has stored nothing, when the room has changed hands since.
 */
export interface SharedRoomStore extends Omit<RoomStore, 'append'> {
  append(room: RoomId, batch: Batch, epoch: number): Promise<{ lastUpdate: number }>
}

/** Another process holds the room now. Known by its `kind`: a class may exist twice in one process. */
export class Fenced extends Error {
  readonly kind = 'fenced'
  constructor(room: RoomId) {
    super(`The room of ${room} is held by another process.`)
  }
}

export const isFenced = (error: unknown): boolean => (error as { kind?: unknown } | null)?.kind === 'fenced'

/** Who lives and who holds which room. All times are by one clock, the store's own. */
export interface LeaseStore {
  /** Says that the process lives, for as many ms from now, and answers all that do. */
  renew(process: ServerProcess, ms: number): Promise<ServerProcess[]>
  /**
   * Takes a room that nobody holds, whose holder is dead, or that is one's own (which raises the epoch too).
   * Waits for an append under way. Answers the lease as it is then, or null: the room was given back while the
   * claimer itself is not counted among the living, or may take none.
   */
  claim(room: RoomId, process: string): Promise<Lease | null>
  /** Gives the room back, unless it has changed hands. */
  release(room: RoomId, lease: Lease): Promise<void>
  /** Says that the process is gone; rooms that it still holds may be claimed at once. */
  leave(process: string): Promise<void>
}

/** Which process a room lives in. The epoch rises with every change of hands. */
export type Lease = { owner: string; epoch: number }

/** One run of the server: the id is new with every start. */
export type ServerProcess = {
  id: string
  /** For people who look into the table. */
  name: string
  /** Whether it takes rooms; one for large audiences does not, nor one that is stopping. */
  claims: boolean
}
