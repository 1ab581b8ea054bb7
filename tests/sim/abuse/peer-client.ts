import { once } from 'node:events'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { editing } from '#app/document/propose/gesture.ts'
import { Layers } from '#app/document/model/layers.ts'
import { layerName } from '#app/document/model/schema.ts'
import { DIALECTS, type Dialect } from '#tests/bench/load/protocol/dialects.ts'
import { delegateAt } from '#tests/bench/load/servers/seed.ts'
import type { Running } from '#tests/bench/load/servers/targets.ts'
import { pause } from './attacker.ts'

/** A client of any of the servers, with a document of its own; what it sends is up to whoever holds it. */
export class PeerClient {
  readonly doc = new Y.Doc()
  readonly layers = new Layers(this.doc)
  /** The name of its proposal; Yjs may give it another client id later on. */
  readonly entry = `visit-${this.doc.clientID}`
  /** The close code; null while it is let be. */
  ended: number | null = null
  /** What others show, as JSON by client id. */
  readonly shown = new Map<number, string>()
  isSynced = false
  private readonly dialect: Dialect

  private constructor(
    readonly socket: WebSocket,
    readonly room: string,
    readonly number: number,
    running: Running,
  ) {
    this.dialect = DIALECTS[running.dialect]
    if (running.brings) Y.applyUpdate(this.doc, running.brings, this)
    socket.binaryType = 'nodebuffer'
    socket.on('error', () => undefined)
    socket.on('close', (code) => (this.ended = code))
    socket.on('message', (data: Buffer) => this.hear(Uint8Array.from(data)))
  }

  /** Sits down as the delegate of that number and takes the text. */
  static async connect(running: Running, room: string, seat: number): Promise<PeerClient> {
    const { address, headers } = running.place(room, seat, null)
    const socket = new WebSocket(address, { headers, perMessageDeflate: false })
    const client = new PeerClient(socket, room, seat, running)
    await Promise.race([once(socket, 'open'), once(socket, 'close')]).catch(() => undefined)
    for (const message of client.dialect.greet(room, Y.encodeStateVector(client.doc))) client.send(message)
    for (let waited = 0; !client.isSynced && client.ended === null && waited < 5_000; waited += 10)
      await pause(10)
    await pause(150) // what came after the stored text follows at once
    return client
  }

  send(message: Uint8Array): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(message)
  }

  say(update: Uint8Array): void {
    this.send(this.dialect.words(this.room, update))
  }

  /** Tells a state of a client id. */
  show(client: number, clock: number, state: unknown): void {
    const states = encoding.createEncoder()
    for (const number of [1, client, clock]) encoding.writeVarUint(states, number)
    encoding.writeVarString(states, JSON.stringify(state))
    this.send(this.dialect.caret(this.room, encoding.toUint8Array(states)))
  }

  /** Changes its document, and answers what an honest client would send of it. */
  write(change: (doc: Y.Doc) => void): Uint8Array {
    const before = Y.encodeStateVector(this.doc)
    this.doc.transact(() => change(this.doc))
    return Y.encodeStateAsUpdate(this.doc, before)
  }

  /** Types into a proposal of its own, as the editor does, and answers what it would send. */
  type(words: string): Uint8Array {
    return this.write(() => {
      const own = this.proposal
      if (own) return own.insert(own.length, words)
      const { user, delegation } = delegateAt(this.number)
      const author = { delegation, user, now: Date.now(), id: () => this.entry }
      const paragraph = this.layers.order()[this.number]!
      editing(this.layers, author, 'typing', (edit) => edit.insert({ paragraph, offset: 3 }, words))
    })
  }

  get proposal(): Y.Text | null {
    return this.proposalOf(this)
  }

  /** Another's proposal as it has come here. */
  proposalOf(author: PeerClient): Y.Text | null {
    const layer = this.doc.getMap<Y.Map<Y.Text>>(layerName(delegateAt(author.number).delegation))
    const id = [...layer.keys()].find((key) => key.endsWith(author.entry))
    return (id && layer.get(id)?.get('text')) || null
  }

  leave(): void {
    this.socket.terminate()
  }

  private hear(message: Uint8Array) {
    const heard = this.dialect.read(message)
    if (heard.kind === 'asks')
      this.send(this.dialect.answer(this.room, Y.encodeStateAsUpdate(this.doc, heard.vector)))
    else if (heard.kind === 'words') this.take(heard.update, heard.whole)
    else if (heard.kind === 'caret') this.look(heard.states)
  }

  private take(update: Uint8Array, whole: boolean) {
    Y.applyUpdate(this.doc, update, this)
    this.isSynced ||= whole
  }

  private look(states: Uint8Array) {
    const decoder = decoding.createDecoder(states)
    for (let count = decoding.readVarUint(decoder); count > 0; count--) {
      const client = decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      this.shown.set(client, decoding.readVarString(decoder))
    }
  }
}
