import type { DelegationCode } from '../basics/actor.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import { proposalsOf, type Proposal } from './proposal.ts'
import type { ProposalId, RollingParagraph, Run } from '../basics/rolling.ts'

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
  const now = after.flatMap((paragraph) =>
    proposalsOf(paragraph).map((proposal) => ({ proposal, paragraph })),
  )
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
    const reason = reasonFor(proposal, before, found.proposal, found.paragraph)
    return {
      ids: found.proposal.ids,
      delegation,
      paragraph: found.paragraph.id,
      state: stateFor(reason),
      reason,
      reads: readingOf(found.proposal, found.paragraph),
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

function reasonFor(
  proposal: Proposal,
  before: RollingParagraph,
  now: Proposal,
  after: RollingParagraph,
): EffectReason {
  if (proposal.struck !== '' && now.struck === '' && proposal.kind !== 'removal') return 'words-gone'
  const ids = new Set([...proposal.ids, ...now.ids])
  const [stood, stands] = [neighboursOf(before.runs, ids), neighboursOf(after.runs, ids)]
  if (now.inserted.trim() !== '' && now.struck === '' && isSaid(now.inserted, stands)) return 'already-said'
  if (proposal.kind !== 'removal' && proposal.struck !== now.struck) return 'words-changed'
  if (proposal.struck !== '' || !stood || !stands) return 'same'
  return stood.left !== stands.left && stood.right !== stands.right ? 'place-changed' : 'same'
}

type Neighbours = { left: string; right: string; before: string; behind: string }

/** The words next to a proposal's own, as far as nobody else only proposes them. Null when it adds none. */
function neighboursOf(runs: readonly Run[], ids: ReadonlySet<ProposalId>): Neighbours | null {
  const isOwn = ({ insertions }: Run) => insertions.some(({ id }) => ids.has(id))
  const first = runs.findIndex(isOwn)
  if (first < 0) return null
  const ground = new Set(runs[first]!.insertions.map(({ id }) => id))
  const stands = (run: Run) => !isOwn(run) && run.insertions.every(({ id }) => ground.has(id))
  const textOf = (part: readonly Run[]) =>
    part
      .filter((run) => stands(run) && !run.strikes.some(({ id }) => ids.has(id)))
      .map(({ text }) => text)
      .join('')
  const last = runs.reduce((at, run, i) => (isOwn(run) ? i : at), first)
  const [before, behind] = [textOf(runs.slice(0, first)), textOf(runs.slice(last + 1))]
  return {
    before,
    behind,
    left: lastWord(before),
    right: /^\s*(\S+)/u.exec(behind)?.[1] ?? '',
  }
}

/** A pattern would look for the word's end from each of its letters again. */
function lastWord(text: string): string {
  const words = text.trimEnd()
  let from = words.length
  while (from > 0 && /\S/u.test(words[from - 1]!)) from--
  return words.slice(from)
}

function isSaid(inserted: string, stands: Neighbours | null): boolean {
  const words = inserted.trim()
  return (
    words.length > 2 &&
    stands !== null &&
    (stands.before.trimEnd().endsWith(words) || stands.behind.trimStart().startsWith(words))
  )
}

/** Characters of the text shown on either side of a proposal. */
const around = 48

function readingOf({ ids, offset }: Proposal, { runs }: RollingParagraph): string {
  const own = new Set(ids)
  let [at, start] = [0, 0]
  let text = ''
  for (const run of runs) {
    if (at <= offset) start = text.length
    at += run.text.length
    const isRead = run.insertions.every(({ id }) => own.has(id)) && !run.strikes.some(({ id }) => own.has(id))
    if (isRead) text += run.text
  }
  const [from, to] = [Math.max(0, start - around), Math.min(text.length, start + around * 2)]
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}
