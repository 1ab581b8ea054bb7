import * as Y from 'yjs'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { CharId, ProposalId } from '#app/domain/basics/rolling.ts'
import type { NewParagraph } from '#app/domain/decisions/decision.ts'
import {
  charId,
  deleteChars,
  insertAfter,
  parseCharId,
  sourceOf,
  spansOf,
  visibleSpans,
  type Char,
  type Span,
} from '../model/characters.ts'
import type { RelocatedChars, RelocatedText, Path } from '../model/relocations.ts'
import type { Layers } from '../model/layers.ts'
import type { BaseParagraph } from '../model/render-paragraph.ts'
import { RELOCATIONS, START, type Anchor } from '../model/schema.ts'

/** What became of a proposal. `superseded`: a decision on other words left nothing of it. */
export type DecidedOutcome = 'accepted' | 'declined' | 'bracketed' | 'superseded'

/** Orders no delegation's insertion can have: before and after all insertions at one anchor. */
export const FIRST: Path = [[-Number.MAX_VALUE, '']]
export const LAST: Path = [[Number.MAX_VALUE, '~']]

type Words = [client: number, clock: number, string: string][]
type RelocationMade = {
  key: string
  /** Where the characters still are; null when the decision deleted them there. */ kept: string | null
}

/** Everything needed to take one decision back. Plain JSON; kept in the document. */
export type UndoRecord = {
  decided: ProposalId[]
  /** Paragraphs that the decision made: from a proposal, by splitting another, or new. */
  made: { id: ParagraphId; from: 'proposal' | 'split' | 'new'; at?: Anchor }[]
  attributes: Record<ParagraphId, Record<string, unknown>>
  /** Proposed paragraphs that moved with the one they belong to: what had been said of their position. */
  places: Record<ParagraphId, string | null>
  /** Visible words, before the decision, of each text that it touched. */
  texts: Record<string, Words>
  carried: RelocationMade[]
  /** Of characters that were relocated to a paragraph's start: to where. */
  unled: Record<string, RelocatedChars>
  literal: Record<CharId, boolean>
  /** Entries that the decision put into the chair's own layer. */
  tabled: ProposalId[]
  /** Values of the floor before the decision, by key. */
  marks: Record<string, unknown>
}

/**
 * The only code that writes base text. One edit is one decision, inside one transaction; it notes what
 * it touches so that the decision can be taken back, and leaves behind where characters went so that
 * every pending proposal, anchor and strike still finds its words.
 */
export class BaseEdit {
  readonly undoRecord: UndoRecord = {
    decided: [],
    made: [],
    attributes: {},
    places: {},
    texts: {},
    carried: [],
    unled: {},
    literal: {},
    tabled: [],
    marks: {},
  }
  private readonly relocations: Y.Map<unknown>

  constructor(
    readonly layers: Layers,
    readonly transaction: Y.Transaction,
    readonly newId: () => string,
    /** The name that stands in a bracket for a delegation: "MEXICO". */
    readonly nameOf: (delegation: DelegationCode) => string,
  ) {
    this.relocations = layers.doc.getMap(RELOCATIONS)
  }

  base(id: ParagraphId): BaseParagraph | undefined {
    return this.layers.base.get(id)
  }

  text(source: string): Y.Text {
    const text = this.layers.pending.textOf(source)
    if (!text) throw new Error(`no text ${source}`)
    return text
  }

  private touch(source: string, text: Y.Text) {
    this.undoRecord.texts[source] ??= visibleSpans(text).map(({ client, clock, string }) => [
      client,
      clock,
      string ?? '',
    ])
  }

  insert(source: string, after: Char | null, string: string): Char {
    const text = this.text(source)
    this.touch(source, text)
    return insertAfter(this.transaction, text, after, string)
  }

  remove(source: string, from: Char, length: number): void {
    const text = this.text(source)
    this.touch(source, text)
    deleteChars(this.transaction, text, from, length)
  }

  set(id: ParagraphId, key: string, value: unknown): void {
    const paragraph = this.base(id)!
    const before = (this.undoRecord.attributes[id] ??= {})
    if (!(key in before)) before[key] = paragraph.get(key) ?? null
    paragraph.set(key, value)
  }

  /** Puts a paragraph elsewhere; of one that is only proposed it leaves word where it stands now. */
  place(id: ParagraphId, position: string): void {
    if (this.base(id)) return this.set(id, 'position', position)
    const key = `^${id}`
    if (!(id in this.undoRecord.places))
      this.undoRecord.places[id] = (this.relocations.get(key) as string | undefined) ?? null
    this.relocations.set(key, position)
  }

  /** Adds a paragraph to the base text. */
  make(
    id: ParagraphId,
    paragraph: NewParagraph & { position: string },
    from: UndoRecord['made'][number]['from'],
    at?: Anchor,
  ): void {
    const text = new Y.Text(paragraph.text)
    this.layers.base.set(id, new Y.Map<unknown>(Object.entries({ ...paragraph, text })))
    this.undoRecord.made.push({ id, from, ...(at && { at }) })
  }

  decide(id: ProposalId, outcome: DecidedOutcome): void {
    this.layers.doc.getMap('decided').set(id, outcome)
    this.undoRecord.decided.push(id)
  }

  markLiteral(open: CharId, isLiteral: boolean): void {
    const literal = this.layers.doc.getMap('literal')
    this.undoRecord.literal[open] ??= literal.has(open)
    if (isLiteral) literal.set(open, true)
    else literal.delete(open)
  }

  /**
   * Copies the visible characters of `spans` into text `to` right after a character, with `around` in front
   * and behind, and keeps a relocation of each; deleted ones are relocated to the copy before them.
   * `kept`: the originals stay where they are (a proposal's, a joined paragraph's).
   * Returns the last new character, null when nothing was copied.
   */
  relocate(
    spans: readonly Span[],
    { from, to, after, kept, around = ['', ''] }: Route,
  ): { first: Char; last: Char } | null {
    const string = around[0] + spans.map((span) => span.string ?? '').join('') + around[1]
    if (string === '') return null
    const first = this.insert(to, after, string)
    let clock = first.clock + around[0].length
    let previous: Anchor = [kept ? from : to, START, 0]
    let ordinal = 1
    for (const span of spans) {
      if (span.string === null) {
        this.collapse(span, { previous, ordinal }, kept ? from : null)
        ordinal += span.length
        continue
      }
      this.note(charId(span), [span.length, first.client, clock, to], kept ? from : null)
      clock += span.length
      previous = [to, first.client, clock - 1]
      ordinal = 1
    }
    return { first, last: { client: first.client, clock: first.clock + string.length - 1 } }
  }

  /** Deleted characters are relocated to what stands before them, in their order; earlier relocations stay. */
  private collapse(span: Span, to: { previous: Anchor; ordinal: number }, kept: string | null) {
    const [source, client, clock] = to.previous
    for (const range of this.layers.pending.relocations.unmoved(span.client, span.clock, span.length)) {
      const ordinal = to.ordinal + range.clock - span.clock
      this.note(charId(range), [range.length, client, clock, source, ordinal], kept)
    }
  }

  /** What is anchored to a character that no text has is relocated behind another one; in order of `ordinal`, from 1. */
  redirect(char: Char, [source, client, clock]: Anchor, ordinal: number): void {
    this.note(charId(char), [1, client, clock, source, ordinal], null)
  }

  /** What was relocated from a text to the start of a paragraph stays where it was: the paragraph itself goes there. */
  unredirect(paragraph: ParagraphId, from: string): void {
    this.relocations.forEach((value, key) => {
      if (key.startsWith('@') || !Array.isArray(value)) return
      const led = value as unknown as RelocatedChars
      if (led[1] !== START || led[3] !== paragraph || led[4] === undefined) return
      if (sourceOf(this.layers.doc, parseCharId(key)!) !== from) return
      this.undoRecord.unled[key] = led
      this.relocations.delete(key)
    })
  }

  private note(key: string, value: RelocatedChars, kept: string | null) {
    this.relocations.set(key, value)
    this.undoRecord.carried.push({ key, kept })
  }

  /** Leaves word of where a whole text went: its start, and what now stands before its neighbours. */
  relocateText(source: string, place: RelocatedText): void {
    this.relocations.set(`@${source}`, place)
    this.undoRecord.carried.push({ key: `@${source}`, kept: source })
  }

  /** All characters of a text, deleted ones included. */
  spans(source: string): Span[] {
    return [...spansOf(this.text(source))]
  }

  refresh(): void {
    this.layers.refresh()
  }

  position(id: ParagraphId): string {
    return this.layers.positionOf(id)
  }
}

export type Route = {
  from: string
  to: string
  after: Char | null
  kept: boolean
  around?: readonly [before: string, behind: string]
}
