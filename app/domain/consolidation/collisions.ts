import type { Proposal } from '../text/proposal.ts'
import { PARAGRAPH_BREAK, type ProposalId, type RollingParagraph } from '../basics/rolling.ts'
import {
  changedWords,
  targetsOf,
  type TargetId,
  type Stretch,
  type TargetedEdit,
  type TargetedProposal,
} from './targets.ts'

/**
 * How two proposals compete. `same-wish` is none: both say the same, and it is to be written once.
 * `same-words`: both change one word at least; `same-place`: words of both come in at one point;
 * `struck-across`: one strikes what stands around (or in) the other's new words; `parent-contested`: it amends
 * a proposal that collides itself; `removal`: one takes the whole paragraph out; `places`: they move it to
 * different places.
 */
export type CollisionKind =
  'same-wish' | 'same-words' | 'same-place' | 'struck-across' | 'parent-contested' | 'removal' | 'places'

/** Two proposals by their index in `Collisions.proposals`, the one that stands first in front. */
export type Collision = { kind: CollisionKind; between: readonly [number, number] }

/** Proposals of which not all can be had as they are, or which say the same. */
export type Contest = {
  /** Indices, in reading order; two at least. */
  proposals: readonly number[]
  /** The words they stand on; alternatives can be written into the paragraph's own (null) only. */
  ground: TargetId
  /** All of them want the very same: written once, it is in all their names. */
  isSameWish: boolean
}

export type Collisions = {
  proposals: readonly Proposal[]
  pairs: readonly Collision[]
  contests: readonly Contest[]
  /** Those that collide with nothing, by index. They may be taken in any order. */
  free: readonly number[]
  /** The proposal that each one amends, by index; absent for those on the paragraph's own words. */
  parents: ReadonlyMap<number, number>
  /**
   * Those in whose words (or proposed paragraph) a proposal puts some of its own, by index: it cannot be in the text
   * without them.
   */
  hosts: ReadonlyMap<number, readonly number[]>
}

/** These make a contest; the others are told of, and settled by deciding the one or the other. */
const contesting: readonly CollisionKind[] = ['same-wish', 'same-words', 'same-place', 'struck-across']

/**
 * Which of the proposals on a paragraph compete for the same words or place, at word level, and which are
 * independent. Proposals of one delegation never collide: they are one wish.
 */
export function collisionsOf(paragraph: RollingParagraph): Collisions {
  const { texts, touching } = targetsOf(paragraph)
  const cards = touching.map((each) => cardOf(each, texts))
  const byId = new Map(touching.flatMap(({ proposal }, at) => proposal.ids.map((id) => [id, at] as const)))
  const pairs: Collision[] = []
  for (const [b, second] of cards.entries())
    for (let a = 0; a < b; a++) {
      const kind = kindOf(cards[a]!, second)
      if (kind) pairs.push({ kind, between: [a, b] })
    }
  const parents = parentsOf(touching, byId)
  const contests = contestsOf(cards, pairs)
  const told = new Set(pairs.map(({ between }) => between.join()))
  for (const pair of underContest(parents, contests)) if (!told.has(pair.between.join())) pairs.push(pair)
  const colliding = new Set(pairs.flatMap(({ between }) => between))
  return {
    proposals: touching.map(({ proposal }) => proposal),
    pairs,
    contests,
    free: cards.flatMap((_, at) => (colliding.has(at) ? [] : [at])),
    parents,
    hosts: new Map(touching.map((each, at) => [at, hostsOf(each, byId, paragraph)])),
  }
}

function hostsOf(
  { proposal, touches }: TargetedProposal,
  byId: ReadonlyMap<ProposalId, number>,
  { proposed }: RollingParagraph,
): number[] {
  const words = touches.flatMap(({ ground, points }) =>
    ground !== null && points.length > 0 ? [ground] : [],
  )
  const whole = proposed && !proposal.ids.includes(proposed.id) ? [proposed.id] : []
  return [...whole, ...words].flatMap((id) => byId.get(id) ?? [])
}

type Card = {
  proposal: Proposal
  /** The same for two that say the same. */
  wish: string
  touches: Map<TargetId, TargetedEdit & { words: readonly Stretch[]; strikesBreak: boolean }>
}

const cardOf = ({ proposal, touches }: TargetedProposal, texts: ReadonlyMap<TargetId, string>): Card => ({
  proposal,
  wish: wishOf({ proposal, touches }),
  touches: new Map(
    touches.map((touch) => [
      touch.ground,
      {
        ...touch,
        words: changedWords(texts.get(touch.ground) ?? '', touch),
        strikesBreak: touch.strikes.some((struck) =>
          texts
            .get(touch.ground)
            ?.slice(...struck)
            .includes(PARAGRAPH_BREAK),
        ),
      },
    ]),
  ),
})

function kindOf(a: Card, b: Card): CollisionKind | null {
  if (a.proposal.delegation === b.proposal.delegation) return null
  if (a.proposal.kind === 'removal' || b.proposal.kind === 'removal')
    return a.proposal.kind === b.proposal.kind ? 'same-wish' : 'removal'
  if (a.proposal.to && b.proposal.to)
    return a.proposal.to.after === b.proposal.to.after ? 'same-wish' : 'places'
  if (strikesInto(a, b) || strikesInto(b, a)) return 'struck-across'
  const kinds = [...a.touches].flatMap(([ground, touch]) => {
    const other = b.touches.get(ground)
    return other ? (kindOn(touch, other) ?? []) : []
  })
  if (kinds.length === 0) return null
  if (saysTheSame(a, b)) return 'same-wish'
  return contesting.find((kind) => kinds.includes(kind)) ?? null
}

function kindOn(
  a: Card['touches'] extends Map<TargetId, infer T> ? T : never,
  b: typeof a,
): CollisionKind | null {
  const overlaps = ([from, to]: Stretch, [start, end]: Stretch) => from < end && start < to
  if (a.words.some((words) => b.words.some((others) => overlaps(words, others)))) return 'same-words'
  const isInside = (one: TargetedEdit, other: TargetedEdit) =>
    one.points.some(({ at }) => other.strikes.some(([from, to]) => from < at && at < to))
  if (isInside(a, b) || isInside(b, a)) return 'struck-across'
  return a.points.some(({ at }) => b.points.some((point) => point.at === at)) ? 'same-place' : null
}

/**
 * Strikes words of the other's and others too, or a break of the other's, which parts the paragraph as soon as it is
 * accepted: not an amendment of it, but a strike across it.
 */
function strikesInto(a: Card, b: Card): boolean {
  const struck = [...a.touches].filter(([, { strikes }]) => strikes.length > 0)
  return struck.some(
    ([ground, { strikesBreak }]) =>
      ground !== null && b.proposal.ids.includes(ground) && (struck.length > 1 || strikesBreak),
  )
}

const saysTheSame = (a: Card, b: Card): boolean => a.wish === b.wish
const wishOf = ({ touches }: TargetedProposal): string =>
  JSON.stringify(touches.map(({ ground, strikes, points }) => [ground, strikes, points]))

function parentsOf(
  touching: readonly TargetedProposal[],
  byId: ReadonlyMap<ProposalId, number>,
): ReadonlyMap<number, number> {
  const parents = new Map<number, number>()
  touching.forEach(({ proposal, touches }, at) => {
    if (touches.length === 0 || touches.some(({ ground }) => ground === null)) return
    const parent = byId.get(proposal.within ?? touches[0]!.ground ?? '')
    if (parent !== undefined && parent !== at) parents.set(at, parent)
  })
  return parents
}

function contestsOf(cards: readonly Card[], pairs: readonly Collision[]): Contest[] {
  const groupOf = new Map<number, number[]>()
  const clashing = pairs.filter(({ kind }) => contesting.includes(kind))
  for (const { between } of clashing) {
    const [one, other] = between.map((at) => groupOf.get(at) ?? [at]) as [number[], number[]]
    const [into, from] = one.length < other.length ? [other, one] : [one, other]
    if (into === from) continue
    for (const at of from) into.push(at)
    for (const at of [...from, ...between]) groupOf.set(at, into)
  }
  const differing = new Set(
    clashing.flatMap(({ kind, between }) => (kind === 'same-wish' ? [] : [groupOf.get(between[0])!])),
  )
  return [...new Set(groupOf.values())]
    .map((group) => ({ group, proposals: [...group].sort((a, b) => a - b) }))
    .map(({ group, proposals }) => ({
      proposals,
      ground: sharedGround(proposals.map((at) => cards[at]!)),
      isSameWish: !differing.has(group),
    }))
}

const sharedGround = (cards: readonly Card[]): TargetId =>
  cards.some(({ touches }) => touches.has(null)) ? null : ([...(cards[0]?.touches.keys() ?? [])][0] ?? null)

function underContest(parents: ReadonlyMap<number, number>, contests: readonly Contest[]): Collision[] {
  const contested = new Set(
    contests.filter(({ isSameWish }) => !isSameWish).flatMap((each) => each.proposals),
  )
  const isContested = (at: number | undefined): boolean =>
    at !== undefined && (contested.has(at) || isContested(parents.get(at)))
  return [...parents]
    .filter(([, parent]) => isContested(parent))
    .map(([at, parent]) => ({
      kind: 'parent-contested',
      between: [Math.min(at, parent), Math.max(at, parent)],
    }))
}

/** The longest collision that reads well within its line, in characters. */
const inlineAtMost = 100

/**
 * Whether a collision of that many characters (all that competes, words out and words in) is shown in the line
 * of the text or as alternatives one under another. The measure is that of amendment tools: some 100 characters.
 */
export const shownAs = (
  proposals: readonly Pick<Proposal, 'struck' | 'inserted'>[],
): 'inline' | 'alternatives' =>
  proposals.reduce((sum, { struck, inserted }) => sum + struck.length + inserted.length, 0) <= inlineAtMost
    ? 'inline'
    : 'alternatives'
