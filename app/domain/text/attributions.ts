import { movesOf } from './move.ts'
import type { Attribution, RollingParagraph } from '../basics/rolling.ts'

/** Of everything proposed on a paragraph: on the whole of it, then on its words, stretch by stretch. */
export const attributionsIn = (paragraph: RollingParagraph): readonly Attribution[] => {
  const { proposed, removals, merges, runs } = paragraph
  return [
    ...(proposed ? [proposed] : []),
    ...removals,
    ...merges,
    ...movesOf(paragraph),
    ...runs.flatMap(({ insertions, strikes }) => [...insertions, ...strikes]),
  ]
}
