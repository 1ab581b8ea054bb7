import type { Logger } from 'pino'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'
import type { Links } from '#server/cluster/links.ts'
import type { Frame } from '#server/cluster/frames.ts'
import { BACKLOG_LIMIT } from '../room/audience.ts'
import type { ClientSocket } from '../sockets/participant.ts'
import { frame as framed } from '../sockets/client-socket.ts'
import type { RoomSession, Identity } from '../sockets/participant.ts'

/** ms for which an answer to "may I sit down" is waited for. */
const SEATED_WITHIN = 2_000

type OutboundSession = {
  seat: number
  peer: string
  draft: DraftId
  line: ClientSocket
  /** Set once it sits: from then on it is told what everyone there is told. */
  sits: boolean
  /** Set while it reads too slowly: until its room has left it out everything still goes to it. */
  lags: 'told' | 'left-out' | null
  settle(seat: RoomSession | null): void
}

type OfSeat = Extract<Frame, { kind: 'seated' | 'refused' | 'told' | 'included' | 'ended' | 'shown' }>

/** Seats of sockets of this process in rooms of others. */
export class OutboundSessions {
  private readonly seats = new Map<number, OutboundSession>()
  /** Of those that sit, by peer and draft: what everyone in a room gets comes once and is spread here. */
  private readonly rooms = new Map<string, Set<OutboundSession>>()
  private readonly usage = new Map<string, number>()
  private last = 0

  constructor(
    private readonly links: Pick<Links, 'send' | 'isUp'>,
    private readonly log: Logger,
  ) {}

  get size(): number {
    return this.seats.size
  }

  isUsed(peer: string): boolean {
    return this.usage.has(peer)
  }

  /** Asks that process for a seat; null when the room is not there, or no answer comes. */
  join(
    line: ClientSocket,
    { actor, session }: { actor: Actor; session: string } & Identity,
    draft: DraftId,
    peer: string,
  ) {
    if (!this.links.isUp) return Promise.resolve(null)
    const seat = ++this.last
    return new Promise<RoomSession | null>((resolve) => {
      const giveUp = setTimeout(() => this.leave(seat), SEATED_WITHIN)
      const settle = (outcome: RoomSession | null) => {
        clearTimeout(giveUp)
        resolve(outcome)
      }
      this.seats.set(seat, { seat, peer, draft, line, sits: false, lags: null, settle })
      this.usage.set(peer, (this.usage.get(peer) ?? 0) + 1)
      this.links.send(peer, { kind: 'join', seat, draft, actor, session })
    })
  }

  private leave(seat: number): void {
    const at = this.remove(seat)
    if (at) this.links.send(at.peer, { kind: 'leave', seat })
  }

  private remove(seat: number): OutboundSession | undefined {
    const at = this.seats.get(seat)
    if (!at) return undefined
    this.seats.delete(seat)
    const left = this.usage.get(at.peer)! - 1
    if (left > 0) this.usage.set(at.peer, left)
    else this.usage.delete(at.peer)
    const room = this.rooms.get(roomOf(at.peer, at.draft))
    if (room?.delete(at) && room.size === 0) this.rooms.delete(roomOf(at.peer, at.draft))
    at.settle(null)
    return at
  }

  /** Takes what the process that holds the room says about seats there. */
  take(peer: string, frame: OfSeat): void {
    if (frame.kind === 'shown') return this.spread(peer, frame.draft, frame.messages)
    const at = this.seats.get(frame.seat)
    if (at?.peer !== peer) return
    if (frame.kind === 'told') return at.line.send(frame.message)
    if (frame.kind === 'seated') return this.sit(at)
    if (frame.kind === 'included') return frame.isIn ? void (at.lags = null) : this.leaveOut(at)
    this.remove(at.seat)
    if (frame.kind === 'ended') at.line.close(frame.code, frame.reason)
  }

  private sit(at: OutboundSession): void {
    const { seat, peer, draft } = at
    at.sits = true
    const room = this.rooms.get(roomOf(peer, draft)) ?? new Set()
    this.rooms.set(roomOf(peer, draft), room.add(at))
    at.settle({
      receive: (message) => this.seats.has(seat) && this.links.send(peer, { kind: 'said', seat, message }),
      leave: () => this.leave(seat),
    })
  }

  /** What everyone in a room gets: framed once, written to every socket of this process that sits there. */
  private spread(peer: string, draft: DraftId, messages: readonly Uint8Array[]): void {
    const room = this.rooms.get(roomOf(peer, draft))
    if (!room) return
    const frames = Buffer.concat(messages.map(framed))
    for (const at of room) {
      if (at.lags === 'left-out') continue
      if (at.line.write?.(frames, [])) continue
      if (!at.line.write) for (const message of messages) at.line.send(message)
      if (at.lags || (at.line.backlog ?? 0) <= BACKLOG_LIMIT) continue
      at.lags = 'told'
      this.links.send(peer, { kind: 'lags', seat: at.seat, isBehind: true })
    }
  }

  /** Its room knows what it has been sent, and sends the rest when it has read that. */
  private leaveOut(at: OutboundSession): void {
    at.lags = 'left-out'
    const { seat, peer } = at
    at.line.onDrain?.(
      () => this.seats.has(seat) && this.links.send(peer, { kind: 'lags', seat, isBehind: false }),
    )
  }

  private sendAway(at: OutboundSession, code: number, reason: string): void {
    this.leave(at.seat)
    if (at.sits) at.line.close(code, reason)
  }

  /** What was said to or by that process may be lost: whoever sits there comes back and says what it has. */
  lose(peer: string, code: number, reason: string): void {
    const lost = [...this.seats.values()].filter((at) => at.peer === peer)
    if (lost.length > 0) this.log.warn({ peer, seats: lost.length, reason }, 'forwarded seats are ended')
    for (const at of lost) this.sendAway(at, code, reason)
  }

  loseAll(code: number, reason: string): void {
    for (const at of [...this.seats.values()]) this.sendAway(at, code, reason)
  }
}

const roomOf = (peer: string, draft: DraftId): string => `${peer} ${draft}`
