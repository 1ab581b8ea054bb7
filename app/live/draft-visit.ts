import { nanoid } from 'nanoid'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { reclaimWords } from './unsent/reclaim-words.ts'
import { ServerTime } from './connection/server-time.ts'
import { LiveDocument } from './live-document.ts'
import { keepDropped, readDropped, type Words } from './unsent/tray.ts'
import type { Connection, Seat, Unsent } from './types.ts'

export type VisitNeeds = {
  draft: string
  user: string
  behalf: string | null
  me: Seat
  /** The number of a paragraph as everybody reads it; null for one that has none. */
  labelOf(paragraph: ParagraphId): string | null
  onSession(session: LiveDocument): void
  onState(state: Connection): void
  /** Words for the tray. */
  onUnsent(words: readonly Unsent[]): void
  /** The text was transmitted while one sat at it. */
  onTransmitted(): void
}

/** ms after which a second refusal is no longer taken for the answer to the same words. */
const AGAIN = 10_000

/** Why the words of someone who may not write any more could not be sent. */
const whyNot = (state: Connection): Unsent['reason'] =>
  state === 'frozen' ? 'draft-transmitted' : 'role-changed'

/**
 * The documents of one visit, one after another. Where the room does not take what a document holds, it is dropped
 * for a new one, and what the room does not have of it goes to the tray. On the way there the words are kept in the
 * browser: they may stand nowhere else.
 */
export class DraftVisit {
  private current: LiveDocument | null = null
  private droppedAt = -Infinity
  private readonly time = new ServerTime()

  constructor(private readonly needs: VisitNeeds) {}

  start(writes: boolean) {
    const { draft, user, me, behalf } = this.needs
    const made: LiveDocument = new LiveDocument({
      draft,
      user,
      me,
      behalf,
      writes,
      hesitates: performance.now() - this.droppedAt < AGAIN,
      time: this.time,
      url: `${location.origin.replace(/^http/, 'ws')}/collab`,
      id: () => nanoid(12),
      callbacks: {
        onState: (state) => {
          // The next version of this page may keep its documents elsewhere.
          if (state === 'outdated' && made.connection.hasUnsaved) this.note('refused', made.words())
          this.needs.onState(state)
        },
        onLate: (words) =>
          this.needs.onUnsent(
            words.map(({ paragraph, reason, text, struck = false }) => ({
              ...this.unsent(paragraph, reason, text),
              struck,
            })),
          ),
        onSynced: () => void this.settle(made, writes),
        onDropped: (reason) => void this.replace(made, writes, reason),
      },
    })
    this.current = made
    this.needs.onSession(made)
  }

  private note(reason: Unsent['reason'], words: readonly Words[]) {
    const { draft, user } = this.needs
    keepDropped(draft, user, [...readDropped(draft, user), { reason, words }])
  }

  private async replace(made: LiveDocument, writes: boolean, reason: Unsent['reason']) {
    this.note(reason, made.words())
    this.droppedAt = performance.now()
    await made.connection.forget()
    if (this.current !== made) return
    made.destroy()
    this.start(writes && reason !== 'draft-transmitted' && reason !== 'role-changed')
    if (reason === 'draft-transmitted') this.needs.onTransmitted()
  }

  /** What earlier documents held and the room does not have goes to the tray. */
  private async settle(made: LiveDocument, writes: boolean) {
    const { draft, user } = this.needs
    const reason = whyNot(made.connection.current)
    if (!writes) await reclaimWords(draft, user, (words) => this.note(reason, words))
    const dropped = readDropped(draft, user)
    keepDropped(draft, user, [])
    this.needs.onUnsent(
      dropped.flatMap(({ reason, words }) =>
        made
          .missing(words)
          .map(({ paragraph, text, struck }) => ({ ...this.unsent(paragraph, reason, text), struck })),
      ),
    )
  }

  private unsent(paragraph: ParagraphId | null, reason: Unsent['reason'], text: string): Unsent {
    const label = paragraph === null ? null : this.needs.labelOf(paragraph)
    return { id: nanoid(8), label, reason, text, at: this.time.now() }
  }

  end() {
    this.current?.destroy()
    this.current = null
  }
}
