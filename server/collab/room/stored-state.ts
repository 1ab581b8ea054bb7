import * as Y from 'yjs'
import type { UserId } from '#app/domain/basics/actor.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { LogPosition } from '#app/domain/record/log-position.ts'
import type { Batch, ClientBinding, StoredLog } from '#app/usecases/ports.ts'

/** An update that holds nothing, and the state vector of a document that has nothing. */
const EMPTY = new Uint8Array([0, 0])
const NOTHING = new Uint8Array([0])

/** Updates, and their bytes, that are handed to a newcomer one by one behind the state. */
const TAIL_LIMIT = { updates: 200, bytes: 1 << 18 }

/**
 * What is stored of a draft, as bytes: a state and the updates after it. From it whoever has nothing is answered
 * without a document in memory, and a document is made when somebody needs one.
 */
export class StoredState {
  /** Client id → whose it is, for ever. */
  readonly owners: Map<number, UserId>
  /** Those of them that are stored. */
  private readonly bound: Set<number>
  lastEntry: RecordEntry | null
  lastUpdate: number
  /** How far the log has come. */
  position: LogPosition
  /** Null when the updates have become too many: then the document has to give a new state. */
  private state: Uint8Array | null
  private vector: Uint8Array | null
  private tail: readonly Uint8Array[]
  private tailBytes: number
  /** Since the last snapshot. */
  private sinceSnapshot: { updates: number; bytes: number }

  constructor(log: StoredLog) {
    this.owners = new Map(log.clients.map(({ client, user }) => [client, user]))
    this.bound = new Set(this.owners.keys())
    this.lastEntry = log.lastEntry
    this.lastUpdate = log.lastUpdate
    this.position = log.position
    this.state = log.snapshot
    this.vector = log.vector
    this.tail = log.updates
    this.tailBytes = bytesOf(log.updates)
    this.sinceSnapshot = { updates: log.updates.length, bytes: this.tailBytes }
    if (!log.snapshot && log.updates.length === 0) [this.state, this.vector] = [EMPTY, NOTHING]
    this.mergeShort()
  }

  /** A short history, or one whose vector was not kept, is made ready without a document. */
  private mergeShort() {
    if (!this.state && this.isShort && this.tailBytes <= TAIL_LIMIT.bytes) {
      this.state = Y.mergeUpdates([...this.tail])
      this.tail = []
      this.tailBytes = 0
    }
    if (this.state) this.vector ??= Y.encodeStateVectorFromUpdate(this.state)
  }

  /** A document of all that is stored. */
  document(): Y.Doc {
    const doc = new Y.Doc()
    if (this.state) Y.applyUpdate(doc, this.state)
    doc.transact(() => {
      for (const update of this.tail) Y.applyUpdate(doc, update)
    })
    return doc
  }

  /** Of these the clients that are nobody's yet, each once. */
  unbound(clients: readonly ClientBinding[]): ClientBinding[] {
    const first = new Map([...clients].reverse().map((each) => [each.client, each]))
    return clients.filter((each) => first.get(each.client) === each && !this.bound.has(each.client))
  }

  /** A batch has been stored. */
  add({ updates, clients, entries, places }: Batch, lastUpdate: number): void {
    this.lastUpdate = lastUpdate
    this.lastEntry = entries.at(-1) ?? this.lastEntry
    this.position = places?.at(-1) ?? this.position
    for (const { client } of clients) this.bound.add(client)
    const bytes = bytesOf(updates)
    this.sinceSnapshot.updates += updates.length
    this.sinceSnapshot.bytes += bytes
    if (!this.state || updates.length === 0) return
    this.tail = [...this.tail, ...updates]
    this.tailBytes += bytes
    if (this.tail.length > TAIL_LIMIT.updates || this.tailBytes > TAIL_LIMIT.bytes) this.forget()
  }

  private forget() {
    this.state = this.vector = null
    this.tail = []
    this.tailBytes = 0
  }

  /** All that is stored, as one update and what came after it; null when a document has to be asked. */
  get whole(): { state: Uint8Array; tail: readonly Uint8Array[] } | null {
    return this.state && this.isShort ? { state: this.state, tail: this.tail } : null
  }

  /** What is surely stored; null when a document has to be asked. It may leave out the very last updates. */
  get known(): Uint8Array | null {
    return this.vector
  }

  private get isShort(): boolean {
    return this.tail.length <= TAIL_LIMIT.updates
  }

  /** Takes the state of a document that holds all that is stored. */
  seal(doc: Y.Doc): { state: Uint8Array; vector: Uint8Array } {
    if (!this.state || !this.vector || this.tail.length > 0) {
      this.state = Y.encodeStateAsUpdate(doc)
      this.vector = Y.encodeStateVector(doc)
      this.tail = []
      this.tailBytes = 0
    }
    return { state: this.state, vector: this.vector }
  }

  /** Whether it is worth keeping a snapshot, in a quiet moment or at once. */
  wantsSnapshot(when: 'quiet' | 'now' | 'closing'): boolean {
    const { updates, bytes } = SNAPSHOT_AFTER[when]
    return this.sinceSnapshot.updates > updates || this.sinceSnapshot.bytes > bytes
  }

  snapshotTaken(): void {
    this.sinceSnapshot = { updates: 0, bytes: 0 }
  }
}

const SNAPSHOT_AFTER = {
  quiet: { updates: 400, bytes: 1 << 17 },
  now: { updates: 5_000, bytes: 8 << 20 },
  closing: { updates: 20, bytes: 1 << 14 },
}

const bytesOf = (updates: readonly Uint8Array[]): number =>
  updates.reduce((sum, update) => sum + update.length, 0)
