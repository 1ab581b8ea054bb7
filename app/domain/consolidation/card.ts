import { firstWhere } from '../basics/character.ts'
import type { Proposal } from '../text/proposal.ts'
import { GroundWords, type Stretch, type TargetedEdit, type TargetId, type Targets } from './targets.ts'

/**
 * How two proposals compete. `same-wish` is none: both say the same, and it is to be written once.
 * `same-words`: both change one word at least; `same-place`: words of both come in at one point;
 * `struck-across`: one strikes what stands around (or in) the other's new words; `parent-contested`: it amends
 * a proposal that collides itself; `removal`: one takes the whole paragraph out; `places`: they move it to
 * different places.
 */
export type CollisionKind =
  'same-wish' | 'same-words' | 'same-place' | 'struck-across' | 'parent-contested' | 'removal' | 'places'

/** What a card does to one ground. */
export type TouchedWords = TargetedEdit & {
  /** The words that it changes, in order, apart from each other. */
  words: readonly Stretch[]
}

/** A proposal as others may collide with it. */
export type Card = {
  /** Its place among the proposals of the paragraph. */
  at: number
  proposal: Proposal
  /** The same for two that say the same. */
  wish: string
  touches: ReadonlyMap<TargetId, TouchedWords>
  /**
   * Those of other delegations whose words it strikes, and others too, or a break of theirs, which parts the paragraph as soon as it is
   * accepted: not an amendment of them, but a strike across them.
   */
  across: ReadonlySet<number>
}

/** Every proposal of a paragraph as a card. */
export function cardsOf({ texts, touching }: Targets): Card[] {
  const grounds = new Map([...texts].map(([id, text]) => [id, new GroundWords(text)]))
  const groundOf = (id: TargetId) => grounds.get(id) ?? new GroundWords('')
  const across = acrossOf(touching, groundOf)
  return touching.map(({ proposal, touches }, at) => ({
    at,
    proposal,
    wish: wishOf(proposal, touches) ?? `nobody else's: ${at}`,
    touches: new Map(
      touches.map((touch) => [touch.ground, { ...touch, words: groundOf(touch.ground).changed(touch) }]),
    ),
    across: new Set(across(touches, proposal)),
  }))
}

function acrossOf(touching: Targets['touching'], groundOf: (id: TargetId) => GroundWords) {
  const cards = new Map(touching.flatMap(({ proposal }, at) => proposal.ids.map((id) => [id, at] as const)))
  return (touches: readonly TargetedEdit[], { delegation }: Proposal): number[] => {
    const struck = touches.filter(({ strikes }) => strikes.length > 0)
    return struck.flatMap(({ ground, strikes }) => {
      const other = ground === null ? undefined : cards.get(ground)
      if (other === undefined || touching[other]!.proposal.delegation === delegation) return []
      return struck.length > 1 || strikes.some((each) => groundOf(ground).breaksIn(each)) ? [other] : []
    })
  }
}

/** What two must have in common to say the same; null for what nobody else can say. */
function wishOf({ kind, to }: Proposal, touches: readonly TargetedEdit[]): string | null {
  if (kind === 'removal') return kind
  if (to) return `to ${JSON.stringify(to.after)}`
  if (touches.length === 0) return null
  return JSON.stringify(touches.map(({ ground, strikes, points }) => [ground, strikes, points]))
}

/** How two cards collide, whatever else there is. Those of one delegation never do: they are one wish. */
export function kindBetween(a: Card, b: Card): CollisionKind | null {
  if (a.proposal.delegation === b.proposal.delegation) return null
  if (a.across.has(b.at) || b.across.has(a.at)) return 'struck-across'
  if (a.proposal.kind === 'removal' || b.proposal.kind === 'removal')
    return a.wish === b.wish ? 'same-wish' : 'removal'
  if (a.proposal.to && b.proposal.to) return a.wish === b.wish ? 'same-wish' : 'places'
  if (a.wish === b.wish) return 'same-wish'
  const kinds = kindsOnGrounds(a, b)
  return byWeight.find((kind) => kinds.has(kind)) ?? null
}

/** The first that two cards give cause for is what their collision is called. */
const byWeight: readonly CollisionKind[] = ['same-words', 'struck-across', 'same-place']

function kindsOnGrounds(a: Card, b: Card): Set<CollisionKind> {
  const [few, many] = a.touches.size < b.touches.size ? [a, b] : [b, a]
  const kinds = new Set<CollisionKind>()
  for (const [ground, touch] of few.touches) {
    const other = many.touches.get(ground)
    const kind = other && kindOn(touch, other)
    if (kind) kinds.add(kind)
  }
  return kinds
}

function kindOn(a: TouchedWords, b: TouchedWords): CollisionKind | null {
  if (meet(a.words, b.words)) return 'same-words'
  if (meet(a.strikes, pointsOf(b)) || meet(b.strikes, pointsOf(a))) return 'struck-across'
  const places = new Set(a.points.map(({ at }) => at))
  return b.points.some(({ at }) => places.has(at)) ? 'same-place' : null
}

const pointsOf = ({ points }: TouchedWords): Stretch[] => points.map(({ at }) => [at, at])

/** Whether any of some stretches overlaps any of others; both in order, apart from each other. */
function meet(some: readonly Stretch[], others: readonly Stretch[]): boolean {
  const [few, many] = some.length < others.length ? [some, others] : [others, some]
  return few.some(([from, to]) => {
    const next = many[firstWhere(many, ([, end]) => end > from)]
    return next !== undefined && next[0] < to
  })
}
