import {
  stateFor,
  wordsOf,
  type EffectReason,
  type ProposalEffect,
} from '#app/domain/text/proposal-effects.ts'
import { proposalsOf, type Proposal } from '#app/domain/text/proposal.ts'
import type { ProposalId, RollingParagraph, Run } from '#app/domain/basics/rolling.ts'

/**
 * What `proposalEffects` answers, by reading the paragraph for every proposal again: what became of every proposal of a paragraph, for the paragraph as it is now (several when a decision parted it).
 * None is left out.
 */
export function effectsTheLongWay(
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
