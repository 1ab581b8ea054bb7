import * as idb from 'lib0/indexeddb'
import { IndexeddbPersistence, fetchUpdates } from 'y-indexeddb'
import type * as Y from 'yjs'

/** ms after which one negotiates without what the browser has kept; it is taken in when it comes. */
const PATIENCE = 4_000

/** The document as this browser keeps it, shared by all pages of one person. */
export class Kept {
  /** Resolves when what was kept is in the document, or is not to be waited for. */
  readonly whenLoaded: Promise<void>
  /** False in a browser that keeps nothing: a private window, a full disk. */
  works = true
  private readonly store: IndexeddbPersistence

  constructor(
    private readonly doc: Y.Doc,
    name: string,
    onBroken: () => void,
  ) {
    this.store = new IndexeddbPersistence(name, doc)
    const broken = () => {
      this.works = false
      onBroken()
    }
    // The library says nothing when it cannot open or write.
    const opened = this.store._db.then((db) => db.addEventListener('abort', broken), broken)
    const loaded = opened.then(() => (this.works ? this.store.whenSynced : null))
    this.whenLoaded = Promise.race([loaded, wait(PATIENCE)]).then(() => undefined)
  }

  /** Whether an update of the document comes from here. */
  isOrigin(origin: unknown): boolean {
    return origin === this.store
  }

  /** Takes in what other pages of the same person have written since. */
  async takeOthers(): Promise<void> {
    if (this.works && this.store.synced) await fetchUpdates(this.store)
  }

  /**
   * Forgets everything and keeps nothing more of this document. The database itself stays: another page may
   * have it open, and deleting it would wait until that one is closed.
   */
  async clear(): Promise<void> {
    this.doc.off('update', this.store._storeUpdate)
    const emptied = this.store._db.then((db) => {
      const [updates] = idb.transact(db, ['updates'])
      return idb.rtop(updates!.clear())
    })
    await Promise.race([emptied.catch(() => undefined), wait(PATIENCE)])
  }

  destroy() {
    this.store.destroy().catch(() => undefined)
  }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
