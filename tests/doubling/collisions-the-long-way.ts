import type { CollisionKind, Contest } from '#app/domain/consolidation/collisions.ts'
import {
  targetsOf,
  type Stretch,
  type TargetedEdit,
  type TargetedProposal,
  type TargetId,
} from '#app/domain/consolidation/targets.ts'
import { PARAGRAPH_BREAK, type ProposalId, type RollingParagraph } from '#app/domain/basics/rolling.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'

/** Two proposals by their index in `LongWay.proposals`, the one that stands first in front. */
export type Collision = { kind: CollisionKind; between: readonly [number, number] }

export type LongWay = {
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
const contesting: readonly CollisionKind[] = ['same-wish', 'same-words', 'struck-across', 'same-place']

/**
 * What `collisionsOf` answers, by holding every proposal against every other one: which of the proposals on a
 * paragraph compete for the same words or place, at word level, and which are
 * independent. Proposals of one delegation never collide: they are one wish.
 */
export function collisionsTheLongWay(paragraph: RollingParagraph): LongWay {
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

/** Letters of scripts that part their words by blanks; of others every character is a word of its own. */
const letter = /[\p{L}\p{M}\p{N}_]/u
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}]/u
const isLetter = (char: string | undefined): boolean =>
  char !== undefined && letter.test(char) && !unspaced.test(char)

/** Whether the place before `at` is in the middle of a word. */
const isInsideWord = (text: string, at: number): boolean => isLetter(text[at - 1]) && isLetter(text[at])

/** The stretch, grown until it cuts no word. */
function wholeWords(text: string, [from, to]: Stretch): Stretch {
  while (isInsideWord(text, from)) from--
  while (isInsideWord(text, to)) to++
  return [from, to]
}

/**
 * The words that a proposal changes on a ground: those that it strikes, whole where it strikes a part only, and
 * those that its new letters grow together with ("ir" before "regular").
 */
function changedWords(text: string, { strikes, points }: TargetedEdit): Stretch[] {
  const isOwn = (at: number) => strikes.some(([from, to]) => at >= from && at < to)
  const grown = points.flatMap(({ at, text: words }): Stretch[] => {
    const left = at > 0 && !isOwn(at - 1) && isLetter(text[at - 1]) && isLetter(words[0])
    const right = !isOwn(at) && isLetter(text[at]) && isLetter(words.at(-1))
    const isSplit = isInsideWord(text, at) && !isOwn(at - 1) && !isOwn(at)
    if (!left && !right && !isSplit) return []
    return [wholeWords(text, [left || isSplit ? at - 1 : at, right || isSplit ? at + 1 : at])]
  })
  return [...strikes.map((stretch) => wholeWords(text, stretch)), ...grown]
}
