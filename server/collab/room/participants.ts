import type { RoomId } from '#app/domain/basics/draft.ts'
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

/** Everyone in one room: what is shown to all of them, and their carets. */
export class Participants {
  private readonly members = new Set<Participant>()
  private readonly presence = new Presence()
  private timer: NodeJS.Timeout | null = null

  constructor(
    private readonly room: RoomId,
    private readonly behind: {
      /** The state vector of all that has been shown. */
      shown(): Uint8Array
      /** A participant reads again: it lacks what came after this state vector. */
      catchUp(participant: Participant, vector: Uint8Array): void
      lagged(): void
    },
  ) {}

  get size(): number {
    return this.members.size
  }

  all(): Participant[] {
    return [...this.members]
  }

  /** Those of a session or a user. */
  of(who: { session: string } | { user: string }): Participant[] {
    return this.all().filter(({ session, actor }) =>
      'session' in who ? session === who.session : actor.user === who.user,
    )
  }

  join(participant: Participant): void {
    this.members.add(participant)
    const others = this.presence.all()
    if (others) participant.send(others)
  }

  leave(participant: Participant): void {
    participant.isOpen = false
    if (!this.members.delete(participant)) return
    this.presence.leave(participant)
    this.tellSoon()
  }

  /** Sends a participant away. */
  expel(participant: Participant, code: number, reason: string): void {
    participant.close(code, reason)
    this.leave(participant)
  }

  /** A caret has moved. Throws when the message is malformed. */
  moveCaret(update: Uint8Array, from: Participant, isOwn: (client: number) => boolean): void {
    this.presence.take(update, from, isOwn)
    this.tellSoon() // to its sender too: y-websocket takes silence for a lost connection
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
    const channels = new Set<PeerChannel>()
    let isHeldBack = false
    for (const participant of this.members) {
      const { channel } = participant.socket
      if (channel) channels.add(channel)
      else if (!this.tell(participant, { all, frames }, own.get(participant) ?? nothing)) isHeldBack = true
    }
    if (all.length > 0) for (const channel of channels) channel.broadcast(this.room, all)
    for (const [participant, alone] of channels.size > 0 ? own : [])
      if (participant.socket.channel) alone.forEach((message) => participant.send(message))
    if (messages.length > 0 && (isHeldBack || channels.size > 0)) this.leaveOutLagging()
  }

  /** False when the socket holds some of it back. */
  private tell(
    participant: Participant,
    { all, frames }: { all: readonly Uint8Array[]; frames: Buffer },
    alone: readonly Uint8Array[],
  ): boolean {
    const { socket, lagsFrom } = participant
    if (socket.write && !lagsFrom) return frames.length + alone.length === 0 || socket.write(frames, alone)
    for (const message of lagsFrom ? alone : [...all, ...alone]) participant.send(message)
    return false
  }

  /** Only when words have just been shown: while others are being stored nobody could say what it has. */
  private leaveOutLagging() {
    for (const participant of this.members)
      if (!participant.lagsFrom && (participant.socket.backlog ?? 0) > BACKLOG_LIMIT)
        this.leaveOut(participant)
  }

  /** One that reads too slowly is left out, and gets the rest at once when it has read what it was sent. */
  private leaveOut(participant: Participant) {
    participant.lagsFrom = this.behind.shown()
    this.behind.lagged()
    const limit = setTimeout(() => this.expel(participant, 1013, 'does-not-read'), PATIENCE)
    limit.unref()
    participant.socket.onDrain?.(() => {
      clearTimeout(limit)
      const vector = participant.lagsFrom
      participant.lagsFrom = null
      if (vector && participant.isOpen) this.behind.catchUp(participant, vector)
    })
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }
}
