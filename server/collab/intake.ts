import type { WebSocket } from 'ws'
import * as decoding from 'lib0/decoding'
import { CLOSE, MESSAGE, readStored } from '#app/document/wire.ts'
import { LIMITS, Share, type Limits, type Pace } from './limits.ts'

/** ms between two looks whether a connection that was too far ahead of its storing may be read on. */
const LOOK = 4

/**
 * Reads one socket no faster than its share: beyond it the socket is not read for a while, so that TCP holds its
 * sender back and nothing piles up here. What no honest client does ends it.
 */
export class Intake {
  private readonly share: Share
  private pause: NodeJS.Timeout | null = null
  private ended = false

  constructor(
    private readonly socket: WebSocket,
    limits: Limits = LIMITS,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.share = new Share(limits, now())
  }

  /** The room says something to this socket: of that it matters here how much of its work is stored. */
  told(message: Uint8Array): void {
    if (message[0] !== MESSAGE.stored) return
    const decoder = decoding.createDecoder(message)
    decoding.readVarUint(decoder)
    this.share.stored(readStored(decoder))
  }

  /** Hands every message on from now on. */
  open(receive: (message: Uint8Array) => void): void {
    const { socket } = this
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (this.ended) return
      if (!isBinary) return this.end(CLOSE.malformed, 'malformed')
      const message = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      const pace = this.share.take(message, this.now())
      if (pace !== 'flood') receive(message)
      this.keep(pace)
    })
    const frame = (data: Buffer) => this.ended || this.keep(this.share.takeFrame(data.length, this.now()))
    socket.on('ping', frame)
    socket.on('pong', frame)
    socket.on('close', () => this.pause && clearTimeout(this.pause))
  }

  private keep(pace: Pace) {
    if (pace === 'flood') return this.end(CLOSE.flood, 'flood')
    if (this.pause) return
    if (pace.after > 0) this.stopFor(pace.after)
    else if (this.share.isFull) this.stopFor(LOOK)
  }

  private stopFor(ms: number) {
    this.socket.pause()
    this.pause = setTimeout(() => {
      this.pause = null
      if (this.share.isFull) this.stopFor(LOOK)
      else this.socket.resume()
    }, ms)
  }

  private end(code: number, reason: string) {
    this.ended = true
    this.socket.close(code, reason)
  }
}
