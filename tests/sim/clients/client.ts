import * as Y from 'yjs'
import type { Author } from '#app/document/propose/edit.ts'
import { applyGesture, type TextChange } from '#app/document/propose/gesture.ts'
import { Layers } from '#app/document/model/layers.ts'
import { LostWords } from '#app/live/unsent/lost-words.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Random } from '../random.ts'
import type { KeystrokeLog, Keystroke } from '../faults/keystroke-log.ts'
import { Connection, REMOTE, type Endpoint } from './connection.ts'

const TYPING = 'typing'

/** Anybody at the table of one draft: a document of their own, followed and kept over every break of the line. */
export class Client {
  readonly doc = new Y.Doc()
  readonly layers = new Layers(this.doc)
  readonly connection: Connection
  /** As a browser keeps them: words that others' deletions took before they were stored. */
  private readonly vanished: LostWords
  /** Words that came too late, as the room gave them back. */
  tray = ''
  refused: string | null = null

  constructor(
    readonly draft: string,
    protected readonly keystrokes: KeystrokeLog,
    endpoint: Endpoint,
    protected readonly random: Random,
  ) {
    this.layers.onChange(() => undefined) // as an editor that follows: what changed is taken in step by step
    this.doc.on('afterTransaction', this.onTransaction)
    this.vanished = new LostWords(
      this.doc,
      (origin) => origin === REMOTE,
      () => this.storedClock,
    )
    const late = (words: readonly { text: string }[]) => (this.tray += words.map(({ text }) => text).join(''))
    const refused = (code: number, reason: string) => (this.refused = `${code} ${reason}`)
    this.connection = new Connection(
      this.doc,
      endpoint,
      {
        sending: () => this.sending(),
        late,
        refused,
        lost: () => this.vanished.lost(),
        back: () => late(this.vanished.give()),
      },
      () => random.next(),
    )
  }

  private readonly typed: Keystroke[] = []
  private readonly struck: Keystroke[] = []
  private stored = { typed: 0, struck: 0 }

  private get storedClock(): number {
    const last = this.typed[this.stored.typed - 1]?.at
    return last ? last.clock + 1 : 0
  }

  /** What goes out holds all that was typed here so far, or follows it: stored, it is all stored. */
  private sending(): () => void {
    const [typed, struck] = [this.typed.length, this.struck.length]
    return () => {
      while (this.stored.typed < typed) this.typed[this.stored.typed++]!.stored = true
      while (this.stored.struck < struck) this.struck[this.stored.struck++]!.eraseStored = true
      this.vanished.stored(this.storedClock)
    }
  }

  private readonly onTransaction = (transaction: Y.Transaction) => {
    if (transaction.origin !== TYPING) return
    const own = this.doc.clientID
    const from = transaction.beforeState.get(own) ?? 0
    for (const struct of this.doc.store.clients.get(own) ?? []) {
      if (struct.id.clock + struct.length <= from) continue
      const text =
        struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : ''
      for (let i = 0; i < text.length; i++) this.learn(text[i]!, struct.id.clock + i)
    }
    for (const [client, ranges] of transaction.deleteSet.clients)
      for (const { clock, len } of ranges)
        for (let i = 0; i < len; i++) this.erase(this.keystrokeAt({ client, clock: clock + i }))
  }

  /** Words that came late were written again by the room: whoever strikes them strikes what was typed. */
  private keystrokeAt(char: { client: number; clock: number }): Keystroke | undefined {
    const known = this.keystrokes.at(char)
    if (known) return known
    for (const [key, value] of this.doc.getMap<readonly [number, number, number]>('carried')) {
      if (key.startsWith('@')) continue
      const [length, client, clock] = value
      const offset = char.clock - clock
      if (client !== char.client || offset < 0 || offset >= length) continue
      const [from, at] = key.split(':').map(Number) as [number, number]
      return this.keystrokeAt({ client: from, clock: at + offset })
    }
    return undefined
  }

  private learn(char: string, clock: number): void {
    const keystroke = this.keystrokes.of(char)
    if (!keystroke || keystroke.at) return
    this.keystrokes.place(char, { client: this.doc.clientID, clock })
    this.typed.push(keystroke)
  }

  private erase(keystroke: Keystroke | undefined): void {
    if (!keystroke || keystroke.erased) return
    keystroke.erased = true
    this.struck.push(keystroke)
  }

  /** The rolling text as this seat sees it. */
  text(): string {
    const lines = this.layers.order().map((id) =>
      this.layers
        .paragraph(id)!
        .pieces.map(({ text }) => text)
        .join(''),
    )
    return lines.join('\n')
  }

  leave(): void {
    this.connection.close()
    this.layers.destroy()
  }
}

/** A delegate who types, strikes, takes back and breaks paragraphs, whether the line is there or not. */
export class TypingClient extends Client {
  private timer: NodeJS.Timeout | null = null
  private caret: { paragraph: ParagraphId; offset: number } | null = null
  private made = 0

  constructor(
    draft: string,
    private readonly who: { delegation: string; user: string },
    ...seat: [KeystrokeLog, Endpoint, Random]
  ) {
    super(draft, ...seat)
  }

  /** Types, with `pace` ms between two keystrokes on average. */
  start(pace: number): void {
    const next = () => {
      this.timer = setTimeout(() => (this.act(), next()), pace * (0.5 + this.random.next()))
    }
    next()
  }

  pause(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  override leave(): void {
    this.pause()
    super.leave()
  }

  private act(): void {
    const ids = this.layers.order()
    if (ids.length === 0 || this.refused) return
    const { line, offset, length } = this.place(ids)
    const here = { line, offset }
    const dice = this.random.next()
    if (dice < 0.06)
      return this.change({ from: here, to: { line, offset: Math.min(length, offset + 3) }, insert: '' })
    if (dice < 0.12 && offset > 0)
      return this.change({ from: { line, offset: offset - 1 }, to: here, insert: '' })
    if (dice < 0.13) return this.change({ from: here, to: here, insert: '\n' })
    const char = this.keystrokes.next()
    if (char) this.change({ from: here, to: here, insert: char })
  }

  private place(ids: readonly ParagraphId[]): { line: number; offset: number; length: number } {
    const known = this.caret && !this.random.chance(0.04) ? ids.indexOf(this.caret.paragraph) : -1
    const line = known < 0 ? this.random.below(ids.length) : known
    const length = this.layers.paragraph(ids[line]!)!.pieces.reduce((sum, { text }) => sum + text.length, 0)
    const offset = known < 0 ? this.random.below(length + 1) : Math.min(this.caret!.offset, length)
    return { line, offset, length }
  }

  private change(change: TextChange): void {
    const ids = this.layers.order()
    const gesture = { ids, changes: [change], forward: false }
    const caret = applyGesture(this.layers, this.author(), gesture, TYPING)
    this.caret = caret && { paragraph: caret.paragraph, offset: this.offsetOf(caret) }
  }

  private author(): Author {
    return { ...this.who, now: Date.now(), id: () => `${this.doc.clientID}-${this.made++}` }
  }

  private offsetOf(caret: NonNullable<ReturnType<typeof applyGesture>>): number {
    if ('offset' in caret) return caret.offset
    let offset = 0
    for (const { client, clock, text } of this.layers.paragraph(caret.paragraph)?.pieces ?? []) {
      const inside = caret.after.clock - clock
      if (client === caret.after.client && inside >= 0 && inside < text.length) return offset + inside + 1
      offset += text.length
    }
    return offset
  }
}
