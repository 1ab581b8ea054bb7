import * as Y from 'yjs'
import { SCHEMA_VERSION } from '#app/document/model/schema.ts'
import { BrowserStore } from './browser-store.ts'
import type { AckTracker } from './ack-tracker.ts'
import { UnsavedMarks, wordsIn, type UnsavedRanges, type ClockRange } from './unsaved-marks.ts'

/** ms between two notes of how far the words are stored. */
const PACE = 300

type Owner = { draft: string; user: string }

/** Whose words the browser keeps: what is typed for each delegation apart. */
export const ownerOf = ({ draft, user, behalf }: Owner & { behalf: string | null }): Owner => ({
  draft,
  user: behalf ? `${user} for ${behalf}` : user,
})

/** Where one person's draft is kept in a browser, apart for each shape of the document. */
export const storeName = ({ draft, user }: Owner): string => `corchete ${SCHEMA_VERSION} ${draft} ${user}`

/**
 * What the browser keeps of a draft for one person: the document, and a note of what in it is not stored. Pages
 * of the same person share both, so that words of a page that was closed are sent by another that is open.
 */
export class UnsentStore {
  readonly whenLoaded: Promise<void>
  private readonly kept: BrowserStore | null
  private readonly notes: UnsavedMarks
  private leftover: UnsavedRanges
  private noted = false
  private timer: ReturnType<typeof setTimeout> | null = null
  private fetching: ReturnType<typeof setTimeout> | null = null

  constructor(
    private readonly doc: Y.Doc,
    whose: Owner,
    private readonly ledger: AckTracker,
    private readonly onChange: () => void,
  ) {
    this.notes = new UnsavedMarks(whose.draft, whose.user)
    this.leftover = this.notes.read()
    this.kept = typeof indexedDB === 'undefined' ? null : new BrowserStore(doc, storeName(whose), onChange)
    this.whenLoaded = this.load()
    window.addEventListener('storage', this.onStorage)
  }

  private async load() {
    await this.kept?.whenLoaded
    if (this.leftover.size > 0) this.ledger.held(performance.now())
    // What a note promises and the browser has not kept is not worth waiting for.
    const here = ({ from, to }: ClockRange, client: number) => ({
      from,
      to: Math.min(to, Y.getState(this.doc.store, client)),
    })
    this.leftover = new Map([...this.leftover].map(([client, each]) => [client, here(each, client)]))
  }

  /** Words were written in this page. */
  wrote(update: Uint8Array) {
    this.kept?.wrote(update)
  }

  get keeps(): boolean {
    return this.kept?.works ?? false
  }

  isOrigin(origin: unknown): boolean {
    return this.kept?.isOrigin(origin) ?? false
  }

  /** How many words are not stored, those of an earlier visit included. */
  words(): number {
    const others = [...this.leftover].map(([client, { from }]) => [client, from] as const)
    return wordsIn(this.doc, [[this.doc.clientID, this.ledger.storedClock], ...others])
  }

  /** Something was written or stored: notes it in a moment. */
  changed() {
    if (this.ledger.isSaved) this.settle()
    if (this.ledger.hasUnsaved || this.noted) this.timer ??= setTimeout(() => this.note(), PACE)
  }

  /** Everything in the document is stored, and so is what earlier pages had left in it. */
  private settle() {
    for (const [client, { to }] of this.leftover)
      if (Y.getState(this.doc.store, client) >= to) this.notes.erase(client)
    this.leftover = new Map()
  }

  /** Notes at once which words are not stored: the page may be closed. */
  note() {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    const { doc, ledger, notes } = this
    if (!ledger.hasUnsaved) {
      if (this.noted) notes.erase(doc.clientID)
      this.noted = false
      return
    }
    this.noted = true
    notes.write(doc.clientID, { from: ledger.storedClock, to: Y.getState(doc.store, doc.clientID) })
  }

  private readonly onStorage = ({ key, newValue }: StorageEvent) => {
    if (newValue !== null && this.notes.owns(key)) this.takeOthers()
  }

  /** Sends what other pages of this person could not, in a moment. */
  takeOthers() {
    this.fetching ??= setTimeout(() => void this.fetch().catch(() => undefined), PACE)
  }

  private async fetch() {
    this.fetching = null
    const others = new Map(this.notes.read())
    others.delete(this.doc.clientID)
    if (others.size === 0) return
    this.leftover = others
    await this.kept?.takeOthers()
    if (!this.ledger.maySend) this.ledger.held(performance.now())
    this.onChange()
  }

  async clear(): Promise<void> {
    await this.kept?.clear()
    for (const client of [this.doc.clientID, ...this.notes.read().keys()]) this.notes.erase(client)
  }

  destroy() {
    if (this.timer !== null) this.note()
    if (this.fetching !== null) clearTimeout(this.fetching)
    window.removeEventListener('storage', this.onStorage)
    this.kept?.destroy()
  }
}
