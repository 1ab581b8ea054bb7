import * as encoding from 'lib0/encoding'
import { frame } from '../protocol/frames.ts'
import { DIALECTS, type Dialect, type DialectName, type Heard } from '../protocol/dialects.ts'
import { LoadSocket } from '../protocol/socket.ts'
import { Receipts, rangesIn, type Range } from './matching.ts'
import type { Place } from '../plan.ts'

const NOTHING_KNOWN = Uint8Array.of(0)
const EMPTY_UPDATE = Uint8Array.of(0, 0)

export type Message = { heard: Heard; ranges: readonly Range[] }

export type ClientEvents = {
  words?(ranges: readonly Range[], seat: LoadClient, now: number): void
  acknowledged?(sent: number, now: number): void
  caret?(): void
  ended?(why: string): void
}

/** One client of the protocol that keeps no document: it looks only at whose characters a message holds. */
export class LoadClient {
  readonly receipts = new Receipts()
  readonly socket: LoadSocket
  /** Resolves when it has been answered, or at once where nobody answers. */
  readonly ready: Promise<void>
  private readonly dialect: Dialect
  private isReady: () => void = () => undefined

  constructor(
    name: DialectName,
    readonly place: Place,
    private readonly events: ClientEvents,
    private readonly shared = new Interpreter(DIALECTS[name]),
  ) {
    const dialect = (this.dialect = DIALECTS[name])
    let fail: (error: Error) => void = () => undefined
    this.ready = new Promise((resolve, reject) => {
      this.isReady = resolve
      fail = reject
    })
    this.ready.catch(() => undefined)
    this.socket = new LoadSocket(place.address, place.headers, {
      open: () => {
        for (const message of dialect.greet(place.room, NOTHING_KNOWN)) this.socket.send(message)
        if (!dialect.syncs) this.isReady()
      },
      message: (payload, now) => this.hear(payload, now),
      close: (code, reason) => {
        events.ended?.(`${code} ${reason}`)
        fail(new Error(`ended before it was synced: ${code} ${reason}`))
      },
    })
  }

  private hear(payload: Buffer, now: number) {
    const { heard, ranges } = this.shared.read(payload)
    switch (heard.kind) {
      case 'words':
        this.events.words?.(ranges, this, now)
        if (heard.whole) this.isReady()
        break
      case 'asks':
        this.socket.send(this.dialect.answer(this.place.room, EMPTY_UPDATE))
        this.receipts.sent(null)
        break
      case 'stored':
        this.receipts.upTo(heard.count, (sent) => this.events.acknowledged?.(sent, now))
        break
      case 'taken':
        this.receipts.upTo(this.receipts.acknowledged + 1, (sent) => this.events.acknowledged?.(sent, now))
        break
      case 'caret':
        this.events.caret?.()
        break
      case 'refused':
        this.events.ended?.('refused')
        break
      case 'other':
    }
  }

  /** The frame that carries an update. */
  framed(update: Uint8Array): Buffer {
    return frame(this.dialect.words(this.place.room, update))
  }

  /** Sends an update that is not measured. */
  bring(update: Uint8Array): void {
    this.receipts.sent(null)
    this.socket.write(this.framed(update))
  }

  /** Shows a caret after a character, as the editor tells it. */
  tell(client: number, turn: number, paragraph: string, clock: number): void {
    const character = `${client}:${clock}`
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, turn)
    const caret = { paragraph, anchor: character, head: character }
    encoding.writeVarString(encoder, JSON.stringify({ user: null, caret }))
    this.socket.send(this.dialect.caret(this.place.room, encoding.toUint8Array(encoder)))
  }
}

/** Messages remembered: everyone in a room gets the same ones within moments. */
const REMEMBERED = 512

/** Reads messages, each only once however many clients get it. */
export class Interpreter {
  private readonly known = new Map<string, { payload: Buffer; message: Message }[]>()
  private count = 0

  constructor(private readonly dialect: Dialect) {}

  read(payload: Buffer): Message {
    const { length } = payload
    const key = `${length} ${payload.toString('latin1', 0, 24)} ${payload.toString('latin1', Math.max(0, length - 24))}`
    const found = this.known.get(key)?.find((one) => one.payload.equals(payload))
    if (found) return found.message
    const kept = Buffer.from(payload)
    const message = this.interpret(kept)
    if (this.count++ % REMEMBERED === 0) this.known.clear()
    this.known.set(key, [...(this.known.get(key) ?? []), { payload: kept, message }])
    return message
  }

  private interpret(payload: Buffer): Message {
    const heard = this.dialect.read(payload)
    return { heard, ranges: heard.kind === 'words' ? rangesIn(heard.update) : [] }
  }
}
