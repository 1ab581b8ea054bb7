import type { DecisionDetail } from '#app/document/decide/decide.ts'
import type { Verdict } from '#app/document/guard/verdict.ts'
import type { LateWords } from '#app/document/guard/late-words.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { UnchainedEntry } from '#app/domain/record/entry.ts'
import type { Batch } from '#app/usecases/ports.ts'

/** What the record keeps of words: who tabled, supported, withdrew. Their text stands in the log. */
export function happened(draft: string, actor: Actor, verdict: Verdict, at: number): UnchainedEntry[] {
  const by = whoIs(actor)
  const tabled = verdict.tabled.map((entry) => ({
    what: entry.kind === 'support' ? 'supported' : 'tabled',
    detail:
      entry.kind === 'support'
        ? { proposal: entry.proposal }
        : {
            proposal: entry.attribution.id,
            kind: entry.kind,
            ...('paragraph' in entry && { paragraph: entry.paragraph }),
            ...(entry.kind === 'move' && { to: entry.after }),
          },
  }))
  const withdrawn = verdict.withdrawn.map(({ id, kind, text }) => ({
    what: kind === 'support' ? 'support-withdrawn' : 'withdrawn',
    detail: { proposal: id, kind, ...(text !== '' && { text }) },
  }))
  return [...tabled, ...withdrawn].map((each) => ({ draft, at, by, ...each }))
}

/** Words that came too late leave the text: the record keeps them, whatever becomes of their author's browser. */
export const cameLate = (
  draft: string,
  actor: Actor,
  words: readonly LateWords[],
  at: number,
): UnchainedEntry[] =>
  words.map((late) => ({ draft, at, by: whoIs(actor), what: 'late-words', detail: { ...late } }))

/**
 * What the record keeps of a decision: all that it says, and what it made. The number of a revision stands under
 * `number`, the id of a step under `transmission`, or under `onward` where the decision itself names in
 * `transmission` the step that it goes on from.
 */
export const decided = (
  draft: string,
  actor: Actor,
  decision: { what: string; detail: DecisionDetail; made: Pick<Batch, 'revision' | 'transmission'> },
  at: number,
): UnchainedEntry => {
  const { what, detail, made } = decision
  const step = made.transmission && {
    [made.transmission.previous ? 'onward' : 'transmission']: made.transmission.id,
  }
  return {
    draft,
    at,
    by: whoIs(actor),
    what,
    detail: { ...detail, ...(made.revision && { number: made.revision.number }), ...step },
  }
}

const whoIs = ({ user, name, role, delegation }: Actor): UnchainedEntry['by'] => ({
  user,
  name,
  role,
  delegation,
})
