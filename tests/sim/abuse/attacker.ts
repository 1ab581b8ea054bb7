import { once } from 'node:events'
import type { Socket } from 'node:net'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { MESSAGE, SYNC, encodeUpdate } from '#app/document/wire.ts'

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A client that is let in like anybody else and then does as it pleases. */
export class Attacker {
  readonly doc = new Y.Doc()
  /** How the server ended it; null while it has not. */
  ended: { code: number; reason: string } | null = null
  /** States that others show, by client id, as the server tells them. */
  readonly shown = new Map<number, unknown>()
  synced = false
  received = 0

  private constructor(readonly socket: WebSocket) {
    socket.binaryType = 'nodebuffer'
    socket.on('error', () => undefined)
    socket.on('close', (code, reason) => (this.ended = { code, reason: reason.toString() }))
    socket.on('message', (data: Buffer) => this.hear(new Uint8Array(data)))
  }

  /** Opens a line; resolves when it is open or refused. */
  static async connect(url: string, headers: Record<string, string>): Promise<Attacker> {
    const attacker = new Attacker(new WebSocket(url, { headers, perMessageDeflate: false }))
    await Promise.race([once(attacker.socket, 'open'), once(attacker.socket, 'close')]).catch(() => undefined)
    return attacker
  }

  /** Takes the text as an honest client would. */
  async join(): Promise<this> {
    this.ask(Y.encodeStateVector(this.doc))
    for (let waited = 0; !this.synced && !this.ended && waited < 60_000; waited += 10) await pause(10)
    // What came since the text was last kept follows at once.
    await pause(150)
    return this
  }

  ask(vector: Uint8Array): void {
    this.send(encodeUpdate(vector, SYNC.step1))
  }

  send(message: Uint8Array): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(message)
  }

  /** The bytes on the wire themselves. */
  get rawSocket(): Socket {
    return (this.socket as unknown as { _socket: Socket })._socket
  }

  /** What a document with these changes would send; `client` is whose they pretend to be. */
  forge(write: (doc: Y.Doc) => void, client?: number): Uint8Array {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc))
    if (client !== undefined) doc.clientID = client
    const before = Y.encodeStateVector(doc)
    doc.transact(() => write(doc))
    return Y.encodeStateAsUpdate(doc, before)
  }

  write(write: (doc: Y.Doc) => void, client?: number): void {
    this.send(encodeUpdate(this.forge(write, client)))
  }

  /** Tells a state of a client id, as y-protocols' awareness does. */
  show(client: number, clock: number, state: unknown): void {
    const states = encoding.createEncoder()
    encoding.writeVarUint(states, 1)
    encoding.writeVarUint(states, client)
    encoding.writeVarUint(states, clock)
    encoding.writeVarString(states, JSON.stringify(state))
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE.awareness)
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states))
    this.send(encoding.toUint8Array(encoder))
  }

  /** Waits for the server to end it; the close code, null when it is left alone. */
  async end(patience = 3_000): Promise<number | null> {
    for (let waited = 0; !this.ended && waited < patience; waited += 20) await pause(20)
    return this.ended?.code ?? null
  }

  leave(): void {
    this.socket.terminate()
  }

  private hear(message: Uint8Array) {
    this.received += message.length
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === MESSAGE.awareness) return this.look(decoding.readVarUint8Array(decoder))
    if (type !== MESSAGE.sync) return
    const kind = decoding.readVarUint(decoder)
    if (kind === SYNC.step1) return
    Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder))
    if (kind === SYNC.step2) this.synced = true
  }

  private look(states: Uint8Array) {
    const decoder = decoding.createDecoder(states)
    for (let count = decoding.readVarUint(decoder); count > 0; count--) {
      const client = decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      this.shown.set(client, JSON.parse(decoding.readVarString(decoder)))
    }
  }
}
