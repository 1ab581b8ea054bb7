import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MESSAGE } from '#app/document/wire.ts'
import type { Connection } from './connection.ts'

type Shown = { clock: number; state: string; by: Connection }

/** Longest state a client may show: a caret and a selection fit in a tenth of it. */
const STATE_LIMIT = 2_000

/**
 * Who is here and where their carets are. A client shows itself under one client id, which is its own; who it
 * is, the server says. Nobody can show, move or remove another.
 */
export class Presence {
  private readonly shown = new Map<number, Shown>()

  /**
   * Takes an awareness update of a connection and returns the message for everyone, null when there is
   * nothing to tell. Throws when it is malformed.
   */
  take(update: Uint8Array, from: Connection, isOwn: (client: number) => boolean): Uint8Array | null {
    const decoder = decoding.createDecoder(update)
    const told: number[] = []
    for (let count = decoding.readVarUint(decoder); count > 0; count--) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = decoding.readVarString(decoder)
      const isMine =
        from.awareness === client || (from.awareness === null && isOwn(client) && !this.shown.has(client))
      if (!isMine || state.length > STATE_LIMIT) continue
      from.awareness = client
      this.shown.set(client, { clock, state: withIdentity(state, from), by: from })
      told.push(client)
    }
    return told.length > 0 ? this.message(told) : null
  }

  /** Everyone who is here, for someone who comes. */
  all(): Uint8Array | null {
    return this.shown.size > 0 ? this.message([...this.shown.keys()]) : null
  }

  /** Takes a connection's caret away; the message for the others. */
  leave(connection: Connection): Uint8Array | null {
    const client = connection.awareness
    const shown = client === null ? undefined : this.shown.get(client)
    if (client === null || shown?.by !== connection) return null
    this.shown.set(client, { ...shown, clock: shown.clock + 1, state: 'null' })
    const message = this.message([client])
    this.shown.delete(client)
    return message
  }

  private message(clients: readonly number[]): Uint8Array {
    const states = encoding.createEncoder()
    encoding.writeVarUint(states, clients.length)
    for (const client of clients) {
      const { clock, state } = this.shown.get(client)!
      encoding.writeVarUint(states, client)
      encoding.writeVarUint(states, clock)
      encoding.writeVarString(states, state)
    }
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE.awareness)
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states))
    return encoding.toUint8Array(encoder)
  }
}

/** Keeps the caret that the client tells and puts in who it is. */
function withIdentity(state: string, { actor }: Connection): string {
  const told: unknown = JSON.parse(state)
  if (told === null || typeof told !== 'object') return 'null'
  const caret = 'caret' in told ? told.caret : null
  const user = { id: actor.user, name: actor.name, role: actor.role, delegation: actor.delegation }
  return JSON.stringify({ user, caret })
}
