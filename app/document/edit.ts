import * as Y from 'yjs'
import { generateKeyBetween } from 'fractional-indexing'
import type { ParagraphId, ParagraphKind } from '#app/domain/paragraph.ts'
import type { DelegationCode, UserId } from '#app/domain/actor.ts'
import type { ProposalId } from '#app/domain/rolling.ts'
import { deleteChars, insertAfter, spansOf, type Char } from './characters.ts'
import { layerOfDelegation } from './index-of-entries.ts'
import type { Layers } from './layers.ts'
import type { Piece } from './render.ts'
import { START, delegationOf, startOf, type Anchor, type DeletionEntry } from './schema.ts'

/** Whose hand it is, and what it may not make up itself. */
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

  private isMine = (piece: Piece | undefined): piece is Piece =>
    piece?.insertions.at(-1)?.delegation === this.by.delegation

  private isStruckByMe = (piece: Piece | undefined): boolean =>
    piece?.strikes.some((strike) => strike.delegation === this.by.delegation) ?? false

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
      } else if (!this.isStruckByMe(piece)) recorded.push(range)
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
    const { left, right } = this.neighbours(pieces, at.offset, struckFrom)
    const into = this.ownTextAt(at.paragraph, left, right)
    if (into) {
      const first = insertAfter(this.transaction, into.text, into.after, string)
      return {
        paragraph: at.paragraph,
        after: { client: first.client, clock: first.clock + string.length - 1 },
      }
    }
    return this.insertAnew(at, pieces, left, right, string)
  }

  /** What survives on both sides of an offset. At words one has struck, the place is after them: old, then new. */
  private neighbours(pieces: readonly Piece[], offset: number, struckFrom: number) {
    const points = pointsOf(pieces)
    let i = offset
    const goesOn = offset - 1 < struckFrom && this.isMine(points[offset - 1]?.piece)
    while (!goesOn && i < points.length && this.isStruckByMe(points[i]?.piece)) i++
    let l = i - 1
    while (l >= struckFrom && this.isMine(points[l]?.piece)) l--
    return { left: points[l], right: points[i] }
  }

  private ownTextAt(paragraph: ParagraphId, left: At | undefined, right: At | undefined) {
    if (left && this.isMine(left.piece)) return { text: left.piece.owner, after: left.char }
    if (right && this.isMine(right.piece))
      return { text: right.piece.owner, after: charBefore(right.piece.owner, right.char) }
    const own = this.layers.entries.get(paragraph)
    const isEmpty =
      !left && !right && own?.kind === 'paragraph' && delegationOf(paragraph) === this.by.delegation
    return isEmpty ? { text: own.text, after: lastChar(own.text) } : null
  }

  private insertAnew(
    at: Point,
    pieces: readonly Piece[],
    left: At | undefined,
    right: At | undefined,
    string: string,
  ): Caret {
    const source = this.commonSource(at.paragraph, left?.piece, right?.piece)
    const text = new Y.Text()
    const after = anchorIn(source, pieces, left)
    this.add({
      kind: 'insertion',
      paragraph: at.paragraph,
      after,
      fallback: source === at.paragraph ? after : anchorIn(at.paragraph, pieces, left),
      order: this.orderAt(after, pieces, left),
      text,
    })
    const first = insertAfter(this.transaction, text, null, string)
    return {
      paragraph: at.paragraph,
      after: { client: first.client, clock: first.clock + string.length - 1 },
    }
  }

  /** The innermost text that holds both neighbours: amending inside someone's words anchors in those words. */
  private commonSource(paragraph: ParagraphId, left: Piece | undefined, right: Piece | undefined): string {
    if (!left || !right) return paragraph
    const around = new Set(sourcesAround(paragraph, right))
    return sourcesAround(paragraph, left).find((source) => around.has(source)) ?? paragraph
  }

  /** Between the insertions at the same anchor that are shown before the place and those after it. */
  private orderAt(anchor: Anchor, pieces: readonly Piece[], left: At | undefined): number {
    const boundary = left ? left.pieceIndex : -1
    let low: number | null = null
    let high = this.layers.pending.carried.firstPlacedAt(anchor)
    const seen = new Set<string>()
    pieces.forEach((piece, i) => {
      const standing = this.layers.pending.standingOf(piece.source)
      if (!standing || seen.has(piece.source) || !sameAnchor(standing.anchor, anchor)) return
      seen.add(piece.source)
      const order = standing.path[0]![0]
      if (i <= boundary) low = low === null ? order : Math.max(low, order)
      else high = high === null ? order : Math.min(high, order)
    })
    return between(low, high)
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

/** Midway between two neighbours of which either may be missing. */
function between(low: number | null, high: number | null): number {
  if (low !== null && high !== null) return (low + high) / 2
  if (low !== null) return low + 1
  return high === null ? 0 : high - 1
}

/** A fractional position between two; equal neighbours (two added at once) are told apart by their ids. */
export function positionBetween(after: string | null, before: string | null): string {
  if (after && before && after >= before) return generateKeyBetween(after, null)
  return generateKeyBetween(after || null, before || null)
}

type At = { piece: Piece; pieceIndex: number; char: Char }

/** Every visible character with its piece; index = offset in the rolling text. */
function pointsOf(pieces: readonly Piece[]): At[] {
  return pieces.flatMap((piece, pieceIndex) =>
    Array.from({ length: piece.text.length }, (_, i) => ({
      piece,
      pieceIndex,
      char: { client: piece.client, clock: piece.clock + i },
    })),
  )
}

const sourcesAround = (paragraph: ParagraphId, piece: Piece): string[] => [
  ...piece.insertions.map(({ id }) => id).reverse(),
  paragraph,
]

const sameAnchor = (a: Anchor, b: Anchor) => a[1] === b[1] && (a[1] === START ? a[0] === b[0] : a[2] === b[2])

/** The nearest character to the left that lives in text `source`. */
function anchorIn(source: string, pieces: readonly Piece[], left: At | undefined): Anchor {
  for (let i = left ? left.pieceIndex : -1; i >= 0; i--) {
    const piece = pieces[i]!
    if (piece.source !== source) continue
    const clock = i === left!.pieceIndex ? left!.char.clock : piece.clock + piece.text.length - 1
    return [source, piece.client, clock]
  }
  return startOf(source)
}

/** The character before another in its own text, deleted ones included. */
function charBefore(text: Y.Text, char: Char): Char | null {
  let before: Char | null = null
  for (const span of spansOf(text)) {
    if (span.client === char.client && char.clock >= span.clock && char.clock < span.clock + span.length)
      return char.clock > span.clock ? { client: char.client, clock: char.clock - 1 } : before
    before = { client: span.client, clock: span.clock + span.length - 1 }
  }
  return before
}

function lastChar(text: Y.Text): Char | null {
  let last: Char | null = null
  for (const span of spansOf(text)) last = { client: span.client, clock: span.clock + span.length - 1 }
  return last
}
