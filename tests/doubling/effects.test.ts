import { describe, expect, test } from 'vitest'
import { accepting, previewOf } from '#app/domain/text/preview.ts'
import { proposalEffects } from '#app/domain/text/proposal-effects.ts'
import type { ProposalId, RollingParagraph } from '#app/domain/basics/rolling.ts'
import { Random } from '#tests/sim/random.ts'
import { effectsTheLongWay } from './effects-the-long-way.ts'
import { randomParagraph } from './random-paragraph.ts'

const seeds = Array.from({ length: 40 }, (_, seed) => seed)
/** Paragraphs of each seed. */
const PARAGRAPHS = 25

describe('what a decision did to proposals is the same as when the paragraph is read for each of them', () => {
  test.each(seeds)('seed %i', (seed) => {
    const random = new Random(seed)
    for (let each = 0; each < PARAGRAPHS; each++) {
      const before = randomParagraph(random, 1 + random.below(12))
      const after = decided(before, random)
      const parts = random.chance(0.2) ? parted(after, random) : [after]
      expect(proposalEffects(before, ...parts), JSON.stringify([before.runs, after.runs])).toEqual(
        effectsTheLongWay(before, ...parts),
      )
    }
  })
})

/** The paragraph after some of its proposals are accepted and some are gone, with what stood in them. */
function decided(paragraph: RollingParagraph, random: Random): RollingParagraph {
  const ids = new Set(
    paragraph.runs.flatMap(({ insertions, strikes }) => [...insertions, ...strikes].map(({ id }) => id)),
  )
  const some = (share: number) => new Set([...ids].filter(() => random.chance(share)))
  const [taken, declined] = [some(0.3), some(0.2)]
  return without(accepting(previewOf(paragraph), taken), declined)
}

const without = (paragraph: RollingParagraph, ids: ReadonlySet<ProposalId>): RollingParagraph => ({
  ...paragraph,
  runs: paragraph.runs
    .filter(({ insertions }) => !insertions.some(({ id }) => ids.has(id)))
    .map((run) => ({ ...run, strikes: run.strikes.filter(({ id }) => !ids.has(id)) })),
})

function parted(paragraph: RollingParagraph, random: Random): RollingParagraph[] {
  const at = random.below(paragraph.runs.length + 1)
  return [paragraph.runs.slice(0, at), paragraph.runs.slice(at)].map((runs, part) => ({
    ...paragraph,
    id: `p${part}`,
    runs,
  }))
}
