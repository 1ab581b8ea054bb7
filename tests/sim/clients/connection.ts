import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { LateWords } from '#app/document/model/late-words.ts'
import { CLOSE, MESSAGE, SYNC, encodeUpdate, readLate, readStored } from '#app/document/wire.ts'

export type Endpoint = { url(): string; cookie: string }

export type ConnectionEvents = {
  /** An update goes out; what comes back is told to `stored` once the room says that it is on disk. */
  sending(): () => void
  late(words: readonly LateWords[]): void
  /** The line is gone; it is there again, with all that the room has. */
  lost(): void
  back(): void
  /** The room would not have what an honest client sent. */
  refused(code: number, reason: string): void
}

/** ms; a browser's first tries after a line broke. */
const RETRY = { least: 50, most: 400 }
export const REMOTE = 'remote'

/** Codes after which coming again as one is does not help. */
const FINAL: readonly number[] = [
  CLOSE.malformed,
  CLOSE.refused,
  CLOSE.outdated,
  CLOSE.noSuchDraft,
  CLOSE.flood,
]

/**
 * The line of one browser: y-websocket's messages over a socket that opens itself again for as long as
 * `close` was not called. The document stays; what the room has not got goes out on return.
 */
export class Connection {
  private socket: WebSocket | null = null
  private again: NodeJS.Timeout | null = null
  private waiting: (() => void)[] = []
  /** Updates that the room has told to be stored, of those this socket sent. */
  private told = 0
  private asked = false
  private synced = false
  private ended = false
  /** How the socket ended, each time. */
  readonly closes: { code: number; reason: string }[] = []

  constructor(
    private readonly doc: Y.Doc,
    private readonly endpoint: Endpoint,
    private readonly events: ConnectionEvents,
    private readonly chance: () => number,
  ) {
    doc.on('update', this.onUpdate)
    this.open()
  }

  /** Nothing is under way in either direction, as far as this end knows. */
  get isSettled(): boolean {
    return this.synced && this.waiting.length === 0
  }

  /** It has all that the room had when it came. */
  get isSynced(): boolean {
    return this.synced
  }

  private open(): void {
    this.asked = this.synced = false
    this.waiting = []
    this.told = 0
    const socket = new WebSocket(this.endpoint.url(), { headers: { cookie: this.endpoint.cookie } })
    this.socket = socket
    socket.on('open', () => socket.send(encodeUpdate(Y.encodeStateVector(this.doc), SYNC.step1)))
    socket.on('message', (data: Buffer) => this.receive(new Uint8Array(data)))
    socket.on('error', () => undefined)
    socket.on('close', (code, reason) => this.closed(code, reason.toString()))
  }

  private closed(code: number, reason: string): void {
    this.asked = this.synced = false
    this.waiting = []
    this.events.lost()
    if (this.ended) return
    if (code !== 1006) this.closes.push({ code, reason })
    if (FINAL.includes(code)) return this.events.refused(code, reason)
    const wait = RETRY.least + this.chance() * (RETRY.most - RETRY.least)
    this.again = setTimeout(() => this.open(), wait)
  }

  private receive(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === MESSAGE.sync) this.receiveSync(decoder)
    else if (type === MESSAGE.late) this.events.late(readLate(decoder))
    else if (type === MESSAGE.stored) {
      const stored = readStored(decoder) - this.told
      this.told += stored
      for (const tell of this.waiting.splice(0, stored)) tell()
    }
  }

  private receiveSync(decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (kind !== SYNC.step1) {
      Y.applyUpdate(this.doc, bytes, REMOTE)
      if (kind === SYNC.step2) {
        this.synced = true
        this.events.back()
      }
      return
    }
    this.asked = true
    this.send(encodeUpdate(Y.encodeStateAsUpdate(this.doc, bytes), SYNC.step2))
  }

  /** Until the room has said what it has, nothing goes out: it would begin after a gap. */
  private readonly onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin !== REMOTE && this.asked) this.send(encodeUpdate(update))
  }

  private send(message: Uint8Array): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return
    this.waiting.push(this.events.sending())
    this.socket.send(message)
  }

  close(): void {
    this.ended = true
    if (this.again) clearTimeout(this.again)
    this.doc.off('update', this.onUpdate)
    this.socket?.terminate()
  }
}
