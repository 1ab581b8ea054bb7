import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import * as decoding from 'lib0/decoding'
import { CLOSE, MESSAGE, readStored } from '#app/document/wire.ts'
import { OnePerTurn } from '#server/event-loop/one-per-turn.ts'
import { LIMITS, ReadRate, type Limits, type Pace } from './limits.ts'

/** ms between two looks whether a connection that was too far ahead of its storing may be read on. */
const LOOK = 4
/** Whoever sends more than so many bytes within so many ms waits for its turn among such. */
const STRETCH = { ms: 5, bytes: 4 << 10 }
/** Bytes that wait to be read by whoever is not read any more before it reads them. */
const UNREAD = 8 << 20

/**
 * Those who send much at once are read one in each turn: otherwise the system hands over megabytes of one socket
 * before it looks at the next.
 */
const turns = new OnePerTurn()

const streamOf = (socket: WebSocket): Socket => (socket as unknown as { _socket: Socket })._socket

/**
 * Reads one socket no faster than its share: beyond it the socket is not read for a while, so that TCP holds its
 * sender back and nothing piles up here. What no honest client does ends it.
 */
export class PacedReader {
  private readonly rate: ReadRate
  private pause: NodeJS.Timeout | null = null
  private readonly stretch = { since: 0, bytes: 0 }
  private waits = false
  private ended = false

  constructor(
    private readonly socket: WebSocket,
    limits: Limits = LIMITS,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.rate = new ReadRate(limits, now())
  }

  /** The room says something to this socket: of that it matters here how much of its work is stored. */
  told(message: Uint8Array): void {
    if (message[0] !== MESSAGE.stored) return
    const decoder = decoding.createDecoder(message)
    decoding.readVarUint(decoder)
    this.rate.stored(readStored(decoder))
  }

  /** Hands every message on from now on. */
  open(receive: (message: Uint8Array) => void): void {
    const { socket } = this
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (this.ended) return
      if (!isBinary) return this.end(CLOSE.malformed, 'malformed')
      const message = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      const pace = this.rate.take(message, this.now())
      if (pace !== 'flood') receive(message)
      this.keep(pace)
    })
    const frame = (data: Buffer) => this.ended || this.keep(this.rate.takeFrame(data.length, this.now()))
    socket.on('ping', frame)
    socket.on('pong', frame)
    // Of a message that is not whole yet the library says nothing.
    streamOf(socket).on('data', (chunk: Buffer) => this.isLong(chunk.length) && this.waitForTurn())
    socket.on('close', () => this.pause && clearTimeout(this.pause))
  }

  private keep(pace: Pace) {
    if (pace === 'flood') return this.end(CLOSE.flood, 'flood')
    if (this.pause) return
    if (pace.after > 0) this.stopFor(pace.after)
    else if (this.isFull) this.stopFor(LOOK)
  }

  /** Whoever has been sent away is read on: unread bytes would cost it the word why. */
  private get isFull(): boolean {
    const { socket } = this
    if (socket.readyState !== socket.OPEN) return false
    return this.rate.isFull || socket.bufferedAmount > UNREAD
  }

  private isLong(bytes: number): boolean {
    const { stretch } = this
    const now = this.now()
    if (now - stretch.since > STRETCH.ms) Object.assign(stretch, { since: now, bytes: 0 })
    stretch.bytes += bytes
    return stretch.bytes > STRETCH.bytes
  }

  private waitForTurn() {
    if (this.waits) return
    this.waits = true
    this.socket.pause()
    turns.wait(() => {
      this.waits = false
      this.stretch.since = 0
      if (!this.pause) this.socket.resume()
    })
  }

  private stopFor(ms: number) {
    this.socket.pause()
    this.pause = setTimeout(() => {
      this.pause = null
      if (this.isFull) this.stopFor(LOOK)
      else if (!this.waits) this.socket.resume()
    }, ms)
  }

  private end(code: number, reason: string) {
    this.ended = true
    this.socket.close(code, reason)
  }
}
