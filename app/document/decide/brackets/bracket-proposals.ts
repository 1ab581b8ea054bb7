import { refuse, accept as accepted, type Result } from '#app/domain/basics/result.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { indexOf, type Char } from '#app/document/model/characters.ts'
import { surround } from './brackets.ts'
import { acceptParagraph, entriesOf, splitAtBreaks, struckBy, takeInsertion, turnOf } from '../proposals.ts'
import type { DeletionEntry, Entry } from '#app/document/model/schema.ts'
import type { BaseEdit } from '../base-edit.ts'

type Done = Result<null, DecisionRefusal>
const done: Done = accepted(null)

/**
 * Takes proposals into the text in brackets: struck words as `[old]`, new ones as `[new]` or `[MEX: new]`.
 * Side by side they read as alternatives.
 */
export function bracketProposals(edit: BaseEdit, ids: readonly ProposalId[], attributed: boolean): Done {
  const entries = entriesOf(edit, ids)
  if (!entries.ok) return entries
  for (const entry of entries.value.sort((a, b) => turnOf(edit, a) - turnOf(edit, b))) {
    edit.refresh()
    const by = attributed ? `${edit.nameOf(entry.attribution.delegation)}: ` : ''
    const result = bracketEntry(edit, entry, by)
    if (!result.ok) return result
    edit.decide(entry.attribution.id, 'bracketed')
  }
  return done
}

function bracketEntry(edit: BaseEdit, entry: Entry, by: string): Done {
  if (entry.kind === 'insertion') {
    const taken = takeInsertion(edit, entry)
    if (!taken.ok) return taken
    edit.refresh()
    if (taken.value.copy) surroundWords(edit, taken.value.paragraph, taken.value.copy, by)
    edit.refresh()
    return splitAtBreaks(edit, taken.value.paragraph)
  }
  if (entry.kind === 'paragraph') {
    const result = acceptParagraph(edit, entry)
    if (!result.ok) return result
    surround(edit, entry.attribution.id, 0, edit.text(entry.attribution.id).length, by)
    return done
  }
  if (entry.kind === 'deletion') {
    const marked = struckBy(edit, entry).map(([paragraph]) => bracketStruck(edit, entry, paragraph))
    // A strike of another's words alone: there is nothing in the text to put into brackets.
    return marked.some(Boolean) ? done : refuse({ kind: 'not-for-brackets' })
  }
  if (entry.kind === 'removal') {
    surround(edit, entry.paragraph, 0, edit.text(entry.paragraph).length, '')
    return done
  }
  return refuse({ kind: 'no-such-passage' })
}

/** Brackets words that have just come into the base text; blanks at their ends stay outside. */
function surroundWords(
  edit: BaseEdit,
  paragraph: ParagraphId,
  copy: { first: Char; last: Char },
  by: string,
) {
  const text = edit.text(paragraph)
  const [from, to] = [indexOf(text, copy.first), indexOf(text, copy.last) + 1]
  const words = text.toString().slice(from, to)
  const blanks = words.length - words.trimStart().length
  if (words.trim() === '') surround(edit, paragraph, from, to, by)
  else surround(edit, paragraph, from + blanks, from + words.trimEnd().length, by)
}

/** Brackets each stretch of base text that a strike covers; false when it covers none. */
function bracketStruck(edit: BaseEdit, entry: DeletionEntry, paragraph: ParagraphId): boolean {
  if (!edit.base(paragraph)) return false
  const stretches: { from: number; to: number }[] = []
  let at = 0
  for (const piece of edit.layers.paragraph(paragraph)?.pieces ?? []) {
    if (piece.source !== paragraph) continue
    const end = at + piece.text.length
    if (piece.strikes.some((strike) => strike.id === entry.attribution.id)) {
      const last = stretches.at(-1)
      if (last && last.to === at) last.to = end
      else stretches.push({ from: at, to: end })
    }
    at = end
  }
  for (const { from, to } of stretches.reverse()) surround(edit, paragraph, from, to, '')
  return stretches.length > 0
}
