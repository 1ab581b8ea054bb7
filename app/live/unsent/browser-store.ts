import * as idb from 'lib0/indexeddb'
import { IndexeddbPersistence, fetchUpdates } from 'y-indexeddb'
import * as Y from 'yjs'
import { WriteAhead } from './write-ahead.ts'

/** ms after which a page goes on without what the browser has kept; it is taken in when it comes. */
const PATIENCE = 4_000
/** ms after which the store is asked whether it has what was written. */
const SETTLING = 400

/** The document as this browser keeps it, shared by all pages of one person. */
export class BrowserStore {
  /** Resolves when what was kept is in the document, or is not to be waited for. */
  readonly whenLoaded: Promise<void>
  /** False in a browser that keeps nothing: a private window, a full disk. */
  works = true
  private readonly store: IndexeddbPersistence
  private readonly writeAhead: WriteAhead
  private settling: ReturnType<typeof setTimeout> | null = null

  constructor(
    private readonly doc: Y.Doc,
    name: string,
    onBroken: () => void,
  ) {
    this.store = new IndexeddbPersistence(name, doc)
    this.writeAhead = new WriteAhead(name, doc.clientID)
    const broken = () => {
      this.works = false
      onBroken()
    }
    // The library says nothing when it cannot open or write.
    const opened = this.store._db.then((db) => db.addEventListener('abort', broken), broken)
    const loaded = opened.then(() => (this.works ? this.store.whenSynced : null))
    this.whenLoaded = Promise.race([loaded, wait(PATIENCE)]).then(() => this.takeWrittenAhead())
  }

  /** Words were written here: keeps them at once, and lets them go when the store has them. */
  wrote(update: Uint8Array) {
    this.writeAhead.add(update)
    this.settleSoon()
  }

  private settleSoon() {
    this.settling ??= setTimeout(() => void this.settle().catch(() => undefined), SETTLING)
  }

  private async settle() {
    this.settling = null
    const { db } = this.store
    if (!db || !this.works) return
    const taken = this.writeAhead.underway
    // Transactions on one store come one after the other: when this one is through, so is what came before.
    const [updates] = idb.transact(db, ['updates'], 'readonly')
    await idb.count(updates!)
    this.writeAhead.settled(taken)
  }

  /** Takes in the words of pages that were closed before the store had them. */
  private takeWrittenAhead() {
    for (const update of this.writeAhead.takeOthers()) Y.applyUpdate(this.doc, update, this.writeAhead)
    this.settleSoon()
  }

  /** Whether an update of the document comes from here. */
  isOrigin(origin: unknown): boolean {
    return origin === this.store || origin === this.writeAhead
  }

  /** Takes in what other pages of the same person have written since. */
  async takeOthers(): Promise<void> {
    if (this.works && this.store.synced) await fetchUpdates(this.store)
    this.takeWrittenAhead()
  }

  /**
   * Forgets everything and keeps nothing more of this document. The database itself stays: another page may
   * have it open, and deleting it would wait until that one is closed.
   */
  async clear(): Promise<void> {
    this.doc.off('update', this.store._storeUpdate)
    this.writeAhead.clear()
    const emptied = this.store._db.then((db) => {
      const [updates] = idb.transact(db, ['updates'])
      return idb.rtop(updates!.clear())
    })
    await Promise.race([emptied.catch(() => undefined), wait(PATIENCE)])
  }

  destroy() {
    if (this.settling !== null) clearTimeout(this.settling)
    this.store.destroy().catch(() => undefined)
  }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
