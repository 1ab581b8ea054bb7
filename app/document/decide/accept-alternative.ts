import type { Passage } from '#app/domain/brackets/bracket.ts'
import { picking } from '#app/domain/brackets/bracket-edits.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { refuse, type Result } from '#app/domain/basics/result.ts'
import type { Carried } from '../model/relocations.ts'
import { parseCharId, sourceOf, visibleSpans, type Char } from '../model/characters.ts'
import { bracketAt, carryOutEdits } from './alternatives.ts'
import { acceptProposals } from './proposals.ts'
import type { InsertionEntry, ParagraphEntry } from '../model/schema.ts'
import type { Surgery } from './base-edit.ts'

type Done = Result<null, DecisionRefusal>
type AcceptAlternative = Extract<Decision, { kind: 'accept-alternative' }>

/**
 * Takes proposals into the base text and picks, at once, among the alternatives that they bring. Words of theirs that
 * are not picked have been in the text for nobody; they are left for the record, whose they are.
 */
export function acceptAlternative(surgery: Surgery, decision: AcceptAlternative): Done {
  const { proposals, open, choice, picked } = decision
  const char = parseCharId(open)
  const source = char && sourceOf(surgery.layers.doc, char)
  if (!char || source === null || !proposals.includes(source)) return refuse({ kind: 'no-such-bracket' })
  const entries = proposals.map((id) => surgery.layers.entries.get(id))
  const taken = acceptProposals(surgery, proposals)
  if (!taken.ok) return taken
  surgery.refresh()
  const { carried } = surgery.layers.pending
  const [stands] = carried.resolveRange({ ...char, length: 1 })
  const found = stands && bracketAt(surgery, stands)
  if (!found) return refuse({ kind: 'no-such-bracket' })
  const pick = picking(found.texts, found.tree, found.at, choice)
  if (!pick) return refuse({ kind: 'no-alternative' })
  const words = ({ paragraph, from, to }: Passage) => surgery.text(paragraph).toString().slice(from, to)
  if (words(pick.kept) !== picked) return refuse({ kind: 'alternative-changed' })
  const brought = entries.flatMap((entry) => (entry && 'text' in entry ? broughtBy(entry, carried) : []))
  const left = pick.left.flatMap((passage) => wordsByProposal(surgery, passage, brought))
  surgery.leftOut.push(...left.filter(({ words }) => words.trim() !== ''))
  return carryOutEdits(surgery, pick.edits)
}

/** Characters of the base text that came with a proposal. */
type Brought = Char & { length: number; proposal: ProposalId }

const broughtBy = ({ attribution, text }: InsertionEntry | ParagraphEntry, carried: Carried): Brought[] =>
  visibleSpans(text).flatMap((span) =>
    carried.resolveRange(span).map((range) => ({ ...range, proposal: attribution.id })),
  )

/** The words of a passage by the proposal that they came with; words that stood there before are not among them. */
function wordsByProposal(
  surgery: Surgery,
  { paragraph, from, to }: Passage,
  brought: readonly Brought[],
): { proposal: ProposalId; words: string }[] {
  const found: { proposal: ProposalId; words: string }[] = []
  for (const { client, clock, string } of visibleSpans(surgery.text(paragraph), from, to - from))
    for (let at = 0; at < (string ?? '').length; at++) {
      const range = brought.find(
        (each) => each.client === client && clock + at >= each.clock && clock + at < each.clock + each.length,
      )
      if (!range) continue
      const last = found.at(-1)
      if (last?.proposal === range.proposal) last.words += string![at]!
      else found.push({ proposal: range.proposal, words: string![at]! })
    }
  return found
}
