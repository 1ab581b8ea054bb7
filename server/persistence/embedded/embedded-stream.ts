import { Duplex } from 'node:stream'
import type { Worker } from 'node:worker_threads'

/** Messages the database answers nothing to until a Sync or Flush follows: Parse, Bind, Describe, Execute, Close. */
const UNANSWERED = new Set([...'PBDEC'].map((letter) => letter.charCodeAt(0)))
const TERMINATE = 'X'.charCodeAt(0)

/**
 * How many bytes from the start hold whole messages that the database will answer. `begun` is false while the
 * start-up message, which has no letter in front, is still to come. A goodbye is never passed on: the
 * database outlives its connections. Format: PostgreSQL's frontend/backend protocol 3.0.
 */
export function answerable(bytes: Buffer, begun: boolean): number {
  let at = 0
  let until = 0
  if (!begun) {
    if (bytes.length < 4 || bytes.length < bytes.readInt32BE(0)) return 0
    at = until = bytes.readInt32BE(0)
  }
  while (bytes.length - at >= 5) {
    const end = at + 1 + bytes.readInt32BE(at + 1)
    const letter = bytes[at]!
    if (bytes.length < end || letter === TERMINATE) break
    at = end
    if (!UNANSWERED.has(letter)) until = end
  }
  return until
}

/** What the thread says. */
export type FromDatabase =
  | { kind: 'ready' }
  | { kind: 'closed' }
  | { kind: 'reply'; connection: number; bytes: Uint8Array<ArrayBuffer> }

let connections = 0

/** A connection as the `pg` driver knows it, whose other end is the embedded database's thread. */
export class EmbeddedStream extends Duplex {
  readonly #worker: Worker
  /** Replies carry it, so that a late one for a connection given up never reaches the next. */
  readonly #connection = ++connections
  #begun = false
  #waiting: Buffer[] = []

  constructor(worker: Worker) {
    super()
    this.#worker = worker
  }

  #receive = (message: FromDatabase): void => {
    if (message.kind === 'reply' && message.connection === this.#connection)
      this.push(Buffer.from(message.bytes.buffer))
  }
  #lose = (): void => {
    this.destroy(new Error('The embedded database has stopped.'))
  }

  /** Called by the driver with a port and host that mean nothing here. */
  connect(): this {
    this.#worker.on('message', this.#receive)
    this.#worker.on('exit', this.#lose)
    this.#worker.postMessage({ kind: 'begin' })
    process.nextTick(() => this.emit('connect'))
    return this
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#waiting.push(chunk)
    const bytes = this.#waiting.length === 1 ? chunk : Buffer.concat(this.#waiting)
    const until = answerable(bytes, this.#begun)
    if (until > 0) {
      this.#begun = true
      const request = new Uint8Array(bytes.subarray(0, until))
      this.#worker.postMessage({ kind: 'request', connection: this.#connection, bytes: request }, [
        request.buffer,
      ])
    }
    this.#waiting = until < bytes.length ? [bytes.subarray(until)] : []
    done()
  }

  override _read(): void {}

  override _final(done: () => void): void {
    done()
    this.push(null)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#worker.off('message', this.#receive)
    this.#worker.off('exit', this.#lose)
    done(error)
  }

  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
}
