import * as Y from 'yjs'
import { BrowserStore } from './browser-store.ts'
import type { AckTracker } from './ack-tracker.ts'
import { documentName, type Owner } from './stored-keys.ts'
import { UnsavedMarks, wordsIn, type UnsavedRanges, type ClockRange } from './unsaved-marks.ts'

/** ms between two marks of how far the words are stored. */
const PACE = 300

/** Whose words the browser keeps: what is typed for each delegation apart. */
export const ownerOf = ({ draft, user, behalf }: Owner & { behalf: string | null }): Owner => ({
  draft,
  user: behalf ? `${user} for ${behalf}` : user,
})

/**
 * What the browser keeps of a draft for one person: the document, and a mark of what in it is not stored. Pages
 * of the same person share both, so that words of a page that was closed are sent by another that is open.
 */
export class UnsentStore {
  readonly whenLoaded: Promise<void>
  private readonly browser: BrowserStore | null
  private readonly marks: UnsavedMarks
  /** What earlier pages, or others, had not stored. */
  private earlier: UnsavedRanges
  private isMarked = false
  private timer: ReturnType<typeof setTimeout> | null = null
  private fetching: ReturnType<typeof setTimeout> | null = null

  constructor(
    private readonly doc: Y.Doc,
    owner: Owner,
    private readonly acks: AckTracker,
    private readonly onChange: () => void,
  ) {
    this.marks = new UnsavedMarks(owner)
    this.earlier = this.marks.read()
    this.browser =
      typeof indexedDB === 'undefined' ? null : new BrowserStore(doc, documentName(owner), onChange)
    this.whenLoaded = this.load()
    window.addEventListener('storage', this.onStorage)
  }

  private async load() {
    await this.browser?.whenLoaded
    if (this.earlier.size > 0) this.acks.held(performance.now())
    // What a mark promises and the browser has not kept is not worth waiting for.
    const here = ({ from, to }: ClockRange, client: number) => ({
      from,
      to: Math.min(to, Y.getState(this.doc.store, client)),
    })
    this.earlier = new Map([...this.earlier].map(([client, each]) => [client, here(each, client)]))
  }

  /** Words were written in this page. */
  wrote(update: Uint8Array) {
    this.browser?.wrote(update)
  }

  get keeps(): boolean {
    return this.browser?.works ?? false
  }

  isOrigin(origin: unknown): boolean {
    return this.browser?.isOrigin(origin) ?? false
  }

  /** How many words are not stored, those of an earlier visit included. */
  words(): number {
    const others = [...this.earlier].map(([client, { from }]) => [client, from] as const)
    return wordsIn(this.doc, [[this.doc.clientID, this.acks.storedClock], ...others])
  }

  /** Something was written or stored: marks it in a moment. */
  changed() {
    if (this.acks.isSaved) this.settle()
    if (this.acks.hasUnsaved || this.isMarked) this.timer ??= setTimeout(() => this.mark(), PACE)
  }

  /** Everything in the document is stored, and so is what earlier pages had left in it. */
  private settle() {
    for (const [client, { to }] of this.earlier)
      if (Y.getState(this.doc.store, client) >= to) this.marks.erase(client)
    this.earlier = new Map()
  }

  /** Marks at once which words are not stored: the page may be closed. */
  mark() {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    const { doc, acks, marks } = this
    if (!acks.hasUnsaved) {
      if (this.isMarked) marks.erase(doc.clientID)
      this.isMarked = false
      return
    }
    this.isMarked = true
    marks.write(doc.clientID, { from: acks.storedClock, to: Y.getState(doc.store, doc.clientID) })
  }

  private readonly onStorage = ({ key, newValue }: StorageEvent) => {
    if (newValue !== null && this.marks.owns(key)) this.takeOthers()
  }

  /** Sends what other pages of this person could not, in a moment. */
  takeOthers() {
    this.fetching ??= setTimeout(() => void this.fetch().catch(() => undefined), PACE)
  }

  private async fetch() {
    this.fetching = null
    const others = new Map(this.marks.read())
    others.delete(this.doc.clientID)
    if (others.size === 0) return
    this.earlier = others
    await this.browser?.takeOthers()
    if (!this.acks.maySend) this.acks.held(performance.now())
    this.onChange()
  }

  async clear(): Promise<void> {
    await this.browser?.clear()
    for (const client of [this.doc.clientID, ...this.marks.read().keys()]) this.marks.erase(client)
  }

  destroy() {
    if (this.timer !== null) this.mark()
    if (this.fetching !== null) clearTimeout(this.fetching)
    window.removeEventListener('storage', this.onStorage)
    this.browser?.destroy()
  }
}
