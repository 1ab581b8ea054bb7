import type { DraftId } from '#app/domain/basics/draft.ts'
import type { Frame } from '#server/cluster/frames.ts'
import type { Links } from '#server/cluster/links.ts'
import type { ClientSocket, PeerChannel } from '../sockets/participant.ts'
import { joinRoom, type RoomLocation } from './local-rooms.ts'
import type { RoomSession } from '../sockets/participant.ts'

type InboundSession = {
  seat: RoomSession | null
  isGone: boolean
  /** Its process says that it does not read what it is sent. */
  isBehind: boolean
  /** Set while it is left out: to be called when it has read all. */
  caughtUp: (() => void) | null
}
type OfSeat = Extract<Frame, { kind: 'join' | 'said' | 'leave' | 'lags' }>

/** Seats in rooms of this process for sockets of others. */
export class InboundSessions {
  /** By process, then by the number that process gave the seat. */
  private readonly guests = new Map<string, Map<number, InboundSession>>()
  private readonly trunks = new Map<string, PeerChannel>()

  constructor(
    private readonly links: Pick<Links, 'send'>,
    private readonly find: (draft: DraftId) => Promise<RoomLocation>,
  ) {}

  isUsed(peer: string): boolean {
    return this.guests.has(peer)
  }

  take(peer: string, frame: OfSeat): void {
    if (frame.kind === 'join') return void this.join(peer, frame)
    const guest = this.guests.get(peer)?.get(frame.seat)
    if (frame.kind === 'said') guest?.seat?.receive(frame.message)
    else if (frame.kind === 'leave') this.remove(peer, frame.seat)
    else if (guest && frame.isBehind) guest.isBehind = true
    else if (guest) this.letIn(peer, frame.seat, guest)
  }

  /** What it missed comes behind the word that it is in again, and so does what is shown from now on. */
  private letIn(peer: string, seat: number, guest: InboundSession) {
    const { caughtUp } = guest
    guest.isBehind = false
    guest.caughtUp = null
    this.links.send(peer, { kind: 'included', seat, isIn: true })
    caughtUp?.()
  }

  private async join(peer: string, { seat, draft, actor, session }: Extract<OfSeat, { kind: 'join' }>) {
    const guest: InboundSession = { seat: null, isGone: false, isBehind: false, caughtUp: null }
    const here = this.guests.get(peer) ?? new Map<number, InboundSession>()
    this.guests.set(peer, here.set(seat, guest))
    const place = await this.find(draft).catch(() => null)
    if (guest.isGone) return
    if (!place || !('held' in place) || place.held.isOver) {
      this.remove(peer, seat)
      return this.links.send(peer, { kind: 'refused', seat })
    }
    this.links.send(peer, { kind: 'seated', seat })
    guest.seat = joinRoom(place.held, this.lineTo(peer, seat, guest), { actor, session })
  }

  private lineTo(peer: string, seat: number, guest: InboundSession): ClientSocket {
    const { links } = this
    return {
      channel: this.trunkTo(peer),
      send: (message) => guest.isGone || links.send(peer, { kind: 'told', seat, message }),
      get backlog() {
        return guest.isBehind ? Infinity : 0
      },
      // Whatever was shown before this frame reaches it, and nothing that is shown after.
      onDrain(then) {
        guest.caughtUp = then
        links.send(peer, { kind: 'included', seat, isIn: false })
      },
      close: (code, reason) => {
        if (guest.isGone) return
        links.send(peer, { kind: 'ended', seat, code, reason })
        // The room takes a connection out itself when it ends it; this only forgets it, a moment later.
        queueMicrotask(() => this.remove(peer, seat))
      },
    }
  }

  private trunkTo(peer: string): PeerChannel {
    const known = this.trunks.get(peer)
    if (known) return known
    const trunk: PeerChannel = {
      broadcast: (draft, messages) => this.links.send(peer, { kind: 'shown', draft, messages }),
    }
    this.trunks.set(peer, trunk)
    return trunk
  }

  private remove(peer: string, seat: number): void {
    const here = this.guests.get(peer)
    const guest = here?.get(seat)
    if (!here || !guest) return
    guest.isGone = true
    here.delete(seat)
    if (here.size === 0) this.guests.delete(peer)
    guest.seat?.leave()
  }

  /** Ends the seats of that process, which has ended them on its side or is gone. */
  lose(peer: string): void {
    for (const seat of [...(this.guests.get(peer)?.keys() ?? [])]) this.remove(peer, seat)
  }

  forget(peer: string): void {
    this.lose(peer)
    this.trunks.delete(peer)
  }
}
