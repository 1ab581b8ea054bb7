import * as Y from 'yjs'
import type { LateWords } from '#app/document/model/late-words.ts'

type Gone = { end: number; text: string; isAtRisk: boolean }

/**
 * Words of this page that somebody else's deletion took away before the room had stored them, as when a colleague
 * withdraws the proposal they were typed into. The room keeps such words when they reach it as words; but once they
 * are deleted here, what is sent again after a lost connection holds them no more. Then only this page knows them.
 */
export class LostWords {
  private gone: Gone[] = []

  constructor(
    private readonly doc: Y.Doc,
    private readonly isOthers: (origin: unknown) => boolean,
    private readonly storedClock: () => number,
  ) {
    doc.on('afterTransaction', this.note)
  }

  private readonly note = ({ origin, deleteSet }: Y.Transaction) => {
    const own = this.isOthers(origin) ? deleteSet.clients.get(this.doc.clientID) : undefined
    for (const { clock, len } of own ?? []) {
      const text = this.textIn(Math.max(clock, this.storedClock()), clock + len)
      if (text !== '') this.gone.push({ end: clock + len, text, isAtRisk: false })
    }
  }

  private textIn(from: number, to: number): string {
    const structs = this.doc.store.clients.get(this.doc.clientID) ?? []
    let text = ''
    for (let i = from < to ? Y.findIndexSS(structs, from) : structs.length; i < structs.length; i++) {
      const struct = structs[i]!
      if (struct.id.clock >= to) break
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue
      text += struct.content.str.slice(Math.max(0, from - struct.id.clock), to - struct.id.clock)
    }
    return text
  }

  /** The room has stored everything before this point of the page's count: words that it got as words. */
  stored(clock: number): void {
    this.gone = this.gone.filter(({ end, isAtRisk }) => isAtRisk || end > clock)
  }

  /** The connection was lost: nobody knows whether the words had got through. */
  lost(): void {
    for (const each of this.gone) each.isAtRisk = true
  }

  /** Words that may have been lost with a connection; each is given once. */
  give(): LateWords[] {
    const lost = this.gone.filter(({ isAtRisk }) => isAtRisk)
    this.gone = this.gone.filter(({ isAtRisk }) => !isAtRisk)
    return lost.map(({ text }) => ({ reason: 'proposal-withdrawn', paragraph: null, text }))
  }

  destroy(): void {
    this.doc.off('afterTransaction', this.note)
  }
}
