import type { DelegationCode } from '../basics/actor.ts'
import { charAfter } from '../basics/character.ts'
import type { Choice, Consolidated } from './consolidation.ts'
import { proposalsOf, type Proposal } from '../text/proposal.ts'
import type { CharId, ProposalId, RollingParagraph } from '../basics/rolling.ts'
import { isBaseRun } from '../text/preview.ts'

/**
 * What becomes of some words. `accepted`: into the text; `alternative`: into it in brackets; `struck`: out of it, as
 * those named asked; `set-aside`: out of it, for the alternatives in its place; `repeated`: base words written once
 * more; `not-retained`: new words that do not come in; `stays`: words that somebody wanted out; `pending`: not decided.
 */
export type ProvenanceOutcome =
  'accepted' | 'alternative' | 'struck' | 'set-aside' | 'repeated' | 'not-retained' | 'stays' | 'pending'

/** A line of the table that tells where every word comes from and where it goes. */
export type ProvenanceLine = {
  words: string
  outcome: ProvenanceOutcome
  /** Whose words they are; empty for the base text. */
  from: readonly DelegationCode[]
  /** Who asked for what happens to them; empty where that is `from`. */
  by: readonly DelegationCode[]
}

/** Every word that comes, goes, waits or is not retained, in the order of the text. No word leaves without a line. */
export function provenanceOf(
  paragraph: RollingParagraph,
  consolidated: Consolidated,
  choices: readonly Choice[],
): ProvenanceLine[] {
  const kindOf = new Map(choices.flatMap(({ kind, proposals }) => proposals.map((id) => [id, kind] as const)))
  const cards = proposalsOf(paragraph).map((proposal) => ({
    proposal,
    kind: kindOf.get(proposal.ids[0]!) ?? null,
  }))
  const taken = cards.filter(({ kind }) => kind === 'take').map(({ proposal }) => proposal)
  return [
    ...leaving(paragraph, consolidated),
    ...acceptedLines(taken, consolidated.steps.duplicates),
    ...consolidated.alternatives
      .flat()
      .map(({ text, delegations }) => line(text, 'alternative', delegations)),
    ...repeatedIn(consolidated),
    ...cards.flatMap(({ proposal, kind }) =>
      kind === 'decline' || kind === null ? restOf(proposal, kind) : [],
    ),
  ].filter(({ words }) => words.trim() !== '')
}

const line = (
  words: string,
  outcome: ProvenanceOutcome,
  from: readonly DelegationCode[],
  by: readonly DelegationCode[] = [],
): ProvenanceLine => ({ words: words.trim(), outcome, from, by })

function acceptedLines(taken: readonly Proposal[], duplicates: ReadonlySet<ProposalId>): ProvenanceLine[] {
  const isDuplicate = ({ ids }: Proposal) => ids.some((id) => duplicates.has(id))
  const saidBy = new Map<string, DelegationCode[]>()
  const wish = ({ inserted, struck }: Proposal) => JSON.stringify([inserted, struck])
  for (const duplicate of taken.filter(isDuplicate)) {
    const known = saidBy.get(wish(duplicate))
    if (known) known.push(duplicate.delegation)
    else saidBy.set(wish(duplicate), [duplicate.delegation])
  }
  return taken
    .filter((proposal) => !isDuplicate(proposal))
    .map((each) => line(each.inserted, 'accepted', [each.delegation, ...(saidBy.get(wish(each)) ?? [])]))
}

const repeatedIn = ({ pieces }: Consolidated): ProvenanceLine[] =>
  pieces.filter(({ origin }) => origin.kind === 'repeated').map(({ text }) => line(text, 'repeated', []))

function restOf(
  { delegation, inserted, struck, kind }: Proposal,
  choice: 'decline' | null,
): ProvenanceLine[] {
  if (choice === null) return [line(inserted || struck, 'pending', [delegation])]
  return [
    line(inserted, 'not-retained', [delegation]),
    ...(struck === '' || kind === 'paragraph' ? [] : [line(struck, 'stays', [], [delegation])]),
  ]
}

/** Base words that do not stand in the text afterwards. */
function leaving(paragraph: RollingParagraph, { pieces, steps, isRemoved }: Consolidated): ProvenanceLine[] {
  const kept = new Set<CharId>()
  for (const { text, first, origin } of pieces)
    if (origin.kind === 'base') for (let i = 0; i < text.length; i++) kept.add(charAfter(first, i))
  const bracketed = new Set(steps.brackets.flatMap(({ proposals }) => [...proposals]))
  const lines: ProvenanceLine[] = []
  let isOpen = false
  let asked = ''
  for (const run of paragraph.runs.filter(isBaseRun)) {
    const by = isRemoved ? paragraph.removals : run.strikes
    const who = [
      ...new Set(by.filter(({ id }) => steps.first.has(id) || bracketed.has(id)).map((s) => s.delegation)),
    ]
    const outcome = isRemoved || run.strikes.some(({ id }) => steps.first.has(id)) ? 'struck' : 'set-aside'
    const key = who.join()
    for (let i = 0; i < run.text.length; i++) {
      if (kept.has(charAfter(run.first, i))) {
        isOpen = false
        continue
      }
      const last = lines.at(-1)
      if (isOpen && last && last.outcome === outcome && asked === key)
        lines[lines.length - 1] = { ...last, words: last.words + run.text[i]! }
      else lines.push({ words: run.text[i]!, outcome, from: [], by: who })
      isOpen = true
      asked = key
    }
  }
  return lines.map((each) => ({ ...each, words: each.words.trim() }))
}
