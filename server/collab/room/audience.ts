import type { DraftId } from '#app/domain/basics/draft.ts'
import type { Participant, PeerChannel } from '../sockets/participant.ts'
import { frame } from '../sockets/client-socket.ts'
import { Presence } from './presence.ts'

/** ms for which carets that move are gathered into one message for everyone: the more there are, the longer. */
const caretsEvery = (people: number): number => Math.min(300, 50 + people / 2)
/** Bytes that may wait for one that does not read; one that has more waiting is left out until it has caught up. */
export const BACKLOG_LIMIT = 4 << 20

/** ms for which one that reads nothing is waited for. */
const PATIENCE = 60_000

export type Own = ReadonlyMap<Participant, readonly Uint8Array[]>
const nothing: readonly Uint8Array[] = []

/** Everyone who sits in one room: what is shown to all of them, and their carets. */
export class Audience {
  private readonly connections = new Set<Participant>()
  private readonly presence = new Presence()
  private timer: NodeJS.Timeout | null = null

  constructor(
    private readonly draft: DraftId,
    private readonly behind: {
      /** The state vector of all that has been shown. */
      shown(): Uint8Array
      /** A connection reads again: it lacks what came after this state vector. */
      catchUp(connection: Participant, vector: Uint8Array): void
      lagged(): void
    },
  ) {}

  get size(): number {
    return this.connections.size
  }

  all(): Participant[] {
    return [...this.connections]
  }

  /** Those of a session or a user. */
  of(who: { session: string } | { user: string }): Participant[] {
    return this.all().filter(({ session, actor }) =>
      'session' in who ? session === who.session : actor.user === who.user,
    )
  }

  join(connection: Participant): void {
    this.connections.add(connection)
    const others = this.presence.all()
    if (others) connection.send(others)
  }

  leave(connection: Participant): void {
    connection.isOpen = false
    if (!this.connections.delete(connection)) return
    this.presence.leave(connection)
    this.tellSoon()
  }

  /** Sends a connection away. */
  expel(connection: Participant, code: number, reason: string): void {
    connection.close(code, reason)
    this.leave(connection)
  }

  /** A caret has moved. Throws when the message is malformed. */
  moveCaret(update: Uint8Array, from: Participant, isOwn: (client: number) => boolean): void {
    this.presence.take(update, from, isOwn)
    this.tellSoon() // to its sender too: y-websocket takes silence for a lost line
  }

  private tellSoon() {
    if (this.timer || !this.presence.hasNews) return
    this.timer = setTimeout(() => {
      this.timer = null
      this.show([])
    }, caretsEvery(this.size))
  }

  /** Shows messages to everyone, with what the carets did meanwhile; `own` goes to single ones, behind them. */
  show(messages: readonly Uint8Array[], own: Own = new Map()): void {
    const news = this.presence.news()
    const all = news ? [...messages, news] : messages
    const frames = Buffer.concat(all.map(frame))
    const trunks = new Set<PeerChannel>()
    let isHeldBack = false
    for (const connection of this.connections) {
      const { channel: trunk } = connection.socket
      if (trunk) trunks.add(trunk)
      else if (!this.tell(connection, { all, frames }, own.get(connection) ?? nothing)) isHeldBack = true
    }
    if (all.length > 0) for (const trunk of trunks) trunk.broadcast(this.draft, all)
    for (const [connection, alone] of trunks.size > 0 ? own : [])
      if (connection.socket.channel) alone.forEach((message) => connection.send(message))
    if (messages.length > 0 && (isHeldBack || trunks.size > 0)) this.leaveOutLagging()
  }

  /** False when the line holds some of it back. */
  private tell(
    connection: Participant,
    { all, frames }: { all: readonly Uint8Array[]; frames: Buffer },
    alone: readonly Uint8Array[],
  ): boolean {
    const { socket: line, lagsFrom } = connection
    if (line.write && !lagsFrom) return frames.length + alone.length === 0 || line.write(frames, alone)
    for (const message of lagsFrom ? alone : [...all, ...alone]) connection.send(message)
    return false
  }

  /** Only when words have just been shown: while others are being stored nobody could say what it has. */
  private leaveOutLagging() {
    for (const connection of this.connections)
      if (!connection.lagsFrom && (connection.socket.backlog ?? 0) > BACKLOG_LIMIT) this.leaveOut(connection)
  }

  /** One that reads too slowly is left out, and gets the rest at once when it has read what it was sent. */
  private leaveOut(connection: Participant) {
    connection.lagsFrom = this.behind.shown()
    this.behind.lagged()
    const limit = setTimeout(() => this.expel(connection, 1013, 'does-not-read'), PATIENCE)
    limit.unref()
    connection.socket.onDrain?.(() => {
      clearTimeout(limit)
      const vector = connection.lagsFrom
      connection.lagsFrom = null
      if (vector && connection.isOpen) this.behind.catchUp(connection, vector)
    })
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }
}
