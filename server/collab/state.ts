import * as Y from 'yjs'
import { Guard } from '#app/document/guard.ts'
import { Layers } from '#app/document/layers.ts'
import { SCHEMA_VERSION } from '#app/document/schema.ts'
import type { UserId } from '#app/domain/actor.ts'
import type { RecordEntry } from '#app/domain/record.ts'
import type { StoredLog } from '#app/usecases/ports.ts'

/** The document of a room as read from its log, with what belongs to it. Thrown away and read anew after a fault. */
export class RoomState {
  readonly doc = new Y.Doc()
  readonly layers: Layers
  readonly guard: Guard
  /** Client id → whose it is, for ever. */
  readonly owners: Map<number, UserId>
  lastEntry: RecordEntry | null
  lastUpdate: number
  /** Updates made by the transactions since the last `collect`. */
  private made: Uint8Array[] = []

  constructor(log: StoredLog) {
    if (log.snapshot) Y.applyUpdate(this.doc, log.snapshot)
    this.doc.transact(() => {
      for (const update of log.updates) Y.applyUpdate(this.doc, update)
    })
    this.layers = new Layers(this.doc)
    this.guard = new Guard(this.doc)
    this.owners = new Map(log.clients.map(({ client, user }) => [client, user]))
    this.lastEntry = log.lastEntry
    this.lastUpdate = log.lastUpdate
    this.doc.on('update', (update: Uint8Array) => this.made.push(update))
  }

  get isEmpty(): boolean {
    return this.layers.base.size === 0
  }

  /** The updates of all transactions since the last call; they are what is stored and shown. */
  collect(): Uint8Array[] {
    const made = this.made
    this.made = []
    return made
  }

  /** Marks a new document with the shape it has. */
  stamp() {
    const meta = this.doc.getMap('meta')
    if (!meta.has('schema')) meta.set('schema', SCHEMA_VERSION)
  }
}
