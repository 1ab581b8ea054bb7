import { nanoid } from 'nanoid'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ServerTime } from './connection/server-time.ts'
import { LiveDocument } from './live-document.ts'
import type { Connection, Identity, Unsent } from './types.ts'
import { keepDropped, takeDropped } from './unsent/dropped-words.ts'
import type { Words } from './unsent/proposed-words.ts'
import { reclaimWords } from './unsent/reclaim-words.ts'

export type VisitNeeds = {
  draft: string
  user: string
  /** What stands for that person in this draft. */
  author: string
  /** The delegation that the secretariat types for. */
  behalf: string | null
  me: Identity
  /** Words of earlier documents that the room does not have go to the tray; a page that only shows leaves them. */
  settles: boolean
  time: ServerTime
  /** The number of a paragraph as everybody reads it; null for one that has none. */
  labelOf(paragraph: ParagraphId): string | null
  onDocument(document: LiveDocument): void
  onState(state: Connection): void
  /** Words for the tray. */
  onUnsent(words: readonly Unsent[]): void
  /** The text was transmitted while this page was open. */
  onTransmitted(): void
}

/** ms after which a second refusal is no longer taken for the answer to the same words. */
const AGAIN = 10_000

/** Why the words of someone who may not write any more could not be sent. */
const whyNot = (state: Connection): Unsent['reason'] =>
  state === 'frozen' ? 'draft-transmitted' : 'role-changed'

/** Where the socket of a draft's room is. */
const socketAddress = () => `${location.origin.replace(/^http/, 'ws')}/collab`

/**
 * The documents of one visit, one after another. Where the room does not take what a document holds, it is dropped
 * for a new one, and what the room does not have of it goes to the tray. On the way there the words are kept in the
 * browser: they may stand nowhere else.
 */
export class DraftVisit {
  private current: LiveDocument | null = null
  private droppedAt = -Infinity

  constructor(private readonly needs: VisitNeeds) {}

  start(writes: boolean) {
    const { draft, user, author, me, behalf, time } = this.needs
    const document: LiveDocument = new LiveDocument({
      draft,
      user,
      author,
      me,
      behalf,
      writes,
      time,
      hesitates: performance.now() - this.droppedAt < AGAIN,
      url: socketAddress(),
      id: () => nanoid(12),
      callbacks: {
        onState: (state) => {
          // The next version of this page may keep its documents elsewhere.
          if (state === 'outdated' && document.connection.hasUnsaved) this.keep('refused', document.words())
          this.needs.onState(state)
        },
        onLate: (words) =>
          this.needs.onUnsent(
            words.map(({ paragraph, reason, text, struck = false }) => ({
              ...this.unsent(paragraph, reason, text),
              struck,
            })),
          ),
        onSynced: () => void this.settle(document, writes),
        onDropped: (reason) => void this.replace(document, writes, reason),
      },
    })
    this.current = document
    this.needs.onDocument(document)
  }

  private keep(reason: Unsent['reason'], words: readonly Words[]) {
    if (this.needs.settles) keepDropped(this.needs, { reason, words })
  }

  private async replace(document: LiveDocument, writes: boolean, reason: Unsent['reason']) {
    this.keep(reason, document.words())
    this.droppedAt = performance.now()
    await document.connection.forget()
    if (this.current !== document) return
    document.destroy()
    this.start(writes && reason !== 'draft-transmitted' && reason !== 'role-changed')
    if (reason === 'draft-transmitted') this.needs.onTransmitted()
  }

  /** What earlier documents held and the room does not have goes to the tray. */
  private async settle(document: LiveDocument, writes: boolean) {
    if (!this.needs.settles) return
    const reason = whyNot(document.connection.current)
    if (!writes) await reclaimWords(this.needs, (words) => this.keep(reason, words))
    this.needs.onUnsent(
      takeDropped(this.needs).flatMap(({ reason, words }) =>
        document
          .missing(words)
          .map(({ paragraph, text, struck }) => ({ ...this.unsent(paragraph, reason, text), struck })),
      ),
    )
  }

  private unsent(paragraph: ParagraphId | null, reason: Unsent['reason'], text: string): Unsent {
    const label = paragraph === null ? null : this.needs.labelOf(paragraph)
    return { id: nanoid(8), label, reason, text, at: this.needs.time.now() }
  }

  end() {
    this.current?.destroy()
    this.current = null
  }
}
