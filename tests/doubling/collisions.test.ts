import { describe, expect, test } from 'vitest'
import { collisionsOf } from '#app/domain/consolidation/collisions.ts'
import { Random } from '#tests/sim/random.ts'
import { collisionsTheLongWay, type LongWay } from './collisions-the-long-way.ts'
import { randomParagraph } from './random-paragraph.ts'

const seeds = Array.from({ length: 40 }, (_, seed) => seed)
/** Paragraphs of each seed. */
const PARAGRAPHS = 25

const excluding = ['same-words', 'struck-across', 'removal', 'places']

describe('what collides, swept, is what collides when each proposal is held against each other one', () => {
  test.each(seeds)('seed %i', (seed) => {
    const random = new Random(seed)
    for (let each = 0; each < PARAGRAPHS; each++) {
      const paragraph = randomParagraph(random, 1 + random.below(10))
      const long = collisionsTheLongWay(paragraph)
      const quick = collisionsOf(paragraph)
      const some = new Set(quick.proposals.flatMap((_, at) => (random.chance(0.6) ? [at] : [])))
      const found = {
        free: quick.free,
        contests: quick.contests,
        pairs: pairsBy(quick.proposals.length, quick.between),
        contested: [...quick.contested].sort((a, b) => a - b),
        against: quick.proposals.map((_, at) => [...quick.against(at)].sort()),
        kinds: quick.contests.map((contest) => quick.kindsIn(contest)),
        duplicates: quick.clashAmong(some) ? [] : [...quick.duplicatesAmong(some)],
        hasClash: quick.clashAmong(some) !== null,
      }
      expect(found, JSON.stringify(paragraph.runs)).toEqual(expectedOf(long, some))
    }
  })
})

const pairsBy = (count: number, between: (a: number, b: number) => string | null): string[] =>
  Array.from({ length: count }, (_, b) =>
    Array.from({ length: b }, (_, a) => between(a, b)).flatMap((kind, a) =>
      kind ? [`${a} ${b} ${kind}`] : [],
    ),
  ).flat()

function expectedOf({ proposals, pairs, contests, free }: LongWay, some: ReadonlySet<number>) {
  const between = (a: number, b: number) =>
    pairs.find((pair) => pair.between[0] === a && pair.between[1] === b)?.kind ?? null
  const differing = pairs.filter(({ kind }) => kind !== 'same-wish')
  const among = pairs.filter(({ between: [a, b] }) => some.has(a) && some.has(b))
  const hasClash = among.some(({ kind }) => excluding.includes(kind))
  return {
    free,
    contests: [...contests].sort((a, b) => a.proposals[0]! - b.proposals[0]!),
    pairs: pairsBy(proposals.length, between),
    contested: [...new Set(differing.flatMap((pair) => pair.between))].sort((a, b) => a - b),
    against: proposals.map((_, card) => rivalsOf(card, { proposals, pairs: differing })),
    kinds: [...contests]
      .sort((a, b) => a.proposals[0]! - b.proposals[0]!)
      .map((contest) => kindsIn(contest.proposals, between)),
    duplicates: hasClash
      ? []
      : [...new Set(among.filter(({ kind }) => kind === 'same-wish').map((pair) => pair.between[1]))],
    hasClash,
  }
}

const rivalsOf = (card: number, { proposals, pairs }: Pick<LongWay, 'proposals' | 'pairs'>): string[] =>
  [
    ...new Set(
      pairs
        .filter(({ kind, between }) => between.includes(card) && kind !== 'parent-contested')
        .map(({ between }) => proposals[between.find((at) => at !== card)!]!.delegation),
    ),
  ].sort()

const kindsIn = (cards: readonly number[], between: (a: number, b: number) => string | null): string[] => [
  ...new Set(cards.flatMap((b, at) => cards.slice(0, at).flatMap((a) => between(a, b) ?? []))),
]
