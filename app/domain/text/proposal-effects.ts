import type { DelegationCode } from '../basics/actor.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import { proposalsOf, type Proposal } from './proposal.ts'
import type { ProposalId, RollingParagraph } from '../basics/rolling.ts'
import { Surroundings, type Neighbours } from './surroundings.ts'

/**
 * What a decision on its paragraph did to a proposal that it did not decide. `kept`: at its words. `needs-rebase`:
 * still pending, on other words than it was made for. `obsolete`: it asks for nothing any more.
 */
export type EffectState = 'kept' | 'needs-rebase' | 'obsolete'
export type EffectReason =
  | 'same'
  /** All words that it strikes are gone. */
  | 'words-gone'
  /** Some of the words that it strikes are gone. */
  | 'words-changed'
  /** Its new words stand between others than they did. */
  | 'place-changed'
  /** Its new words stand in the text already. */
  | 'already-said'
  /** The decision left nothing of it. */
  | 'superseded'
  /** The paragraph stands already where it would move it. */
  | 'already-there'
  /** The paragraph that it moves stands elsewhere now. */
  | 'moved-elsewhere'
  /** The paragraph that it moves is two now: it moves the first of them. */
  | 'paragraph-parted'
  /** The paragraph behind which it would stand has left the text, has moved, or is two now. */
  | 'neighbour-changed'

export type ProposalEffect = {
  /** As in `Proposal.ids`. */
  ids: readonly ProposalId[]
  delegation: DelegationCode
  /** Where it stands now; where it stood, when it stands nowhere. */
  paragraph: ParagraphId
  state: EffectState
  reason: EffectReason
  /** How its place would read if it were accepted as it stands now; null when it stands nowhere. */
  reads: string | null
  /** Its words as they are now, so that one can tell when its author has looked after it. */
  words: string
}

/**
 * What became of every proposal of a paragraph, for the paragraph as it is now (several when a decision parted it).
 * None is left out.
 */
export function proposalEffects(
  before: RollingParagraph,
  ...after: readonly RollingParagraph[]
): ProposalEffect[] {
  const now = after.flatMap((paragraph) => {
    const around = new Surroundings(paragraph.runs)
    return proposalsOf(paragraph).map((proposal) => ({ proposal, paragraph, around }))
  })
  const stood = new Surroundings(before.runs)
  const byId = new Map<ProposalId, number>()
  now.forEach(({ proposal }, at) => proposal.ids.forEach((id) => byId.has(id) || byId.set(id, at)))
  return proposalsOf(before).map((proposal) => {
    const first = proposal.ids.reduce((least, id) => Math.min(least, byId.get(id) ?? Infinity), Infinity)
    const found = now[first]
    const { ids, delegation } = proposal
    if (!found)
      return {
        ids,
        delegation,
        paragraph: proposal.paragraph,
        state: 'obsolete',
        reason: 'superseded',
        reads: null,
        words: '',
      }
    const reason = reasonFor([proposal, stood], [found.proposal, found.around])
    return {
      ids: found.proposal.ids,
      delegation,
      paragraph: found.paragraph.id,
      state: stateFor(reason),
      reason,
      reads: found.around.reading(found.proposal),
      words: wordsOf(found.proposal),
    }
  })
}

export const wordsOf = ({ struck, inserted }: Pick<Proposal, 'struck' | 'inserted'>): string =>
  `${struck} → ${inserted}`

export const stateFor = (reason: EffectReason): EffectState =>
  reason === 'same'
    ? 'kept'
    : ['already-said', 'already-there', 'superseded'].includes(reason)
      ? 'obsolete'
      : 'needs-rebase'

type Standing = readonly [proposal: Proposal, around: Surroundings]

function reasonFor([proposal, before]: Standing, [now, after]: Standing): EffectReason {
  if (proposal.struck !== '' && now.struck === '' && proposal.kind !== 'removal') return 'words-gone'
  const ids = new Set([...proposal.ids, ...now.ids])
  const reach = now.inserted.length
  const stands = after.neighbours(ids, reach)
  if (now.inserted.trim() !== '' && now.struck === '' && isSaid(now.inserted, stands)) return 'already-said'
  if (proposal.kind !== 'removal' && proposal.struck !== now.struck) return 'words-changed'
  const stood = before.neighbours(ids, reach)
  if (proposal.struck !== '' || !stood || !stands) return 'same'
  return stood.left !== stands.left && stood.right !== stands.right ? 'place-changed' : 'same'
}

function isSaid(inserted: string, stands: Neighbours | null): boolean {
  const words = inserted.trim()
  return (
    words.length > 2 &&
    stands !== null &&
    (stands.before.trimEnd().endsWith(words) || stands.behind.trimStart().startsWith(words))
  )
}
