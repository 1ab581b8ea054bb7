import type { Collisions, Contest } from '#app/domain/consolidation/collisions.ts'
import type { Choice } from '#app/domain/consolidation/consolidation.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'

/** What the chair has ticked for a proposal. */
export type Tick = 'take' | 'bracket' | 'decline' | 'leave'

export type Ticked = {
  /** By `keyOf`; a proposal that is not in it is left open. */
  ticks: ReadonlyMap<string, Tick>
  /** Contests, by the key of their first proposal, in which the words as they stand are an alternative too. */
  keepsBase: ReadonlySet<string>
}

export const keyOf = ({ ids }: Proposal): string => ids[0] ?? ''

/** The key of a contest. */
export const keyOfContest = ({ proposals }: Collisions, { proposals: cards }: Contest): string =>
  keyOf(proposals[cards[0]!]!)

export const tickOf = ({ ticks }: Ticked, proposal: Proposal): Tick => ticks.get(keyOf(proposal)) ?? 'leave'

/** The ticks that come to these choices. */
export function tickedFrom(collisions: Collisions, choices: readonly Choice[]): Ticked {
  const ticks = new Map<string, Tick>()
  const kinds = new Map(choices.flatMap(({ kind, proposals }) => proposals.map((id) => [id, kind] as const)))
  for (const proposal of collisions.proposals) {
    const kind = kinds.get(keyOf(proposal))
    if (kind) ticks.set(keyOf(proposal), kind)
  }
  return { ticks, keepsBase: new Set() }
}

/**
 * One more tick. Of proposals that collide only one goes in plainly: those that were in before are not retained, or
 * stand in brackets beside the new one. What says the same goes with it, what amends one that stays out stays out.
 */
export function ticking(ticked: Ticked, collisions: Collisions, card: number, tick: Tick): Ticked {
  const ticks = new Map(ticked.ticks)
  const { proposals, contests, parents } = collisions
  const of = (at: number) => keyOf(proposals[at]!)
  ticks.set(of(card), tick)
  const contest = contests.find((each) => each.proposals.includes(card))
  for (const other of contest?.proposals ?? []) {
    const was = ticks.get(of(other)) ?? 'leave'
    if (other === card) continue
    if (contest!.isSameWish) ticks.set(of(other), tick)
    else if (tick === 'take' && (was === 'take' || was === 'bracket')) ticks.set(of(other), 'decline')
    else if (tick === 'bracket' && was === 'take') ticks.set(of(other), 'bracket')
  }
  const isOut = (at: number) => ['leave', 'decline'].includes(ticks.get(of(at)) ?? 'leave')
  for (const [at, parent] of parents) if (isOut(parent) && !isOut(at)) ticks.set(of(at), 'leave')
  return { ...ticked, ticks }
}

/** The decision's choices, contests in one piece each. */
export function choicesFrom(ticked: Ticked, collisions: Collisions): Choice[] {
  const { proposals, contests } = collisions
  const having = (cards: readonly number[], tick: Tick) =>
    cards.filter((card) => tickOf(ticked, proposals[card]!) === tick).flatMap((card) => proposals[card]!.ids)
  const contested = new Set(contests.flatMap((each) => each.proposals))
  const groups = [
    ...contests.map((contest) => ({
      cards: contest.proposals,
      keepsBase: ticked.keepsBase.has(keyOfContest(collisions, contest)),
    })),
    ...proposals.flatMap((_, card) => (contested.has(card) ? [] : [{ cards: [card], keepsBase: true }])),
  ]
  return groups
    .flatMap(({ cards, keepsBase }): Choice[] => [
      { kind: 'take', proposals: having(cards, 'take') },
      { kind: 'bracket', proposals: having(cards, 'bracket'), keepsBase },
      { kind: 'decline', proposals: having(cards, 'decline') },
    ])
    .filter((choice) => choice.proposals.length > 0)
}
