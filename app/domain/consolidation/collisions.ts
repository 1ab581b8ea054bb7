import { cardsOf, kindBetween, type Card, type CollisionKind } from './card.ts'
import { Contacts } from './contacts.ts'
import { contestsAmong, type Contest } from './contests.ts'
import type { DelegationCode } from '../basics/actor.ts'
import type { Proposal } from '../text/proposal.ts'
import type { ProposalId, RollingParagraph } from '../basics/rolling.ts'
import { targetsOf, type TargetedProposal } from './targets.ts'

export type { CollisionKind, Contest }

/**
 * Which proposals on a paragraph compete. Two delegations can make each of thousands collide with each other: no list
 * of all that do is made, and what one has to know of them is asked for.
 */
export type Collisions = {
  proposals: readonly Proposal[]
  /** In reading order of their first proposals. */
  contests: readonly Contest[]
  /** Those that collide with nothing, by index. They may be taken in any order. */
  free: readonly number[]
  /** Those that collide with one that wants something else, or amend what does, by index. */
  contested: ReadonlySet<number>
  /** The proposal that each one amends, by index; absent for those on the paragraph's own words. */
  parents: ReadonlyMap<number, number>
  /**
   * Those in whose words (or proposed paragraph) a proposal puts some of its own, by index: it cannot be in the text
   * without them.
   */
  hosts: ReadonlyMap<number, readonly number[]>
  /** How two collide, by index. */
  between: (one: number, other: number) => CollisionKind | null
  /** What a contest is about; of a very large one, what its proposals have with those that stand near. */
  kindsIn: (contest: Contest) => CollisionKind[]
  /** Whose proposals one collides with that want something else. What it amends is none of them. */
  against: (card: number) => DelegationCode[]
  /** The first of these that excludes another one, with that: one alone of them can be taken. */
  clashAmong: (cards: ReadonlySet<number>) => readonly [number, number] | null
  /** Of those that say the same, all but the first. */
  duplicatesAmong: (cards: ReadonlySet<number>) => ReadonlySet<number>
}

/** Of proposals that collide so, one alone can be taken. */
const excluding: readonly (CollisionKind | null)[] = ['same-words', 'struck-across', 'removal', 'places']

/** So many that follow one are looked at to tell what a contest is about. */
const NEAR = 32

/**
 * Which of the proposals on a paragraph compete for the same words or place, at word level, and which are
 * independent. Proposals of one delegation never collide: they are one wish.
 */
export function collisionsOf(paragraph: RollingParagraph): Collisions {
  const targets = targetsOf(paragraph)
  const { touching } = targets
  const cards = cardsOf(targets)
  const byId = new Map(touching.flatMap(({ proposal }, at) => proposal.ids.map((id) => [id, at] as const)))
  const parents = parentsOf(touching, byId)
  const contests = contestsAmong(cards)
  const contacts = new Contacts(cards)
  const under = underContest(parents, contests)
  const contested = new Set(cards.filter((card) => contacts.isContested(card)).map(({ at }) => at))
  for (const at of under) contested.add(at).add(parents.get(at)!)
  const competing = new Set(contests.flatMap((each) => each.proposals))
  const between = (one: number, other: number) =>
    kindBetween(cards[one]!, cards[other]!) ??
    ((under.has(one) && parents.get(one) === other) || (under.has(other) && parents.get(other) === one)
      ? 'parent-contested'
      : null)
  return {
    proposals: touching.map(({ proposal }) => proposal),
    contests,
    free: cards.flatMap(({ at }) => (competing.has(at) || contested.has(at) ? [] : [at])),
    contested,
    parents,
    hosts: new Map(touching.map((each, at) => [at, hostsOf(each, byId, paragraph)])),
    between,
    kindsIn: ({ proposals }) => [...new Set(nearPairs(proposals).flatMap((pair) => between(...pair) ?? []))],
    against: (at) => contacts.against(cards[at]!),
    clashAmong: (some) => clashAmong(cards.filter(({ at }) => some.has(at))),
    duplicatesAmong: (some) => duplicatesAmong(cards.filter(({ at }) => some.has(at))),
  }
}

const nearPairs = (cards: readonly number[]): [number, number][] =>
  cards.flatMap((second, at) =>
    cards.slice(Math.max(0, at - NEAR), at).map((first): [number, number] => [first, second]),
  )

function clashAmong(cards: readonly Card[]): readonly [number, number] | null {
  const contacts = new Contacts(cards)
  const one = cards.find((card) => contacts.isExcluded(card))
  const other = one && cards.find((card) => excluding.includes(kindBetween(one, card)))
  return one && other ? [one.at, other.at] : null
}

function duplicatesAmong(cards: readonly Card[]): ReadonlySet<number> {
  const saidBy = new Map<string, Set<DelegationCode>>()
  const duplicates = cards.filter(({ wish, proposal: { delegation } }) => {
    const known = saidBy.get(wish) ?? new Set()
    saidBy.set(wish, known.add(delegation))
    return known.size > 1
  })
  return new Set(duplicates.map(({ at }) => at))
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

/** Those that amend, through however many others, what competes for more than the same wish. */
function underContest(
  parents: ReadonlyMap<number, number>,
  contests: readonly Contest[],
): ReadonlySet<number> {
  const contested = new Set(
    contests.filter(({ isSameWish }) => !isSameWish).flatMap((each) => each.proposals),
  )
  const known = new Map<number, boolean>()
  for (const at of parents.keys()) {
    if (known.has(at)) continue
    const way = new Set([at])
    let above = parents.get(at)
    for (; above !== undefined && !way.has(above); above = parents.get(above)) {
      if (contested.has(above) || known.has(above)) break
      way.add(above)
    }
    const isUnder = above !== undefined && (contested.has(above) || known.get(above) === true)
    for (const each of way) known.set(each, isUnder)
  }
  return new Set([...known].flatMap(([at, isUnder]) => (isUnder && parents.has(at) ? [at] : [])))
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
