import type { Passage } from '#app/domain/brackets/bracket.ts'
import { picking } from '#app/domain/brackets/bracket-edits.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { refuse } from '#app/domain/basics/result.ts'
import type { Relocations } from '#app/document/model/relocations.ts'
import { parseCharId, sourceOf, visibleSpans, type Char } from '#app/document/model/characters.ts'
import { bracketAt, applyEdits } from './alternatives.ts'
import { acceptProposals } from '../proposals.ts'
import type { InsertionEntry, ParagraphEntry } from '#app/document/model/schema.ts'
import type { LeftOut } from '../account.ts'
import type { BaseEdit } from '../base-edit.ts'
import { keptAs, type Handler } from '../handler.ts'

/**
 * Takes proposals into the base text and picks, at once, among the alternatives that they bring. Words of theirs that
 * are not picked never come into the text; the record keeps them with the names of their authors.
 */
export const acceptAlternative: Handler<'accept-alternative'> = (edit, decision, { account }) => {
  const { proposals, open, choice, picked } = decision
  const char = parseCharId(open)
  const source = char && sourceOf(edit.layers.doc, char)
  if (!char || source === null || !proposals.includes(source)) return refuse({ kind: 'no-such-bracket' })
  account.about({ proposals, tellsTexts: true })
  const entries = proposals.map((id) => edit.layers.entries.get(id))
  const taken = acceptProposals(edit, proposals)
  if (!taken.ok) return taken
  edit.refresh()
  const { relocations } = edit.layers.pending
  const [stands] = relocations.resolveRange({ ...char, length: 1 })
  const found = stands && bracketAt(edit, stands)
  if (!found) return refuse({ kind: 'no-such-bracket' })
  const pick = picking(found.texts, found.tree, found.at, choice)
  if (!pick) return refuse({ kind: 'no-alternative' })
  const words = ({ paragraph, from, to }: Passage) => edit.text(paragraph).toString().slice(from, to)
  if (words(pick.kept) !== picked) return refuse({ kind: 'alternative-changed' })
  const brought = entries.flatMap((entry) => (entry && 'text' in entry ? broughtBy(entry, relocations) : []))
  const left = pick.left.flatMap((passage) => wordsByProposal(edit, passage, brought))
  account.leavesOut(left.filter(({ words }) => words.trim() !== ''))
  return keptAs(applyEdits(edit, pick.edits), decision)
}

/** Characters of the base text that came with a proposal. */
type Brought = Char & { length: number; proposal: ProposalId }

const broughtBy = (
  { attribution, text }: InsertionEntry | ParagraphEntry,
  relocations: Relocations,
): Brought[] =>
  visibleSpans(text).flatMap((span) =>
    relocations.resolveRange(span).map((range) => ({ ...range, proposal: attribution.id })),
  )

/** The words of a passage by the proposal that they came with; words that stood there before are not among them. */
function wordsByProposal(
  edit: BaseEdit,
  { paragraph, from, to }: Passage,
  brought: readonly Brought[],
): LeftOut[] {
  const found: LeftOut[] = []
  for (const { client, clock, string } of visibleSpans(edit.text(paragraph), from, to - from))
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
