import * as Y from 'yjs'
import { Guard } from '#app/document/guard/guard.ts'
import type { Verdict } from '#app/document/guard/verdict.ts'
import type { AuthorId, UserId } from '#app/domain/basics/actor.ts'
import { settleLate } from '#app/document/guard/late-words.ts'
import type { LateWords } from '#app/document/model/late-words.ts'
import { Layers } from '#app/document/model/layers.ts'
import { layerNames } from '#app/document/model/entry-index.ts'
import { SCHEMA_VERSION, delegationOfLayer, layerName } from '#app/document/model/schema.ts'
import type { Participant } from '../sockets/participant.ts'

type Settling = {
  /** ms since epoch */
  now: number
  newId(): string
  authorOf(user: UserId): AuthorId
}

/** The document of a room in memory, with what reads and checks it. Thrown away and made anew after a fault. */
export class RoomState {
  readonly layers: Layers
  readonly guard: Guard
  private readonly decided: Y.Map<unknown>
  /** Updates made by the transactions since the last `collect`. */
  private made: Uint8Array[] = []

  constructor(readonly doc: Y.Doc) {
    this.layers = new Layers(doc)
    this.guard = new Guard(doc)
    this.decided = doc.getMap('decided')
    doc.on('update', (update: Uint8Array) => this.made.push(update))
    doc.on('afterTransaction', (transaction: Y.Transaction) => this.learnOwn(transaction))
  }

  /** What the room itself puts into a layer is as good as checked: whoever goes on with it must not be refused. */
  private learnOwn({ origin, changed }: Y.Transaction) {
    if (origin !== 'room' && origin !== 'decision') return
    for (const name of layerNames(this.doc)) {
      const keys = changed.get(this.doc.getMap(name) as never)
      for (const key of keys ?? []) if (key !== null) this.guard.learn(delegationOfLayer(name)!, key)
    }
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
  settle(from: Participant, verdict: Verdict, { now, newId, authorOf }: Settling): LateWords[] {
    const delegation = from.layer
    if (delegation === null || this.isSettled(verdict)) return []
    const author = { delegation, user: authorOf(from.actor.user), now, newId }
    const late = this.doc.transact(
      (transaction) => settleLate(this.layers, transaction, verdict, author),
      'room',
    )
    if (late.length > 0) {
      const layer = this.doc.getMap(layerName(delegation))
      verdict.tabled = verdict.tabled.filter((entry) => layer.has(entry.attribution.id))
    }
    return late
  }

  /** Words typed on into what is still pending, as nearly all are. */
  private isSettled({ broken, tabled, touched, fallen }: Verdict): boolean {
    return (
      fallen.length + broken.length === 0 &&
      tabled.length === 0 &&
      !touched.some((id) => this.decided.has(id))
    )
  }

  /** Takes in updates that were checked and stored elsewhere. */
  takeIn(updates: readonly Uint8Array[]): void {
    this.doc.transact(() => updates.forEach((update) => Y.applyUpdate(this.doc, update)), 'room')
  }

  /** Marks a new document with the shape it has. */
  stamp() {
    const meta = this.doc.getMap('meta')
    if (!meta.has('schema')) meta.set('schema', SCHEMA_VERSION)
  }
}
