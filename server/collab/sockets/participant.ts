import type { Actor, DelegationCode } from '#app/domain/basics/actor.ts'
import { layerOf } from '#app/domain/basics/actor.ts'
import type { RoomId } from '#app/domain/basics/draft.ts'
import { may } from '#app/domain/policy.ts'

/** What a room needs of a socket. */
export interface ClientSocket {
  /** One message, for this socket alone. */
  send(message: Uint8Array): void
  /** What everyone gets, framed once for all sockets, and behind it what only this socket gets; false when it waits. */
  write?(frames: Buffer, own: readonly Uint8Array[]): boolean
  /** Bytes that the other end has not taken yet. */
  readonly backlog?: number
  /** Calls once, when nothing waits any more. */
  onDrain?(then: () => void): void
  close(code: number, reason: string): void
  /** Set for sockets of another process: what everyone in a room gets is sent along it once. */
  readonly channel?: PeerChannel
}

/** The way to another process, which spreads what it gets to the sockets there. */
export interface PeerChannel {
  broadcast(room: RoomId, messages: readonly Uint8Array[]): void
}

/** One browser tab in a room. Who it is was settled by the server when it came. */
export class Participant {
  /** Updates received from it, and how many of them are stored. */
  received = 0
  stored = 0
  /** The client id it shows its caret under. */
  awareness: number | null = null
  isOpen = true
  /**
   * Set while it reads so slowly that it is left out of what the others get: the state vector of what it has been
   * sent. It gets the rest at once when it has caught up.
   */
  lagsFrom: Uint8Array | null = null

  constructor(
    readonly socket: ClientSocket,
    readonly actor: Actor,
    readonly session: string,
  ) {}

  /** The layer it may write; null for a reader. */
  get layer(): DelegationCode | null {
    return may(this.actor, 'type-words') ? layerOf(this.actor) : null
  }

  send(message: Uint8Array) {
    if (this.isOpen) this.socket.send(message)
  }

  close(code: number, reason: string) {
    if (!this.isOpen) return
    this.isOpen = false
    this.socket.close(code, reason)
  }
}

/** That somebody takes part in a room, until they leave. */
export type RoomSession = { receive(message: Uint8Array): void; leave(): void }
/** Who somebody is, and the sign-in that says so. */
export type Identity = Pick<Participant, 'actor' | 'session'>
