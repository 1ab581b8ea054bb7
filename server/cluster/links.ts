import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Logger } from 'pino'
import type { Bus } from './bus.ts'
import { readFrame, writeFrame, type Frame } from './frames.ts'

export type LinksDeps = {
  bus: Bus
  log: Logger
  /** A frame from another process, in the order it sent them. */
  frame(from: string, frame: Frame): void
  /** Something to or from that process may be lost: whatever stood on the link with it is to be ended. */
  lost(peer: string): void
  /** Whether anything stands on the link, so that its silence matters. */
  isUsed(peer: string): boolean
}

/** ms between two signs of life on a link in use. */
const BEAT = 1_000
/** ms of silence after which a link in use counts as lost. */
const SILENCE = 3_000
/** Packets of the generation 0 go to all; their numbers only tell what was heard already. */
const TO_ALL = 0

type Link = {
  /** Rises when this side begins anew; the other then knows that whatever stood on the link is gone. */
  generation: number
  sent: number
  /** The last packet of the other side; both sides begin with generation 1. */
  heard: { generation: number; number: number }
  heardAt: number
  /** The last packet to all of the other side. */
  heardToAll: number
  /** Taken for dead before: what stood on the link has ended here, and the other side has to hear of it. */
  wasForgotten: boolean
  /** Frames of this turn, which leave as one packet. */
  waiting: encoding.Encoder | null
}

/**
 * A numbered line to each other process. Nothing on it is lost silently: a gap, a cut of the bus or silence ends
 * what stands on the link on both sides, and clients that sat on it come back and say what they have.
 */
export class Links {
  private readonly links = new Map<string, Link>()
  private readonly beat: NodeJS.Timeout
  private flushing = false
  private sentToAll = 0
  /** What was heard of those who were taken for dead: if one of them speaks again, no number counts twice. */
  private readonly forgotten = new Map<string, Link>()

  constructor(private readonly deps: LinksDeps) {
    deps.bus.listen({
      packet: (packet) => this.receive(packet),
      nobody: (to) => this.lose(to, 'nobody is there'),
      cut: () => [...this.links.keys()].forEach((peer) => this.lose(peer, 'the bus was cut')),
    })
    this.beat = setInterval(() => this.watch(), BEAT)
    this.beat.unref()
  }

  get isUp(): boolean {
    return this.deps.bus.isUp
  }

  send(to: string, frame: Frame): void {
    if (!this.deps.bus.isUp) return
    const link = this.link(to)
    writeFrame((link.waiting ??= encoding.createEncoder()), frame)
    if (this.flushing) return
    this.flushing = true
    setImmediate(() => this.flush())
  }

  /** To every other process, beside the links: where it does not matter whether one misses it. */
  publish(frame: Frame): void {
    const packet = encoding.createEncoder()
    encoding.writeVarString(packet, this.deps.bus.self)
    encoding.writeVarUint(packet, TO_ALL)
    encoding.writeVarUint(packet, ++this.sentToAll)
    writeFrame(packet, frame)
    this.deps.bus.publish(encoding.toUint8Array(packet))
  }

  private flush(): void {
    this.flushing = false
    for (const [to, link] of this.links) if (link.waiting) this.transmit(to, link)
  }

  private transmit(to: string, link: Link): void {
    const { bus } = this.deps
    const frames = link.waiting
    link.waiting = null
    if (!bus.isUp) return
    const packet = encoding.createEncoder()
    encoding.writeVarString(packet, bus.self)
    encoding.writeVarUint(packet, link.generation)
    encoding.writeVarUint(packet, ++link.sent)
    if (frames) encoding.writeUint8Array(packet, encoding.toUint8Array(frames))
    bus.send(to, encoding.toUint8Array(packet))
  }

  private receive(packet: Uint8Array): void {
    try {
      const decoder = decoding.createDecoder(packet)
      const from = decoding.readVarString(decoder)
      if (from === this.deps.bus.self) return
      const generation = decoding.readVarUint(decoder)
      const number = decoding.readVarUint(decoder)
      if (!(generation === TO_ALL ? this.isNew(from, number) : this.follow(from, generation, number))) return
      while (decoding.hasContent(decoder)) this.deps.frame(from, readFrame(decoder))
    } catch (err) {
      this.deps.log.error({ err }, 'a packet of another process could not be read')
    }
  }

  /** Notes the number of a packet to all; false for one that was heard already. */
  private isNew(from: string, number: number): boolean {
    const link = this.link(from)
    if (number <= link.heardToAll) return false
    link.heardToAll = number
    return true
  }

  /** Notes the number of a packet; false for one of a generation that is over, or that was heard already. */
  private follow(from: string, generation: number, number: number): boolean {
    const link = this.link(from)
    const before = link.heard
    const begunAnew = generation > before.generation
    if (generation < before.generation || (!begunAnew && number <= before.number)) return false
    link.heard = { generation, number }
    link.heardAt = performance.now()
    if (begunAnew) this.deps.lost(from)
    const expected = begunAnew ? 1 : before.number + 1
    if (number !== expected || link.wasForgotten) this.lose(from, 'packets are missing')
    link.wasForgotten = false
    return true
  }

  /** Ends what stands on the link, and lets the other side know as soon as it can be reached. */
  private lose(peer: string, why: string): void {
    const link = this.link(peer)
    link.generation++
    link.sent = 0
    link.waiting = null
    if (this.deps.isUsed(peer)) this.deps.log.warn({ peer, why }, 'the link to another process is lost')
    this.deps.lost(peer)
    if (why !== 'nobody is there') this.transmit(peer, link)
  }

  /** That process is dead or has left. */
  forget(peer: string): void {
    const link = this.links.get(peer)
    if (!link) return
    this.forgotten.set(peer, link)
    this.links.delete(peer)
    this.deps.lost(peer)
  }

  private watch(): void {
    const now = performance.now()
    for (const [peer, link] of this.links) {
      if (!this.deps.isUsed(peer)) {
        link.heardAt = now
        continue
      }
      if (now - link.heardAt > SILENCE) this.lose(peer, 'silence')
      else this.transmit(peer, link)
    }
  }

  private link(peer: string): Link {
    const known = this.links.get(peer)
    if (known) return known
    const before = this.forgotten.get(peer)
    const link = {
      generation: (before?.generation ?? 0) + 1,
      sent: 0,
      heard: before?.heard ?? { generation: 1, number: 0 },
      heardAt: performance.now(),
      heardToAll: before?.heardToAll ?? 0,
      wasForgotten: before !== undefined,
      waiting: null,
    }
    this.forgotten.delete(peer)
    this.links.set(peer, link)
    return link
  }

  close(): void {
    this.flush()
    clearInterval(this.beat)
  }
}
