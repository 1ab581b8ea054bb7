import * as Y from 'yjs'
import type { ParagraphId, ParagraphKind } from '#app/domain/basics/paragraph.ts'
import type { DelegationCode, UserId } from '#app/domain/basics/actor.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { deleteChars, insertAfter, lastChar, precedingChar, type Char } from '../model/characters.ts'
import { layerOfDelegation } from '../model/entry-index.ts'
import { isStruckBy, isWrittenBy, neighboursAt, placeBetween, type Neighbours } from './insertion-place.ts'
import type { Layers } from '../model/layers.ts'
import { positionBetween } from '../model/position-between.ts'
import type { Piece } from '../model/render.ts'
import { delegationOf, type DeletionEntry } from '../model/schema.ts'

/** Who edits, with the time and the ids that an edit does not make up itself. */
export type Author = {
  delegation: DelegationCode
  user: UserId
  /** ms since epoch */
  now: number
  /** A new id, unique for ever. */
  id(): string
}

/** Where a caret belongs after an edit: right after a character, or at an offset of a paragraph. */
export type Caret = { paragraph: ParagraphId; after: Char } | { paragraph: ParagraphId; offset: number }

/** A paragraph as the editor shows it, and a place in it. Offsets count UTF-16 units of the rolling text. */
export type Point = { paragraph: ParagraphId; offset: number }

/**
 * One delegation's edits of the text it sees, written into its own layer only. Everything is addressed by
 * the rendering from before the transaction; characters keep their identity, so several edits of one
 * gesture may follow each other from the last to the first without rendering in between.
 */
export class Edit {
  private readonly layer: Y.Map<Y.Map<unknown>>
  /** Positions of paragraphs that this edit added; the layers hear of them when the transaction ends. */
  private readonly added = new Map<ParagraphId, string>()

  constructor(
    private readonly layers: Layers,
    private readonly transaction: Y.Transaction,
    private readonly by: Author,
  ) {
    this.layer = layerOfDelegation(layers.doc, by.delegation)
  }

  private isMine = (piece: Piece): boolean => isWrittenBy(this.by.delegation, piece)

  private piecesOf(paragraph: ParagraphId): readonly Piece[] {
    return this.layers.paragraph(paragraph)?.pieces ?? []
  }

  /** True when the whole paragraph is this delegation's proposal and nobody else has words or strikes in it. */
  isOwnParagraph(paragraph: ParagraphId): boolean {
    const proposed = this.layers.paragraph(paragraph)?.paragraph.proposed
    if (proposed?.id !== paragraph || proposed.delegation !== this.by.delegation) return false
    return this.piecesOf(paragraph).every(
      (piece) =>
        this.isMine(piece) && piece.strikes.every((strike) => strike.delegation === this.by.delegation),
    )
  }

  /**
   * Strikes `[from, to)`: one's own words go, others' words are recorded as struck (several delegations may
   * strike the same). Returns how many characters really went.
   */
  strike(paragraph: ParagraphId, from: number, to: number): number {
    let at = 0
    let gone = 0
    const recorded: (Char & { length: number })[] = []
    for (const piece of this.piecesOf(paragraph)) {
      const start = Math.max(from - at, 0)
      const end = Math.min(to - at, piece.text.length)
      at += piece.text.length
      if (start >= end) continue
      const range = { client: piece.client, clock: piece.clock + start, length: end - start }
      if (this.isMine(piece)) {
        deleteChars(this.transaction, piece.owner, range, range.length)
        gone += range.length
        this.dropIfEmpty(piece)
      } else if (!isStruckBy(this.by.delegation, piece)) recorded.push(range)
    }
    if (recorded.length > 0) this.record(this.strikeBeside(paragraph, from, to), paragraph, recorded)
    return gone
  }

  private dropIfEmpty(piece: Piece) {
    if (piece.owner.length === 0 && this.layers.entries.get(piece.source)?.kind === 'insertion')
      this.layer.delete(piece.source)
  }

  /** One's own strike that touches this range, so that striking on letter by letter stays one proposal. */
  private strikeBeside(paragraph: ParagraphId, from: number, to: number): DeletionEntry | null {
    let at = 0
    for (const piece of this.piecesOf(paragraph)) {
      const end = at + piece.text.length
      const mine = piece.strikes.find(
        (strike) => strike.delegation === this.by.delegation && strike.user === this.by.user,
      )
      const entry = mine && end >= from && at <= to ? this.layers.entries.get(mine.id) : undefined
      if (entry?.kind === 'deletion') return entry
      at = end
    }
    return null
  }

  private record(
    beside: DeletionEntry | null,
    paragraph: ParagraphId,
    found: readonly (Char & { length: number })[],
  ) {
    const ranges = beside?.ranges ?? new Y.Map<number>()
    for (const { client, clock, length } of found) {
      const key = `${client}:${clock}`
      const known = beside ? (ranges.get(key) ?? 0) : 0
      ranges.set(key, Math.max(length, known))
    }
    if (!beside) this.add({ kind: 'deletion', paragraph, ranges })
  }

  private add(fields: Record<string, unknown>): ProposalId {
    const id = `${this.by.delegation}:${this.by.id()}`
    const entry = new Y.Map<unknown>(Object.entries({ ...fields, user: this.by.user, at: this.by.now }))
    this.layer.set(id, entry)
    return id
  }

  /**
   * Inserts text at an offset: into one's own words where they touch, else as a new insertion anchored to
   * the character before it. `struckFrom`: start of a range that the same gesture has just struck before it.
   */
  insert(at: Point, string: string, struckFrom = at.offset): Caret {
    const pieces = this.piecesOf(at.paragraph)
    const neighbours = neighboursAt(pieces, at.offset, struckFrom, this.by.delegation)
    const into = this.ownTextAt(at.paragraph, neighbours)
    if (into) {
      const first = insertAfter(this.transaction, into.text, into.after, string)
      return {
        paragraph: at.paragraph,
        after: { client: first.client, clock: first.clock + string.length - 1 },
      }
    }
    return this.insertAnew(at, pieces, neighbours, string)
  }

  private ownTextAt(paragraph: ParagraphId, { left, right }: Neighbours) {
    if (left && this.isMine(left.piece)) return { text: left.piece.owner, after: left.char }
    if (right && this.isMine(right.piece))
      return { text: right.piece.owner, after: precedingChar(right.piece.owner, right.char) }
    const own = this.layers.entries.get(paragraph)
    const isEmpty =
      !left && !right && own?.kind === 'paragraph' && delegationOf(paragraph) === this.by.delegation
    return isEmpty ? { text: own.text, after: lastChar(own.text) } : null
  }

  private insertAnew(at: Point, pieces: readonly Piece[], neighbours: Neighbours, string: string): Caret {
    const text = new Y.Text()
    const place = placeBetween(this.layers, at.paragraph, pieces, neighbours)
    this.add({ kind: 'insertion', paragraph: at.paragraph, ...place, text })
    const first = insertAfter(this.transaction, text, null, string)
    return {
      paragraph: at.paragraph,
      after: { client: first.client, clock: first.clock + string.length - 1 },
    }
  }

  /** Proposes a new paragraph between two others (null: at the end or the start of the text). */
  addParagraph(
    place: { after: ParagraphId | null; before: ParagraphId | null },
    like: { kind: ParagraphKind; level: number },
    string: string,
  ): ParagraphId {
    const position = positionBetween(this.positionOf(place.after), this.positionOf(place.before))
    const text = new Y.Text(string)
    const id = this.add({ kind: 'paragraph', paragraphKind: like.kind, level: like.level, position, text })
    this.added.set(id, position)
    return id
  }

  private positionOf(paragraph: ParagraphId | null): string | null {
    return paragraph === null ? null : (this.added.get(paragraph) ?? this.layers.positionOf(paragraph))
  }

  /** Proposes to join a paragraph to the one before it. */
  merge(paragraph: ParagraphId): void {
    if (!this.has(paragraph, 'merge')) this.add({ kind: 'merge', paragraph })
  }

  /** Proposes to remove a whole paragraph. */
  removeParagraph(paragraph: ParagraphId): void {
    if (!this.has(paragraph, 'removal')) this.add({ kind: 'removal', paragraph })
  }

  /**
   * Proposes that a paragraph stand behind another one (null: at the start). It takes the place of what this
   * delegation has proposed for it before. Null when a paragraph would stand behind itself.
   */
  move(paragraph: ParagraphId, after: ParagraphId | null): ProposalId | null {
    if (paragraph === after) return null
    const moves = this.layers.paragraph(paragraph)?.paragraph.moves ?? []
    const own = moves.filter(({ delegation }) => delegation === this.by.delegation)
    const same = own.find((move) => move.after === after && !move.lost)
    for (const { id } of own) if (id !== same?.id) this.layer.delete(id)
    return same?.id ?? this.add({ kind: 'move', paragraph, after })
  }

  private has(paragraph: ParagraphId, kind: 'merge' | 'removal'): boolean {
    const rendered = this.layers.paragraph(paragraph)?.paragraph
    const list = kind === 'merge' ? rendered?.merges : rendered?.removals
    return list?.some((entry) => entry.delegation === this.by.delegation) ?? false
  }

  /** Takes one's own proposal back. Others' words in a withdrawn paragraph stay. */
  withdraw(id: ProposalId): void {
    const entry = this.layers.entries.get(id)
    if (!entry || entry.attribution.delegation !== this.by.delegation) return
    const others = this.layers.pending.byParagraph.get(id)?.insertions ?? []
    const isAmended = others.some((standing) => standing.entry.attribution.delegation !== this.by.delegation)
    if (entry.kind === 'paragraph' && isAmended) entry.map.set('withdrawn', true)
    else this.layer.delete(id)
  }

  /** Supports a proposal of another delegation; once is enough. */
  support(proposal: ProposalId): void {
    const entry = this.layers.entries.get(proposal)
    if (!entry || entry.attribution.delegation === this.by.delegation) return
    if (!this.supportOf(proposal)) this.add({ kind: 'support', proposal })
  }

  /** Takes one's support back. */
  unsupport(proposal: ProposalId): void {
    const id = this.supportOf(proposal)
    if (id) this.layer.delete(id)
  }

  private supportOf(proposal: ProposalId): ProposalId | null {
    for (const [id, entry] of this.layers.entries)
      if (
        entry.kind === 'support' &&
        entry.proposal === proposal &&
        entry.attribution.delegation === this.by.delegation
      )
        return id
    return null
  }
}
