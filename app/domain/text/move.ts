import { isApplied } from './applied.ts'
import { isClosed, isNegotiated, type ParagraphId, type ParagraphKind } from '../basics/paragraph.ts'
import type { Move, RollingParagraph, RollingText, View } from '../basics/rolling.ts'

/** What a move needs to know of a paragraph. */
export type Placed = { id: ParagraphId; kind: ParagraphKind; level: number }

/** How deep a paragraph stands below one that may own it: 0 for those that count for themselves. */
const depthOf = ({ kind, level }: Placed): number => (kind === 'subparagraph' ? Math.max(1, level) : 0)

const owns = ({ kind }: Placed): boolean => ['operative', 'preambular', 'subparagraph'].includes(kind)

/** How many paragraphs from `at` on belong together: one, and the subparagraphs that it owns. */
function familyAt(paragraphs: readonly Placed[], at: number): number {
  const head = paragraphs[at]
  if (!head || !owns(head)) return 1
  let end = at + 1
  while (end < paragraphs.length && depthOf(paragraphs[end]!) > depthOf(head)) end++
  return end - at
}

/** A paragraph with the subparagraphs that belong to it, in reading order; empty when it is not in the text. */
export function familyOf(paragraphs: readonly Placed[], id: ParagraphId): ParagraphId[] {
  const at = paragraphs.findIndex((each) => each.id === id)
  return at < 0 ? [] : paragraphs.slice(at, at + familyAt(paragraphs, at)).map((each) => each.id)
}

/** Where a paragraph that stands this deep comes when it is put behind another: behind what that one owns, too. */
function placeBehind(paragraphs: readonly Placed[], after: ParagraphId | null, depth: number): number | null {
  if (after === null) return 0
  const at = paragraphs.findIndex((each) => each.id === after)
  if (at < 0) return null
  let place = at + 1
  while (place < paragraphs.length && owns(paragraphs[at]!) && depthOf(paragraphs[place]!) > depth) place++
  return place
}

/**
 * The paragraphs with one of them, and what belongs to it, behind another. The same list when there is no such
 * place: either is not in the text, or the place is within what moves.
 */
export function withMoved<P extends Placed>(
  paragraphs: readonly P[],
  id: ParagraphId,
  after: ParagraphId | null,
): readonly P[] {
  const at = paragraphs.findIndex((each) => each.id === id)
  if (at < 0) return paragraphs
  const family = paragraphs.slice(at, at + familyAt(paragraphs, at))
  const rest = [...paragraphs.slice(0, at), ...paragraphs.slice(at + family.length)]
  const place = placeBehind(rest, after, depthOf(family[0]!))
  return place === null ? paragraphs : [...rest.slice(0, place), ...family, ...rest.slice(place)]
}

/** Behind which paragraph one comes (null: to the start of the text); null where there is no further step. */
type Step = { after: ParagraphId | null } | null

/**
 * Where a paragraph comes when it goes a step up or down with what belongs to it: past the whole neighbour; a first or
 * last subparagraph past the line that it stands under, or that comes next.
 */
export function stepsOf(paragraphs: readonly Placed[], id: ParagraphId): { up: Step; down: Step } {
  const at = paragraphs.findIndex((each) => each.id === id)
  if (at < 0) return { up: null, down: null }
  const next = paragraphs[at + familyAt(paragraphs, at)]
  return { up: stepUp(paragraphs, at), down: next ? { after: next.id } : null }
}

function stepUp(paragraphs: readonly Placed[], at: number): Step {
  if (at === 0) return null
  const { id } = paragraphs[at]!
  const place = headBefore(paragraphs, at, depthOf(paragraphs[at]!))
  if (place === 0) return { after: null }
  // Behind the one that owns what stands before, where that is the same place: it is what people would say.
  const owner = paragraphs[headBefore(paragraphs, place, depthOf(paragraphs[at]!))]!.id
  const comes = withMoved(paragraphs, id, owner).findIndex((each) => each.id === id)
  return { after: comes === place ? owner : paragraphs[place - 1]!.id }
}

/** Where the family begins that ends before `at`, among paragraphs that stand no deeper than `depth`. */
function headBefore(paragraphs: readonly Placed[], at: number, depth: number): number {
  let head = at - 1
  while (head > 0 && depthOf(paragraphs[head]!) > depth) head--
  return head < at - 1 && !owns(paragraphs[head]!) ? head + 1 : head
}

/** Whether a paragraph stands where the move would put it. */
export const isThere = (paragraphs: readonly Placed[], id: ParagraphId, after: ParagraphId | null): boolean =>
  withMoved(paragraphs, id, after).every((each, at) => each.id === paragraphs[at]!.id)

export const movesOf = ({ moves }: Pick<RollingParagraph, 'moves'>): readonly Move[] => moves ?? []

/** The moves of a text in the order in which they were made: each is carried out on what those before it left. */
const inOrder = (text: RollingText): { move: Move; paragraph: ParagraphId }[] =>
  text.paragraphs
    .flatMap((paragraph) => movesOf(paragraph).map((move) => ({ move, paragraph: paragraph.id })))
    .sort((a, b) => a.move.at - b.move.at || (a.move.id < b.move.id ? -1 : 1))

/**
 * The text with the moves carried out that the view applies, one after another: of two that move the same
 * paragraph the later one tells where it stands. Moves in a ring come to an end like any others.
 */
export function arranged(text: RollingText, view: View): RollingText {
  const moves = inOrder(text).filter(({ move }) => isApplied(move, view))
  if (moves.length === 0) return text
  const paragraphs = moves.reduce<readonly RollingParagraph[]>(
    (now, { move, paragraph }) => withMoved(now, paragraph, move.after),
    text.paragraphs,
  )
  return { ...text, paragraphs }
}

/** A paragraph that somebody would have stand behind another one. */
export type Arrival = { move: Move; paragraph: ParagraphId }

/**
 * What would come, by the paragraph behind which it is shown (the last one of those that belong to the one named;
 * null for the start of the text). A move to where the paragraph stands already brings nothing.
 */
export function arrivalsIn(text: RollingText): ReadonlyMap<ParagraphId | null, readonly Arrival[]> {
  const found = new Map<ParagraphId | null, Arrival[]>()
  for (const arrival of inOrder(text)) {
    const { move, paragraph } = arrival
    if (isThere(text.paragraphs, paragraph, move.after)) continue
    const moved = withMoved(text.paragraphs, paragraph, move.after)
    const place = moved[moved.findIndex(({ id }) => id === paragraph) - 1]?.id ?? null
    found.set(place, [...(found.get(place) ?? []), arrival])
  }
  return found
}

/**
 * Behind which paragraphs one fits (null for the start): beside one of its own kind and level. Not where it stands already, nor beside paragraphs
 * that are only proposed and may never come.
 */
export function placesFor(paragraphs: readonly RollingParagraph[], id: ParagraphId): (ParagraphId | null)[] {
  const base = paragraphs.filter((each) => !each.proposed || each.id === id)
  const own = base.find((each) => each.id === id)
  if (!own) return []
  const family = new Set(familyOf(base, id))
  const rest = base.filter((each) => !family.has(each.id))
  const isLike = (each: Placed | undefined) => each?.kind === own.kind && depthOf(each) === depthOf(own)
  const candidates = [null, ...rest.filter((each) => depthOf(each) <= depthOf(own)).map((each) => each.id)]
  return candidates.filter((after) => {
    const next = rest[placeBehind(rest, after, depthOf(own))!]
    const fits = isLike(rest.find((each) => each.id === after)) || isLike(next)
    return fits && !isThere(base, id, after)
  })
}

/** Whether it may be proposed that a paragraph stand elsewhere: those of the text that carry a status and are open. */
export const isMovable = ({ kind, status, proposed }: RollingParagraph): boolean =>
  proposed === null && isNegotiated(kind) && !isClosed(status)

/** Letters of a paragraph that stand for it where it has no number. */
const BEGINNING = 32

/**
 * The place of a move for people: behind `OP 5`, or first under a heading, a fixed line or an owner (of the text, for
 * an empty name). A paragraph without a number is called by its first words.
 */
export type NamedPlace = { kind: 'after' | 'first'; name: string }

export function namedPlace(
  text: Pick<RollingText, 'paragraphs'>,
  labels: Readonly<Record<ParagraphId, string>>,
  id: ParagraphId,
  after: ParagraphId | null,
): NamedPlace {
  const own = text.paragraphs.find((each) => each.id === id)
  const before = text.paragraphs.find((each) => each.id === after)
  if (!before) return { kind: 'first', name: '' }
  const isOver =
    own !== undefined &&
    (depthOf(own) > depthOf(before) ||
      (before.kind !== own.kind && ['formula', 'opener', 'heading'].includes(before.kind)))
  const label = before.kind === 'heading' ? '' : labels[before.id]
  return { kind: isOver ? 'first' : 'after', name: label || beginningOf(before) }
}

/** What a paragraph is called: by its number, else by its first words. Empty when it is not in the text. */
export function calledIn(
  { paragraphs }: Pick<RollingText, 'paragraphs'>,
  labels: Readonly<Record<ParagraphId, string>>,
  id: ParagraphId,
): string {
  const found = paragraphs.find((each) => each.id === id)
  return labels[id] || (found ? beginningOf(found) : '')
}

/** The first words of a paragraph, without what is proposed to be added, in quotation marks. */
function beginningOf({ runs }: Pick<RollingParagraph, 'runs'>): string {
  const words = runs
    .filter(({ insertions }) => insertions.length === 0)
    .map(({ text }) => text)
    .join('')
    .trim()
  return `“${words.length > BEGINNING ? `${words.slice(0, BEGINNING).trimEnd()}…` : words}”`
}
