import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { applyGesture } from '#app/document/propose/gesture.ts'
import { Layers } from '#app/document/model/layers.ts'
import { ROOM_ROOTS, layerName } from '#app/document/model/schema.ts'
import { MESSAGE, SYNC, encodeUpdate } from '#app/document/wire.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { Hub, RoomSession } from '#server/collab/hub/hub.ts'
import { memoryHub } from '#tests/builders/hub.ts'
import { Memory, memoryStores } from '#tests/builders/memory.ts'
import { aHeader, actor, lines, secretariat } from '#tests/builders/memory-rooms.ts'

const DRAFT = 'd'
const LAYERS = ['MEX', 'CAN', 'BRA', 'CHAIR', 'XXX']

export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Somebody at the table, who has whatever the room sends. */
export class FuzzClient {
  readonly doc = new Y.Doc()
  readonly layers = new Layers(this.doc)
  closed: { code: number; reason: string } | null = null
  private readonly seat: RoomSession

  constructor(
    hub: Hub,
    readonly actor: Actor,
  ) {
    const line = {
      send: (message: Uint8Array) => this.hear(message),
      close: (code: number, reason: string) => void (this.closed ??= { code, reason }),
    }
    this.seat = hub.join(line, { actor, session: `session of ${actor.user}` }, DRAFT)
    this.send(encodeUpdate(Uint8Array.of(0), SYNC.step1))
  }

  send(message: Uint8Array): void {
    this.seat.receive(message)
  }

  leave(): void {
    this.seat.leave()
  }

  /** Types into a paragraph as an editor does. */
  type(line: number, offset: number, insert: string): void {
    const { delegation, user } = this.actor
    const before = Y.encodeStateVector(this.doc)
    const id = () => `${this.doc.clientID}-${this.doc.store.clients.get(this.doc.clientID)?.length ?? 0}`
    const point = { line, offset }
    const gesture = {
      ids: this.layers.order(),
      changes: [{ from: point, to: point, insert }],
      forward: false,
    }
    applyGesture(this.layers, { delegation: delegation!, user, now: Date.now(), id }, gesture, 'typing')
    this.send(encodeUpdate(Y.encodeStateAsUpdate(this.doc, before)))
  }

  private hear(message: Uint8Array) {
    const decoder = decoding.createDecoder(message)
    if (decoding.readVarUint(decoder) !== MESSAGE.sync) return
    const kind = decoding.readVarUint(decoder)
    if (kind !== SYNC.step1) Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder), 'room')
  }
}

/** What stands in a document, by root; the same whatever the order in which it came. */
export function contentOf(doc: Y.Doc): Record<string, unknown> {
  const roots = [...ROOM_ROOTS, ...LAYERS.map(layerName)].map((name) => [name, doc.getMap(name).toJSON()])
  return Object.fromEntries(roots) as Record<string, unknown>
}

/** A room over memory in which Mexico and a Canadian have written already. */
export class RoomUnderTest {
  readonly hub: Hub
  readonly memory = new Memory()
  readonly mexico: FuzzClient
  readonly canada: FuzzClient
  private ids = 0

  private constructor() {
    this.hub = memoryHub(this.memory)
    void memoryStores(this.memory).drafts.add(aHeader({ id: DRAFT }))
    this.mexico = new FuzzClient(this.hub, actor('delegate', 'MEX'))
    this.canada = new FuzzClient(this.hub, actor('delegate', 'CAN'))
  }

  static async open(): Promise<RoomUnderTest> {
    const room = new RoomUnderTest()
    await room.hub.ready
    const paragraphs = lines('OP: one two three', 'OP: four five')
    await room.hub.decide(DRAFT, secretariat, { kind: 'fill', paragraphs })
    await room.settle()
    room.mexico.type(0, 4, 'big ')
    room.canada.type(1, 5, 'small ')
    await room.settle()
    return room
  }

  /** Seats another Canadian, of whom nobody knows anything good. */
  async attacker(): Promise<FuzzClient> {
    const client = new FuzzClient(this.hub, { ...actor('delegate', 'CAN'), user: `attacker-${this.ids++}` })
    await this.settle()
    return client
  }

  /** Everything that was sent has been taken in or refused. */
  async settle(): Promise<void> {
    for (let times = 0; times < 3; times++) {
      await turn()
      await this.hub.read(DRAFT)
    }
  }

  /** The document as the stored log gives it. */
  fromLog(): Y.Doc {
    const doc = new Y.Doc()
    const { snapshot, updates } = this.memory.log(DRAFT)
    if (snapshot) Y.applyUpdate(doc, snapshot.state)
    for (const update of updates) Y.applyUpdate(doc, update)
    return doc
  }

  /** The document as the room gives it to somebody who comes. */
  async fromRoom(): Promise<Y.Doc> {
    const fresh = new FuzzClient(this.hub, actor('observer'))
    await this.settle()
    fresh.leave()
    return fresh.doc
  }
}
