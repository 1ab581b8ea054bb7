import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MESSAGE } from '#app/document/wire.ts'
import type { Participant } from '../sockets/participant.ts'

/** `by` is null for one who has left and of whom the others have not been told yet. */
type Shown = { clock: number; state: string; by: Participant | null }

/** Longest state a client may show: a caret and a selection fit in a tenth of it. */
const STATE_LIMIT = 2_000

/**
 * Who is here and where their carets are. A client shows itself under one client id, which is its own; who it
 * is, the server says. Nobody can show, move or remove another. What changes is gathered until it is told.
 */
export class Presence {
  private readonly shown = new Map<number, Shown>()
  private readonly changed = new Set<number>()

  /** Takes an awareness update of a participant. Throws when it is malformed. */
  take(update: Uint8Array, from: Participant, isOwn: (client: number) => boolean): void {
    const decoder = decoding.createDecoder(update)
    for (let count = decoding.readVarUint(decoder); count > 0; count--) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = decoding.readVarString(decoder)
      if (state.length > STATE_LIMIT || !this.isFree(client, from) || !isOwn(client)) continue
      from.awareness = client
      this.shown.set(client, { clock, state: withIdentity(state, from), by: from })
      this.changed.add(client)
    }
  }

  private isFree(client: number, from: Participant): boolean {
    if (from.awareness !== null) return from.awareness === client
    return (this.shown.get(client)?.by ?? null) === null
  }

  /** Takes a participant's caret away. */
  leave(participant: Participant): void {
    const client = participant.awareness
    const shown = client === null ? undefined : this.shown.get(client)
    if (client === null || shown?.by !== participant) return
    this.shown.set(client, { ...shown, state: 'null', by: null })
    this.changed.add(client)
  }

  get hasNews(): boolean {
    return this.changed.size > 0
  }

  /** The message that tells everyone what has changed since the last; null when nothing has. */
  news(): Uint8Array | null {
    if (this.changed.size === 0) return null
    const message = this.message([...this.changed])
    for (const client of this.changed) if (this.shown.get(client)!.by === null) this.shown.delete(client)
    this.changed.clear()
    return message
  }

  /** Everyone who is here, for someone who comes. */
  all(): Uint8Array | null {
    const here = [...this.shown.keys()].filter((client) => this.shown.get(client)!.by !== null)
    return here.length > 0 ? this.message(here) : null
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

/** The paragraph and the two characters of a caret, and nothing else that a client may say; null for what is none. */
function caretIn(told: object): object | null {
  const caret = 'caret' in told ? told.caret : null
  if (caret === null || typeof caret !== 'object') return null
  const { paragraph, anchor, head } = caret as Record<string, unknown>
  const isCharacter = (value: unknown) =>
    value === null || (typeof value === 'string' && CHARACTER.test(value))
  if (typeof paragraph !== 'string' || !isCharacter(anchor) || !isCharacter(head)) return null
  return { paragraph, anchor, head }
}
const CHARACTER = /^\d{1,16}:\d{1,16}$/

/** Keeps the caret that the client tells and puts in who it is. */
function withIdentity(state: string, { actor }: Participant): string {
  const told: unknown = JSON.parse(state)
  if (told === null || typeof told !== 'object') return 'null'
  const caret = caretIn(told)
  // No person: whose carets move with the words would say who wrote them.
  const user = { role: actor.role, delegation: actor.delegation }
  return JSON.stringify({ user, caret })
}
