import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Char } from '../model/characters.ts'
import type { Layers } from '../model/layers.ts'
import type { Piece } from '../model/render.ts'
import { START, startOf, type Anchor, type InsertionEntry } from '../model/schema.ts'

/** A visible character and the piece in which it stands. */
export type ShownChar = { piece: Piece; pieceIndex: number; char: Char }

/** What an insertion would stand between; nothing at the ends of a paragraph. */
export type Neighbours = { left: ShownChar | undefined; right: ShownChar | undefined }

export const isWrittenBy = (delegation: DelegationCode, piece: Piece): boolean =>
  piece.insertions.at(-1)?.delegation === delegation

export const isStruckBy = (delegation: DelegationCode, piece: Piece): boolean =>
  piece.strikes.some((strike) => strike.delegation === delegation)

/**
 * What survives on both sides of an offset. At words that the delegation has struck, the place is after them: old,
 * then new. `struckFrom`: start of a range that the same gesture has just struck before it.
 */
export function neighboursAt(
  pieces: readonly Piece[],
  offset: number,
  struckFrom: number,
  delegation: DelegationCode,
): Neighbours {
  const points = pointsOf(pieces)
  const isMine = (point: ShownChar | undefined) => !!point && isWrittenBy(delegation, point.piece)
  const isStruck = (point: ShownChar | undefined) => !!point && isStruckBy(delegation, point.piece)
  let i = offset
  const goesOn = offset - 1 < struckFrom && isMine(points[offset - 1])
  while (!goesOn && i < points.length && isStruck(points[i])) i++
  let l = i - 1
  while (l >= struckFrom && isMine(points[l])) l--
  return { left: points[l], right: points[i] }
}

/** Every visible character with its piece; index = offset in the rolling text. */
function pointsOf(pieces: readonly Piece[]): ShownChar[] {
  return pieces.flatMap((piece, pieceIndex) =>
    Array.from({ length: piece.text.length }, (_, i) => ({
      piece,
      pieceIndex,
      char: { client: piece.client, clock: piece.clock + i },
    })),
  )
}

/** What holds a new insertion between two neighbours, whatever others write there meanwhile. */
export function placeBetween(
  layers: Layers,
  paragraph: ParagraphId,
  pieces: readonly Piece[],
  { left, right }: Neighbours,
): Pick<InsertionEntry, 'after' | 'fallback' | 'order'> {
  const source = commonSource(paragraph, left?.piece, right?.piece)
  const after = anchorIn(source, pieces, left)
  return {
    after,
    fallback: source === paragraph ? after : anchorIn(paragraph, pieces, left),
    order: orderAt(layers, after, pieces, left),
  }
}

/** The innermost text that holds both neighbours: amending inside someone's words anchors in those words. */
function commonSource(paragraph: ParagraphId, left: Piece | undefined, right: Piece | undefined): string {
  if (!left || !right) return paragraph
  const around = new Set(sourcesAround(paragraph, right))
  return sourcesAround(paragraph, left).find((source) => around.has(source)) ?? paragraph
}

const sourcesAround = (paragraph: ParagraphId, piece: Piece): string[] => [
  ...piece.insertions.map(({ id }) => id).reverse(),
  paragraph,
]

/** The nearest character to the left that lives in text `source`. */
function anchorIn(source: string, pieces: readonly Piece[], left: ShownChar | undefined): Anchor {
  for (let i = left ? left.pieceIndex : -1; i >= 0; i--) {
    const piece = pieces[i]!
    if (piece.source !== source) continue
    const clock = i === left!.pieceIndex ? left!.char.clock : piece.clock + piece.text.length - 1
    return [source, piece.client, clock]
  }
  return startOf(source)
}

/** Between the insertions at the same anchor that are shown before the place and those after it. */
function orderAt(
  { pending }: Layers,
  anchor: Anchor,
  pieces: readonly Piece[],
  left: ShownChar | undefined,
): number {
  const boundary = left ? left.pieceIndex : -1
  let low: number | null = null
  let high = pending.relocations.firstPlacedAt(anchor)
  const seen = new Set<string>()
  pieces.forEach((piece, i) => {
    const standing = pending.standingOf(piece.source)
    if (!standing || seen.has(piece.source) || !sameAnchor(standing.anchor, anchor)) return
    seen.add(piece.source)
    const order = standing.path[0]![0]
    if (i <= boundary) low = low === null ? order : Math.max(low, order)
    else high = high === null ? order : Math.min(high, order)
  })
  return between(low, high)
}

const sameAnchor = (a: Anchor, b: Anchor) => a[1] === b[1] && (a[1] === START ? a[0] === b[0] : a[2] === b[2])

/** Midway between two neighbours of which either may be missing. */
function between(low: number | null, high: number | null): number {
  if (low !== null && high !== null) return low / 2 + high / 2 // the sum of two may have no end
  if (low !== null) return low + 1
  return high === null ? 0 : high - 1
}
