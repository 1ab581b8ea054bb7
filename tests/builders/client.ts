import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { editing } from '#app/document/propose/gesture.ts'
import { Layers } from '#app/document/model/layers.ts'
import { MESSAGE, SYNC, encodeUpdate } from '#app/document/wire.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { ClientSocket } from '#server/collab/sockets/participant.ts'
import type { Hub, RoomSession } from '#server/collab/hub/hub.ts'

/** A client without a socket: speaks the protocol through a line straight into the hub. */
export class Client {
  readonly doc = new Y.Doc()
  readonly layers = new Layers(this.doc)
  closed: [number, string] | null = null
  stored = 0
  /** How much it was told is stored, each time. */
  readonly counts: number[] = []
  told = 0
  /** Bytes that it has not read; `read` reads them. */
  backlog = 0
  private drained: (() => void) | null = null
  private session: RoomSession

  constructor(
    hub: Hub,
    readonly actor: Actor,
    draft = 'd',
    /** What stands for the actor in the draft. */
    private readonly author = actor.user,
  ) {
    this.session = hub.join(this.line(), { actor, session: `session of ${actor.user}` }, draft)
    this.session.receive(encodeUpdate(Y.encodeStateVector(this.doc), SYNC.step1))
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.session.receive(encodeUpdate(update))
    })
  }

  private line(): ClientSocket {
    const backlog = () => this.backlog
    return {
      send: (message) => this.hear(message),
      get backlog() {
        return backlog()
      },
      onDrain: (then) => void (this.drained = then),
      close: (code, reason) => {
        this.closed = [code, reason]
        this.session.leave()
      },
    }
  }

  /** True while it waits for what it missed to be asked for. */
  get isLeftOut(): boolean {
    return this.drained !== null
  }

  read() {
    this.backlog = 0
    this.drained?.()
    this.drained = null
  }

  private hear(message: Uint8Array) {
    this.told++
    const decoder = decoding.createDecoder(message)
    const kind = decoding.readVarUint(decoder)
    if (kind === MESSAGE.stored) this.counts.push((this.stored = decoding.readVarUint(decoder)))
    if (kind !== MESSAGE.sync || decoding.readVarUint(decoder) === SYNC.step1) return
    Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder), this)
  }

  text = () =>
    this.layers
      .rolling()
      .paragraphs.map(({ runs }) => runs.map(({ text }) => text).join(''))
      .join('\n')

  type(offset: number, words: string) {
    const { delegation } = this.actor
    const user = this.author
    let ids = 0
    const author = { delegation: delegation!, user, now: Date.now(), id: () => `${user}${offset}-${ids++}` }
    const paragraph = this.layers.order()[0]!
    editing(this.layers, author, 'test', (edit) => edit.insert({ paragraph, offset }, words))
  }
}
