import type { DelegationCode } from '../basics/actor.ts'
import type { Card, TouchedWords } from './card.ts'
import { Groups } from './groups.ts'
import type { TargetId } from './targets.ts'

/** Proposals of which not all can be had as they are, or which say the same. */
export type Contest = {
  /** Indices, in reading order; two at least. */
  proposals: readonly number[]
  /** The words they stand on; alternatives can be written into the paragraph's own (null) only. */
  ground: TargetId
  /** All of them want the very same: written once, it is in all their names. */
  isSameWish: boolean
}

/**
 * The proposals that compete for the same words or place, or say the same, each with all that it is bound up with, in
 * reading order. Each ground is swept once from its first character to its last.
 */
export function contestsAmong(cards: readonly Card[]): Contest[] {
  const groups = new Groups(cards.length)
  for (const { at, across } of cards) for (const other of across) groups.join(at, other)
  for (const same of gathered(cards, ({ wish }) => wish)) joinRivals(groups, same)
  for (const there of touchesByGround(cards)) {
    joinWhereTheyPut(groups, there)
    sweep(
      groups,
      there.flatMap(({ card, words }) => words.map(([from, to]) => ({ card, from, to }))),
    )
    sweep(
      groups,
      there.flatMap(({ card, strikes, points }) => [
        ...points.map(({ at }) => ({ card, from: at, to: at })),
        ...strikes.map(([from, to]) => ({ card, from, to })),
      ]),
    )
  }
  return groups.ofSeveral().map((proposals) => contestOf(proposals.map((at) => cards[at]!)))
}

const areOfTwo = (cards: readonly Card[]): boolean =>
  cards.some(({ proposal }) => proposal.delegation !== cards[0]!.proposal.delegation)

function contestOf(cards: readonly Card[]): Contest {
  const wants = new Set(cards.map(({ wish }) => wish))
  const isAcross = cards.some(({ across }) => across.size > 0)
  return {
    proposals: cards.map(({ at }) => at),
    ground: sharedGround(cards),
    isSameWish: wants.size === 1 && !isAcross,
  }
}

const sharedGround = (cards: readonly Card[]): TargetId =>
  cards.some(({ touches }) => touches.has(null)) ? null : ([...(cards[0]?.touches.keys() ?? [])][0] ?? null)

type Touching = TouchedWords & { card: Card }

const touchesByGround = (cards: readonly Card[]): Touching[][] =>
  gathered(
    cards.flatMap((card) => [...card.touches.values()].map((touch) => ({ ...touch, card }))),
    ({ ground }) => ground,
  )

/** Words of two delegations that come in at one place. */
function joinWhereTheyPut(groups: Groups, there: readonly Touching[]) {
  const put = there.flatMap(({ card, points }) => points.map(({ at }) => ({ card, at })))
  for (const here of gathered(put, ({ at }) => at))
    joinRivals(
      groups,
      here.map(({ card }) => card),
    )
}

/** All of these compete with each other, but for those of one delegation. */
function joinRivals(groups: Groups, cards: readonly Card[]) {
  if (areOfTwo(cards)) for (const { at } of cards) groups.join(at, cards[0]!.at)
}

function gathered<T, K>(items: readonly T[], keyOf: (item: T) => K): T[][] {
  const found = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const known = found.get(key)
    if (known) known.push(item)
    else found.set(key, [item])
  }
  return [...found.values()]
}

/** What a card does to some characters; a point, at which it puts words, has no length. */
type Hold = { card: Card; from: number; to: number }

/**
 * Joins the cards of two delegations that hold the same characters, or one of which holds characters on both sides of
 * the other's point. Points must not be held against points.
 */
function sweep(groups: Groups, holds: readonly Hold[]) {
  const standing = new Standing(groups)
  // A point is not inside of what begins right behind it.
  const inOrder = [...holds].sort((a, b) => a.from - b.from || Number(a.to > a.from) - Number(b.to > b.from))
  for (const hold of inOrder) standing.meet(hold)
}

/**
 * What stands over the character that a sweep has come to. Whatever stands there of two delegations is joined
 * already; of that, the two of different delegations that reach furthest are all that one more can meet. So there are
 * two of them, or all are of one delegation.
 */
class Standing {
  private holds: Hold[] = []
  constructor(private readonly groups: Groups) {}

  meet(hold: Hold) {
    const isPoint = hold.to === hold.from
    const others = this.othersThan(hold)
    for (const other of others) this.groups.join(other.card.at, hold.card.at)
    if (!isPoint) this.holds.push(hold)
    if (others.length > 0) this.holds = furthest(this.holds)
  }

  private othersThan({ card, from }: Hold): Hold[] {
    const isOther = (hold: Hold) => delegationOf(hold) !== card.proposal.delegation
    if (this.holds.length > 2 && !isOther(this.holds[0]!)) return []
    this.holds = this.holds.filter(({ to }) => to > from)
    return this.holds.filter(isOther)
  }
}

const delegationOf = ({ card }: Hold): DelegationCode => card.proposal.delegation

/** The one that reaches furthest, and the one that does of the other delegations. */
function furthest(holds: readonly Hold[]): Hold[] {
  const further = (a: Hold, b: Hold) => (b.to > a.to ? b : a)
  const first = holds.reduce(further)
  const others = holds.filter((hold) => delegationOf(hold) !== delegationOf(first))
  return others.length > 0 ? [first, others.reduce(further)] : [first]
}
