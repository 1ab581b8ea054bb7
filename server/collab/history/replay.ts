import * as Y from 'yjs'
import { Layers } from '#app/document/model/layers.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'
import { openIn, type OpenThen } from '#app/domain/papers/convergence.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { HistoryStore, PastTexts } from '#app/usecases/ports/record.ts'

/** Updates read at a time. */
const CHUNK = 500
/** Updates applied at a time: then a state is kept, and others get their turn. */
const STEP = 125
/** What is kept in memory to come back to, of all drafts together. */
const LIMITS = { bytes: 32 << 20, perDraft: 64, readings: 4_000 }

/** The state of a document after an update. */
type Checkpoint = { update: number; state: Uint8Array }

/** A document on its way through the log. Forward it only takes in what comes next. */
type Cursor = { draft: DraftId; update: number; doc: Y.Doc; layers: Layers }

/**
 * Replays logs: past texts as they were. States on the way are kept, so that a moment near one seen before costs
 * little; how much is kept is bounded, whatever the length of the logs. One replay runs at a time: people who look
 * back must not take the time of those who write.
 */
export class Replay implements PastTexts {
  /** Of the drafts looked at, the least recent first. */
  private readonly checkpoints = new Map<DraftId, Checkpoint[]>()
  private cursor: Cursor | null = null
  private turn: Promise<unknown> = Promise.resolve()
  private readonly readings = new Map<(text: RollingText) => unknown, Map<string, unknown>>()

  constructor(private readonly history: Pick<HistoryStore, 'updates'>) {}

  at(draft: DraftId, update: number): Promise<RollingText> {
    return this.inTurn(async () => (await this.goTo(draft, update)).layers.rolling())
  }

  openAt(draft: DraftId, updates: readonly number[]): Promise<OpenThen[]> {
    return this.each(draft, updates, openIn)
  }

  /** Of some moments in ascending order what `read` makes of each, in one pass; known ones are not read again. */
  async each<T>(draft: DraftId, updates: readonly number[], read: (text: RollingText) => T): Promise<T[]> {
    const known = (this.readings.get(read) as Map<string, T> | undefined) ?? new Map<string, T>()
    this.readings.set(read, known)
    const results: T[] = []
    for (const update of updates) {
      const key = `${draft} ${update}`
      const result = known.get(key) ?? read(await this.at(draft, update))
      known.set(key, result)
      results.push(result)
    }
    for (const key of known.keys()) {
      if (known.size <= LIMITS.readings) break
      known.delete(key)
    }
    return results
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work)
    this.turn = done.catch(() => this.drop())
    return done
  }

  private drop() {
    this.cursor?.layers.destroy()
    this.cursor?.doc.destroy()
    this.cursor = null
  }

  private async goTo(draft: DraftId, update: number): Promise<Cursor> {
    const cursor = this.startFor(draft, update)
    while (cursor.update < update) {
      const range = { after: cursor.update, upTo: update, limit: CHUNK }
      const updates = await this.history.updates(draft, range)
      for (let at = 0; at < updates.length; at += STEP) {
        const step = updates.slice(at, at + STEP)
        cursor.doc.transact(() => {
          for (const { data } of step) Y.applyUpdate(cursor.doc, data)
        })
        cursor.update = step.at(-1)!.number
        if (step.length === STEP) this.keep(draft, cursor)
        await new Promise(setImmediate)
      }
      if (updates.length < CHUNK) cursor.update = update
    }
    return cursor
  }

  /** Where to go on from: the cursor when it stands before the moment, or the nearest checkpoint. */
  private startFor(draft: DraftId, update: number): Cursor {
    const kept = this.checkpoints.get(draft) ?? []
    this.checkpoints.delete(draft)
    this.checkpoints.set(draft, kept)
    const nearest = kept.findLast((checkpoint) => checkpoint.update <= update) ?? null
    const at = this.cursor
    if (at?.draft === draft && at.update <= update && at.update >= (nearest?.update ?? 0)) return at
    this.drop()
    const doc = new Y.Doc()
    if (nearest) Y.applyUpdate(doc, nearest.state)
    this.cursor = { draft, update: nearest?.update ?? 0, doc, layers: new Layers(doc) }
    return this.cursor
  }

  private keep(draft: DraftId, { update, doc }: Cursor) {
    const kept = this.checkpoints.get(draft) ?? []
    if (kept.some((checkpoint) => checkpoint.update === update)) return
    kept.push({ update, state: Y.encodeStateAsUpdate(doc) })
    kept.sort((a, b) => a.update - b.update)
    // Of too many every other one is dropped: those left are further apart and still cover the whole log.
    const thinned = kept.length > LIMITS.perDraft ? kept.filter((_, at) => at % 2 === 1) : kept
    this.checkpoints.set(draft, thinned)
    for (const other of this.checkpoints.keys()) {
      if (this.bytesKept() <= LIMITS.bytes) break
      this.checkpoints.delete(other)
    }
  }

  /** Bytes of all states that are kept. */
  bytesKept(): number {
    return [...this.checkpoints.values()].flat().reduce((sum, { state }) => sum + state.byteLength, 0)
  }
}
