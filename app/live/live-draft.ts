import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { ServerTime } from './connection/server-time.ts'
import { DraftVisit } from './draft-visit.ts'
import type { LiveDocument } from './live-document.ts'
import { LONG_TEXT, paced, type PagePace, type Paced } from './pace.ts'
import { peopleIn } from './presence.ts'
import { same, sameParts, sameText } from './same.ts'
import type { Connection, Person, Identity, Unsent } from './types.ts'
import { Tray } from './unsent/tray.ts'

/** What is known of a draft at one moment. Each part stays the same object until something in it changes. */
export type DraftSnapshot = {
  /** Null until there is one. */
  document: LiveDocument | null
  /** The text below is that document's; until then it is what stood there before. */
  isReady: boolean
  text: RollingText
  labels: Readonly<Record<ParagraphId, string>>
  /** What is said about the text. */
  floor: Floor
  connection: Connection
  /** Who has the draft open; empty until that is known. */
  people: readonly Person[]
  /** Words of the user that could not be taken into the text. */
  unsent: readonly Unsent[]
}

export type OpenOptions = {
  draft: string
  /** Whose words the browser keeps. */
  user: string
  /** What stands for the user in this draft. */
  author: string
  /** The delegation that the secretariat types for. */
  behalf: string | null
  me: Identity
  writes: boolean
  /** Whether others see the user among the people here. */
  isPresent: boolean
  /** Whether words that the room did not take are settled here: the page has a tray that shows them. */
  settles: boolean
  pace: PagePace
  /** The text was transmitted while this page was open. */
  onTransmitted?: (() => void) | undefined
}

/** One draft as it lives, for all that a page shows of it: the document, its connection, people and tray. */
export class LiveDraft {
  private now: DraftSnapshot
  private readonly listeners = new Set<() => void>()
  private time: ServerTime | null = null
  private tray: Tray | null = null

  /** What the server sent first is shown until the room has spoken. */
  constructor(given: { text: RollingText; floor: Floor }) {
    this.now = {
      ...given,
      document: null,
      isReady: false,
      labels: labelsOf(given.text.paragraphs),
      connection: 'connecting',
      people: [],
      unsent: [],
    }
  }

  readonly snapshot = (): DraftSnapshot => this.now

  readonly subscribe = (run: () => void): (() => void) => {
    this.listeners.add(run)
    return () => this.listeners.delete(run)
  }

  /** ms since epoch by the server's clock. */
  readonly serverTime = (): number => this.time?.now() ?? Date.now()

  /** Opens it in the browser. Returns the way to leave it. */
  open(options: OpenOptions): () => void {
    const time = (this.time ??= new ServerTime())
    const tray = new Tray(options, () => this.set({ unsent: tray.words }))
    this.tray = tray
    let stop = () => {}
    const visit = new DraftVisit({
      ...options,
      time,
      labelOf: (paragraph) => this.now.labels[paragraph] ?? null,
      onDocument: (document) => {
        stop()
        stop = this.follow(document, options)
      },
      onState: (connection) => this.set({ connection }),
      onTransmitted: () => options.onTransmitted?.(),
      onUnsent: (words) => tray.keep(words),
    })
    this.set({ unsent: same(this.now.unsent, tray.words) })
    visit.start(options.writes)
    window.addEventListener('beforeunload', this.warn)
    return () => {
      window.removeEventListener('beforeunload', this.warn)
      stop()
      visit.end()
      tray.destroy()
    }
  }

  /** Takes words out of the tray. */
  readonly discard = (id: string): void => this.tray?.discard(id)

  /** A warning on leaving with words that are not stored. */
  private readonly warn = (event: BeforeUnloadEvent) => {
    if (this.now.document?.connection.hasUnsaved) event.preventDefault()
  }

  /** From now on what is shown is this document's. Returns the way to end that. */
  private follow(document: LiveDocument, { pace, isPresent, me }: OpenOptions): () => void {
    this.set({ document, isReady: false })
    const isLong = () => this.now.isReady && document.layers.base.size > LONG_TEXT
    const text = paced(
      () => this.readText(document),
      () => (isLong() ? pace.longText : pace.text),
    )
    const floor = paced(
      () => document.isReady && this.set({ floor: sameParts(this.now.floor, document.floor()) }),
      () => pace.floor,
    )
    const { awareness } = document.connection.provider
    const people = paced(
      () => this.set({ people: same(this.now.people, peopleIn(awareness, me)) }),
      () => pace.people,
    )
    const stops = [document.layers.onChange(text), document.onFloor(floor)]
    if (isPresent) {
      awareness.setLocalStateField('caret', null)
      awareness.on('change', people)
      people()
    } else awareness.setLocalState(null)
    return () => {
      for (const stop of stops) stop()
      awareness.off('change', people)
      cancel(text, floor, people)
    }
  }

  private readText({ isReady, layers }: LiveDocument) {
    if (!isReady) return
    const text = sameText(this.now.text, layers.rolling())
    const labels = text === this.now.text ? this.now.labels : same(this.now.labels, labelsOf(text.paragraphs))
    this.set({ text, labels, isReady: true })
  }

  private set(part: Partial<DraftSnapshot>) {
    const keys = Object.keys(part) as (keyof DraftSnapshot)[]
    if (keys.every((key) => Object.is(part[key], this.now[key]))) return
    this.now = { ...this.now, ...part }
    for (const run of this.listeners) run()
  }
}

const cancel = (...all: Paced[]) => all.forEach((each) => each.cancel())
