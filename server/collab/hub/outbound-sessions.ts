import type { Logger } from 'pino'
import type { RoomId } from '#app/domain/basics/draft.ts'
import type { Links } from '#server/cluster/links.ts'
import type { Frame } from '#server/cluster/frames.ts'
import { BACKLOG_LIMIT } from '../room/participants.ts'
import { frame as framed } from '../sockets/client-socket.ts'
import type { ClientSocket, Identity, RoomSession } from '../sockets/participant.ts'

/** ms for which an answer to "may I come in" is waited for. */
const JOINED_WITHIN = 2_000

type OutboundSession = {
  participant: number
  peer: string
  room: RoomId
  socket: ClientSocket
  /** Set once it is in: from then on it is told what everyone there is told. */
  isIn: boolean
  /** Set while it reads too slowly: until its room has left it out everything still goes to it. */
  lags: 'told' | 'left-out' | null
  settle(session: RoomSession | null): void
}

type OfSession = Extract<Frame, { kind: 'joined' | 'refused' | 'told' | 'included' | 'ended' | 'shown' }>

/** Sessions of sockets of this process in rooms of others. */
export class OutboundSessions {
  private readonly sessions = new Map<number, OutboundSession>()
  /** Of those that are in, by peer and room: what everyone in a room gets comes once and is spread here. */
  private readonly rooms = new Map<string, Set<OutboundSession>>()
  private readonly usage = new Map<string, number>()
  private last = 0

  constructor(
    private readonly links: Pick<Links, 'send' | 'isUp'>,
    private readonly log: Logger,
  ) {}

  get size(): number {
    return this.sessions.size
  }

  isUsed(peer: string): boolean {
    return this.usage.has(peer)
  }

  /** Asks that process to let a socket in; null when the room is not there, or no answer comes. */
  join(peer: string, room: RoomId, socket: ClientSocket, who: Identity): Promise<RoomSession | null> {
    if (!this.links.isUp) return Promise.resolve(null)
    const participant = ++this.last
    return new Promise((resolve) => {
      const giveUp = setTimeout(() => this.leave(participant), JOINED_WITHIN)
      const settle = (outcome: RoomSession | null) => {
        clearTimeout(giveUp)
        resolve(outcome)
      }
      this.sessions.set(participant, { participant, peer, room, socket, isIn: false, lags: null, settle })
      this.usage.set(peer, (this.usage.get(peer) ?? 0) + 1)
      this.links.send(peer, { kind: 'join', participant, room, ...who })
    })
  }

  private leave(participant: number): void {
    const session = this.remove(participant)
    if (session) this.links.send(session.peer, { kind: 'leave', participant })
  }

  private remove(participant: number): OutboundSession | undefined {
    const session = this.sessions.get(participant)
    if (!session) return undefined
    this.sessions.delete(participant)
    const left = this.usage.get(session.peer)! - 1
    if (left > 0) this.usage.set(session.peer, left)
    else this.usage.delete(session.peer)
    const there = this.rooms.get(roomOf(session.peer, session.room))
    if (there?.delete(session) && there.size === 0) this.rooms.delete(roomOf(session.peer, session.room))
    session.settle(null)
    return session
  }

  /** Takes what the process that holds the room says about them. */
  take(peer: string, frame: OfSession): void {
    if (frame.kind === 'shown') return this.spread(peer, frame.room, frame.messages)
    const session = this.sessions.get(frame.participant)
    if (session?.peer !== peer) return
    if (frame.kind === 'told') return session.socket.send(frame.message)
    if (frame.kind === 'joined') return this.letIn(session)
    if (frame.kind === 'included') return frame.isIn ? void (session.lags = null) : this.leaveOut(session)
    this.remove(session.participant)
    if (frame.kind === 'ended') session.socket.close(frame.code, frame.reason)
  }

  private letIn(session: OutboundSession): void {
    const { participant, peer, room } = session
    session.isIn = true
    const there = this.rooms.get(roomOf(peer, room)) ?? new Set()
    this.rooms.set(roomOf(peer, room), there.add(session))
    session.settle({
      receive: (message) =>
        this.sessions.has(participant) && this.links.send(peer, { kind: 'said', participant, message }),
      leave: () => this.leave(participant),
    })
  }

  /** What everyone in a room gets: framed once, written to every socket of this process that is in it. */
  private spread(peer: string, room: RoomId, messages: readonly Uint8Array[]): void {
    const frames = Buffer.concat(messages.map(framed))
    for (const session of this.rooms.get(roomOf(peer, room)) ?? []) {
      if (session.lags === 'left-out') continue
      if (session.socket.write?.(frames, [])) continue
      if (!session.socket.write) for (const message of messages) session.socket.send(message)
      if (session.lags || (session.socket.backlog ?? 0) <= BACKLOG_LIMIT) continue
      session.lags = 'told'
      this.links.send(peer, { kind: 'lags', participant: session.participant, isBehind: true })
    }
  }

  /** Its room knows what it has been sent, and sends the rest when it has read that. */
  private leaveOut(session: OutboundSession): void {
    session.lags = 'left-out'
    const { participant, peer } = session
    session.socket.onDrain?.(
      () =>
        this.sessions.has(participant) &&
        this.links.send(peer, { kind: 'lags', participant, isBehind: false }),
    )
  }

  private sendAway(session: OutboundSession, code: number, reason: string): void {
    this.leave(session.participant)
    if (session.isIn) session.socket.close(code, reason)
  }

  /** What was said to or by that process may be lost: whoever is there comes back and says what it has. */
  lose(peer: string, code: number, reason: string): void {
    const lost = [...this.sessions.values()].filter((session) => session.peer === peer)
    if (lost.length > 0)
      this.log.warn({ peer, sessions: lost.length, reason }, 'forwarded sessions are ended')
    for (const session of lost) this.sendAway(session, code, reason)
  }

  loseAll(code: number, reason: string): void {
    for (const session of [...this.sessions.values()]) this.sendAway(session, code, reason)
  }
}

const roomOf = (peer: string, room: RoomId): string => `${peer} ${room}`
