import type { Verdict } from '#app/document/guard/verdict.ts'
import type { LateWords } from '#app/document/model/late-words.ts'
import type { Entry } from '#app/document/model/schema.ts'
import { freezeRevision, freezeTransmission, keptRevision } from '#app/domain/record/evidence/frozen.ts'
import type { FrozenPaper } from '#app/domain/record/details.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { UnchainedEntry } from '#app/domain/record/entry.ts'
import type { RecordKind, RecordedDetail } from '#app/domain/record/kinds.ts'
import type { Batch } from '#app/usecases/ports.ts'
import { sha256 } from '#server/crypto/digest.ts'

/** Where, by whom and when something happened. */
type Happening = { draft: string; by: UnchainedEntry['by']; at: number }

/** What happened as an entry of the record, before it is chained. */
const entryFor = <K extends RecordKind>(
  { draft, by, at }: Happening,
  what: K,
  detail: RecordedDetail[K],
): UnchainedEntry => ({ draft, at, by, what, detail }) as UnchainedEntry

/** What the record keeps of words: who tabled, supported, withdrew. Their text stands in the log. */
export function happened(draft: string, actor: Actor, verdict: Verdict, at: number): UnchainedEntry[] {
  const happening = { draft, by: whoIs(actor), at }
  return [
    ...verdict.tabled.map((entry) =>
      entry.kind === 'support'
        ? entryFor(happening, 'supported', { proposal: entry.proposal })
        : entryFor(happening, 'tabled', tabled(entry)),
    ),
    ...verdict.withdrawn.map(({ id, kind, text }) =>
      entryFor(happening, kind === 'support' ? 'support-withdrawn' : 'withdrawn', {
        proposal: id,
        kind,
        ...(text !== '' && { text }),
      }),
    ),
  ]
}

const tabled = (entry: Exclude<Entry, { kind: 'support' }>): RecordedDetail['tabled'] => ({
  proposal: entry.attribution.id,
  kind: entry.kind,
  ...('paragraph' in entry && { paragraph: entry.paragraph }),
  ...(entry.kind === 'move' && { to: entry.after }),
})

/** Words that came too late leave the text: the record keeps them, whatever becomes of their author's browser. */
export const cameLate = (
  draft: string,
  actor: Actor,
  words: readonly LateWords[],
  at: number,
): UnchainedEntry[] =>
  words.map((late) => entryFor({ draft, by: whoIs(actor), at }, 'late-words', { ...late }))

/**
 * What the record keeps of a decision or a statement: all that it says, and what it made. The number of a revision
 * stands under `number`, the id of a step under `transmission`, or under `onward` where the decision itself names in
 * `transmission` the step that it goes on from; the hashes of what is frozen with it under `frozen`.
 */
export function decided(
  draft: string,
  actor: Actor,
  deed: {
    what: RecordKind
    detail: RecordedDetail[RecordKind]
    made: Pick<Batch, 'revision' | 'transmission'>
  },
  at: number,
): UnchainedEntry {
  const { what, detail, made } = deed
  const step = made.transmission && {
    [made.transmission.previous ? 'onward' : 'transmission']: made.transmission.id,
  }
  const making = { ...(made.revision && { number: made.revision.number }), ...step, ...frozenIn(made) }
  return entryFor({ draft, by: whoIs(actor), at }, what, { ...detail, ...making })
}

function frozenIn({ revision, transmission }: Pick<Batch, 'revision' | 'transmission'>) {
  if (revision) return { frozen: freezeRevision(keptRevision(revision), sha256).frozen }
  return transmission && { frozen: freezeTransmission(transmission, sha256).frozen }
}

/** What was stored since the last entry is covered by this one. */
export const covered = (draft: string, at: number, papers: readonly FrozenPaper[]): UnchainedEntry =>
  entryFor({ draft, by: system, at }, 'log-covered', papers.length > 0 ? { papers } : {})

/** What the room has decided by itself at a deadline. */
export const ended = (draft: string, at: number, detail: RecordedDetail['end-silence']): UnchainedEntry =>
  entryFor({ draft, by: system, at }, 'end-silence', detail)

const system: UnchainedEntry['by'] = { user: 'system', name: 'Corchete', role: 'system', delegation: null }

const whoIs = ({ user, name, role, delegation }: Actor): UnchainedEntry['by'] => ({
  user,
  name,
  role,
  delegation,
})
