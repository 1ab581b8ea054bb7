import * as Y from 'yjs'
import type { Logger } from 'pino'
import { chain } from '#app/domain/record/chain.ts'
import { isCoverDue, isUncovered } from '#app/domain/record/evidence/cover.ts'
import type { FrozenPaper } from '#app/domain/record/details.ts'
import { encodeUpdate } from '#app/document/wire.ts'
import { extendAll, type LogPosition } from '#app/domain/record/log-position.ts'
import type { UnchainedEntry, RecordEntry } from '#app/domain/record/entry.ts'
import type { RoomId } from '#app/domain/basics/draft.ts'
import type { Batch, Clock, RoomStore } from '#app/usecases/ports.ts'
import { digest } from '#server/crypto/digest.ts'
import { covered } from './happenings.ts'
import { StoredState } from './stored-state.ts'
import { unmeasured, type Meter } from '../sockets/meter.ts'
import { Snapshots, type SnapshotSource } from './snapshots.ts'
import { RoomState } from './room-state.ts'

export type RoomLogDeps = {
  store: RoomStore
  clock: Clock
  sha256(text: string): string
  /** What is frozen of a draft; see {@link RoomLog.append}. */
  papersOf(room: RoomId): Promise<readonly FrozenPaper[]>
  log: Logger
  meter?: Meter
}

/** What a room has to store, and what of it the record keeps. */
export type Unstored = Omit<Batch, 'entries' | 'places'> & { happened: readonly UnchainedEntry[] }

/** ms without words after which the document is put out of memory. */
const REST = 60_000

/**
 * What a room holds: the stored bytes and, while somebody needs more than those, the document. Between two
 * batches both say the same.
 */
export class RoomLog implements SnapshotSource {
  /** The log could not be read after a fault: what is in memory must not be shown. */
  isUnread = false
  /** Whether the room is in the middle of something. */
  isBusy: () => boolean = () => false
  private live: RoomState | null = null
  private used = performance.now()
  private isEnding = false
  private readonly snapshots: Snapshots

  private constructor(
    readonly room: RoomId,
    public stored: StoredState,
    private readonly deps: RoomLogDeps,
  ) {
    this.snapshots = new Snapshots(this, deps)
  }

  /** Reads what is stored of a room. */
  static async open(room: RoomId, deps: RoomLogDeps): Promise<RoomLog> {
    return new RoomLog(room, new StoredState(await deps.store.load(room)), deps)
  }

  /** The document in memory, which is made where there is none. */
  get state(): RoomState {
    this.used = performance.now()
    this.live ??= new RoomState(this.stored.document())
    return this.live
  }

  get idleFor(): number {
    return performance.now() - this.used
  }

  /** A state vector of what is surely stored. It may leave out the very last updates. */
  get known(): Uint8Array {
    return this.stored.known ?? Y.encodeStateVector(this.state.doc)
  }

  /** Whether anybody has written under this client id, as far as that can be told without a document. */
  hasWritten(client: number): boolean {
    return this.live !== null && Y.getState(this.live.doc.store, client) > 0
  }

  /**
   * The messages that bring somebody from a state vector to all that is stored, the last of them of kind `as`;
   * null when it is no state vector. Whoever has nothing is answered from the stored bytes, however long the
   * history is: what came last goes first and waits there for the rest, so that with the last message everything
   * is there.
   */
  since(vector: Uint8Array, as: number): Uint8Array[] | null {
    if (vector.length === 1 && vector[0] === 0) {
      const whole = this.stored.whole ?? { ...this.sealed(), tail: [] }
      return [...whole.tail.map((update) => encodeUpdate(update)), encodeUpdate(whole.state, as)]
    }
    try {
      Y.decodeStateVector(vector)
    } catch {
      return null
    }
    return [encodeUpdate(Y.encodeStateAsUpdate(this.state.doc, vector), as)]
  }

  /**
   * Stores a batch, chained to what is there. What it holds is durable when this resolves; else nothing of it is
   * kept. Answers the entries of the record. Before the first one that covers the log comes one that covers what an
   * earlier version had frozen.
   */
  async append(batch: Unstored): Promise<RecordEntry[]> {
    await this.coverEarlier()
    return this.store(batch)
  }

  /** Has the record cover what no entry covers yet. */
  async cover(): Promise<void> {
    await this.coverEarlier()
    if (isUncovered(this.stored.position, this.stored.lastEntry)) await this.storeCover([])
  }

  private async coverEarlier(): Promise<void> {
    const { lastEntry } = this.stored
    if (lastEntry && !lastEntry.log) await this.storeCover(await this.deps.papersOf(this.room))
  }

  private async storeCover(papers: readonly FrozenPaper[]): Promise<void> {
    const happened = [covered(this.room, this.deps.clock.now(), papers)]
    await this.store({ updates: [], clients: [], happened })
  }

  private async store({ happened, ...batch }: Unstored): Promise<RecordEntry[]> {
    const clients = this.stored.unbound(batch.clients)
    if (batch.updates.length + happened.length + clients.length === 0) return []
    const places = extendAll(this.stored.position, [...clients, ...batch.updates], digest)
    const entries = this.chained(happened, places.at(-1) ?? this.stored.position)
    const begun = performance.now()
    const stored = { ...batch, clients, places, entries }
    const { lastUpdate } = await this.deps.store.append(this.room, stored)
    const meter = this.deps.meter ?? unmeasured
    meter.committed({ updates: batch.updates.length, entries: entries.length }, performance.now() - begun)
    this.stored.add(stored, lastUpdate)
    return entries
  }

  /** Whether no entry has covered what was stored for a day. */
  get isCoverDue(): boolean {
    const { position, lastEntry } = this.stored
    return isCoverDue(position, lastEntry, this.deps.clock.now())
  }

  /** What happened, as the next entries of the record. */
  private chained(happened: readonly UnchainedEntry[], log: LogPosition): RecordEntry[] {
    let previous = this.stored.lastEntry
    return happened.map((each) => (previous = chain(previous, each, log, (text) => this.deps.sha256(text))))
  }

  /** Something was stored, and the room is between two batches. */
  snapshotSoon(): void {
    this.snapshots.soon()
  }

  /**
   * What is in memory is no longer good; the log is. Tries until it can be read; `meanwhile` is called after
   * each time that it could not.
   */
  async reload(meanwhile: (error: unknown) => void): Promise<void> {
    this.live = null
    this.isUnread = true
    for (let wait = 100; this.isUnread; wait = Math.min(2 * wait, 2_000)) {
      try {
        this.stored = new StoredState(await this.deps.store.load(this.room))
        this.isUnread = false
      } catch (error) {
        this.deps.log.error({ draft: this.room, err: error }, 'a log could not be read')
        meanwhile(error)
        if (this.isEnding) throw error
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }

  /** All that is stored, as it is when the room is not busy. */
  sealed(): { state: Uint8Array; vector: Uint8Array } {
    return this.stored.seal(this.state.doc)
  }

  /** Puts the document out of memory when nobody has needed it for a while; its bytes stay. */
  rest(): void {
    if (!this.live || this.isBusy() || this.idleFor < REST) return
    this.stored.seal(this.live.doc)
    this.live.layers.destroy()
    this.live = null
  }

  /** No more attempts. */
  end(): void {
    this.isEnding = true
  }

  /** The room closes; nothing is under way any more. */
  async close(): Promise<void> {
    if (this.isUnread) return
    await this.snapshots.close()
    await this.cover()
  }
}
