import { stateFor, wordsOf, type ProposalEffect, type EffectReason } from './proposal-effects.ts'
import { isThere, movesOf } from './move.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import type { Move, RollingText } from '../basics/rolling.ts'

/** What a decision did to the paragraphs themselves. */
export type Disturbed = {
  moved: ReadonlySet<ParagraphId>
  /** A split made two of each. */
  parted: ReadonlySet<ParagraphId>
}

/**
 * What became of every proposal to move a paragraph, whatever paragraph a decision was about. None is left out; words
 * that change in what moves, or around its place, are no matter to it.
 */
export function moveEffects(before: RollingText, after: RollingText, disturbed: Disturbed): ProposalEffect[] {
  const now = new Map(after.paragraphs.flatMap((each) => movesOf(each).map((move) => [move.id, move])))
  return before.paragraphs.flatMap((paragraph) =>
    movesOf(paragraph).map((move): ProposalEffect => {
      const stands = now.get(move.id)
      const reason = stands
        ? reasonFor(paragraph.id, [before, move], [after, stands], disturbed)
        : 'superseded'
      return {
        ids: [move.id],
        delegation: move.delegation,
        paragraph: paragraph.id,
        state: stateFor(reason),
        reason,
        reads: null,
        words: stands ? wordsOf({ struck: '', inserted: '' }) : '',
      }
    }),
  )
}

type Then = readonly [text: RollingText, move: Move]

function reasonFor(id: ParagraphId, was: Then, is: Then, { moved, parted }: Disturbed): EffectReason {
  const [, { after, lost }] = is
  if (stoodThere(id, is) && !stoodThere(id, was)) return 'already-there'
  if (moved.has(id)) return 'moved-elsewhere'
  if (parted.has(id)) return 'paragraph-parted'
  const isDisturbed = after !== null && (moved.has(after) || parted.has(after))
  return (lost && !was[1].lost) || isDisturbed ? 'neighbour-changed' : 'same'
}

/** Among accepted paragraphs: what is only proposed between does not count. */
const stoodThere = (id: ParagraphId, [{ paragraphs }, { after }]: Then): boolean =>
  isThere(
    paragraphs.filter((each) => !each.proposed || each.id === after),
    id,
    after,
  )
