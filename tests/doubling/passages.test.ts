import { describe, expect, test } from 'vitest'
import { bracketing, passageOf, type Bracketing } from '#app/domain/consolidation/alternatives.ts'
import { Passages } from '#app/domain/consolidation/passages.ts'
import type { ProposalId, RollingParagraph } from '#app/domain/basics/rolling.ts'
import { accepting, previewOf, type PreviewParagraph } from '#app/domain/text/preview.ts'
import { Random } from '#tests/sim/random.ts'
import { randomParagraph } from './random-paragraph.ts'

const seeds = Array.from({ length: 40 }, (_, seed) => seed)
/** Paragraphs of each seed. */
const PARAGRAPHS = 25

describe('passages written one after another are those of the paragraph read whole for each', () => {
  test.each(seeds)('seed %i', (seed) => {
    const random = new Random(seed)
    for (let each = 0; each < PARAGRAPHS; each++) {
      const { preview, wanted } = asked(randomParagraph(random, 1 + random.below(14)), random)
      const passages = new Passages(preview)
      const told = wanted.map((each) => passages.write(each, (code) => code))
      const { paragraph, found } = theLongWay(preview, wanted)
      expect(told, JSON.stringify(preview.runs)).toEqual(found)
      expect(passages.runs(), JSON.stringify(preview.runs)).toEqual(paragraph.runs)
    }
  })
})

function theLongWay(preview: PreviewParagraph, wanted: readonly Bracketing[]) {
  let paragraph = preview
  const found = wanted.map((each) => {
    const passage = passageOf(paragraph, each)
    if (!passage.ok) return passage
    paragraph = bracketing(paragraph, passage.value, (code) => code)
    return { ok: true, value: passage.value.alternatives }
  })
  return { paragraph, found }
}

/** Some proposals accepted; of the others one group after another in brackets. */
function asked(given: RollingParagraph, random: Random) {
  const paragraph = { ...given, proposed: random.chance(0.9) ? null : given.proposed }
  const ids = new Set(
    paragraph.runs.flatMap(({ insertions, strikes }) => [...insertions, ...strikes].map(({ id }) => id)),
  )
  const groups = new Map<number, Set<ProposalId>>()
  for (const id of ids) {
    const group = random.below(6)
    groups.set(group, (groups.get(group) ?? new Set()).add(id))
  }
  const [taken, ...rest] = [...groups.values()]
  return {
    preview: accepting(previewOf(paragraph), taken ?? new Set()),
    wanted: rest.map((all): Bracketing => {
      const proposals = new Set([...all].slice(0, 3))
      const within = new Set([...all].slice(3).filter(() => random.chance(0.5)))
      return { proposals, within, keepsBase: random.chance(0.5) }
    }),
  }
}
