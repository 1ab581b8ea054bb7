import * as Y from 'yjs'
import { Guard, type Verdict } from '#app/document/guard.ts'
import { settleLate, type LateWords } from '#app/document/late-words.ts'
import { Layers } from '#app/document/layers.ts'
import { SCHEMA_VERSION, layerName } from '#app/document/schema.ts'
import type { UserId } from '#app/domain/actor.ts'
import type { RecordEntry } from '#app/domain/record.ts'
import type { StoredLog } from '#app/usecases/ports.ts'
import type { Connection } from './connection.ts'

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

  /**
   * Finds a place for words that came after a decision, or takes them out and returns them for their
   * author's tray. What was taken out counts no longer as tabled.
   */
  settle(from: Connection, verdict: Verdict, { now, newId }: { now: number; newId(): string }): LateWords[] {
    const delegation = from.layer
    if (delegation === null || verdict.broken.length + verdict.touched.length === 0) return []
    const author = { delegation, user: from.actor.user, now, newId }
    const late = this.doc.transact(
      (transaction) => settleLate(this.layers, transaction, verdict, author),
      'room',
    )
    if (late.length > 0) {
      for (const entry of verdict.tabled) this.guard.learn(delegation, entry.attribution.id)
      const layer = this.doc.getMap(layerName(delegation))
      verdict.tabled = verdict.tabled.filter((entry) => layer.has(entry.attribution.id))
    }
    return late
  }

  /** Marks a new document with the shape it has. */
  stamp() {
    const meta = this.doc.getMap('meta')
    if (!meta.has('schema')) meta.set('schema', SCHEMA_VERSION)
  }
}
