import type { RoomId } from '#app/domain/basics/draft.ts'
import type { Frame } from '#server/cluster/frames.ts'
import type { Links } from '#server/cluster/links.ts'
import type { ClientSocket, PeerChannel, RoomSession } from '../sockets/participant.ts'
import { joinRoom, type RoomLocation } from './local-rooms.ts'

type InboundSession = {
  session: RoomSession | null
  isGone: boolean
  /** Its process says that it does not read what it is sent. */
  isBehind: boolean
  /** Set while it is left out: to be called when it has read all. */
  caughtUp: (() => void) | null
}
type OfSession = Extract<Frame, { kind: 'join' | 'said' | 'leave' | 'lags' }>

/** Sessions in rooms of this process of sockets of others. */
export class InboundSessions {
  /** By process, then by the number that process gave them. */
  private readonly sessions = new Map<string, Map<number, InboundSession>>()
  private readonly channels = new Map<string, PeerChannel>()

  constructor(
    private readonly links: Pick<Links, 'send'>,
    private readonly find: (room: RoomId) => Promise<RoomLocation>,
  ) {}

  isUsed(peer: string): boolean {
    return this.sessions.has(peer)
  }

  take(peer: string, frame: OfSession): void {
    if (frame.kind === 'join') return void this.join(peer, frame)
    const inbound = this.sessions.get(peer)?.get(frame.participant)
    if (frame.kind === 'said') inbound?.session?.receive(frame.message)
    else if (frame.kind === 'leave') this.remove(peer, frame.participant)
    else if (inbound && frame.isBehind) inbound.isBehind = true
    else if (inbound) this.letIn(peer, frame.participant, inbound)
  }

  /** What it missed comes behind the word that it is in again, and so does what is shown from now on. */
  private letIn(peer: string, participant: number, inbound: InboundSession) {
    const { caughtUp } = inbound
    inbound.isBehind = false
    inbound.caughtUp = null
    this.links.send(peer, { kind: 'included', participant, isIn: true })
    caughtUp?.()
  }

  private async join(peer: string, { participant, room, ...who }: Extract<OfSession, { kind: 'join' }>) {
    const inbound: InboundSession = { session: null, isGone: false, isBehind: false, caughtUp: null }
    const here = this.sessions.get(peer) ?? new Map<number, InboundSession>()
    this.sessions.set(peer, here.set(participant, inbound))
    const location = await this.find(room).catch(() => null)
    if (inbound.isGone) return
    if (!location || !('local' in location) || location.local.isOver) {
      this.remove(peer, participant)
      return this.links.send(peer, { kind: 'refused', participant })
    }
    this.links.send(peer, { kind: 'joined', participant })
    inbound.session = joinRoom(location.local, this.socketTo(peer, participant, inbound), who)
  }

  private socketTo(peer: string, participant: number, inbound: InboundSession): ClientSocket {
    const { links } = this
    return {
      channel: this.channelTo(peer),
      send: (message) => inbound.isGone || links.send(peer, { kind: 'told', participant, message }),
      get backlog() {
        return inbound.isBehind ? Infinity : 0
      },
      // Whatever was shown before this frame reaches it, and nothing that is shown after.
      onDrain(then) {
        inbound.caughtUp = then
        links.send(peer, { kind: 'included', participant, isIn: false })
      },
      close: (code, reason) => {
        if (inbound.isGone) return
        links.send(peer, { kind: 'ended', participant, code, reason })
        // The room takes a participant out itself when it ends it; this only forgets it, a moment later.
        queueMicrotask(() => this.remove(peer, participant))
      },
    }
  }

  private channelTo(peer: string): PeerChannel {
    const known = this.channels.get(peer)
    if (known) return known
    const channel: PeerChannel = {
      broadcast: (room, messages) => this.links.send(peer, { kind: 'shown', room, messages }),
    }
    this.channels.set(peer, channel)
    return channel
  }

  private remove(peer: string, participant: number): void {
    const here = this.sessions.get(peer)
    const inbound = here?.get(participant)
    if (!here || !inbound) return
    inbound.isGone = true
    here.delete(participant)
    if (here.size === 0) this.sessions.delete(peer)
    inbound.session?.leave()
  }

  /** Ends the sessions of that process, which has ended them on its side or is gone. */
  lose(peer: string): void {
    for (const participant of [...(this.sessions.get(peer)?.keys() ?? [])]) this.remove(peer, participant)
  }

  forget(peer: string): void {
    this.lose(peer)
    this.channels.delete(peer)
  }
}
