import { refuse, accept as accepted, type Result } from '#app/domain/basics/result.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { indexOf, type Char } from '../model/characters.ts'
import { surround } from './brackets.ts'
import { acceptParagraph, entriesOf, splitAtBreaks, struckBy, takeInsertion, turnOf } from './proposals.ts'
import type { DeletionEntry, Entry } from '../model/schema.ts'
import type { Surgery } from './base-edit.ts'

type Done = Result<null, DecisionRefusal>
const done: Done = accepted(null)

/**
 * Takes proposals into the text in brackets: struck words as `[old]`, new ones as `[new]` or `[MEX: new]`.
 * Side by side they read as alternatives.
 */
export function bracketProposals(surgery: Surgery, ids: readonly ProposalId[], attributed: boolean): Done {
  const entries = entriesOf(surgery, ids)
  if (!entries.ok) return entries
  for (const entry of entries.value.sort((a, b) => turnOf(surgery, a) - turnOf(surgery, b))) {
    surgery.refresh()
    const by = attributed ? `${surgery.nameOf(entry.attribution.delegation)}: ` : ''
    const result = bracketEntry(surgery, entry, by)
    if (!result.ok) return result
    surgery.decide(entry.attribution.id, 'bracketed')
  }
  return done
}

function bracketEntry(surgery: Surgery, entry: Entry, by: string): Done {
  if (entry.kind === 'insertion') {
    const taken = takeInsertion(surgery, entry)
    if (!taken.ok) return taken
    surgery.refresh()
    if (taken.value.copy) surroundWords(surgery, taken.value.paragraph, taken.value.copy, by)
    surgery.refresh()
    return splitAtBreaks(surgery, taken.value.paragraph)
  }
  if (entry.kind === 'paragraph') {
    const result = acceptParagraph(surgery, entry)
    if (!result.ok) return result
    surround(surgery, entry.attribution.id, 0, surgery.text(entry.attribution.id).length, by)
    return done
  }
  if (entry.kind === 'deletion') {
    const marked = struckBy(surgery, entry).map(([paragraph]) => bracketStruck(surgery, entry, paragraph))
    // A strike of another's words alone: there is nothing in the text to put into brackets.
    return marked.some(Boolean) ? done : refuse({ kind: 'not-for-brackets' })
  }
  if (entry.kind === 'removal') {
    surround(surgery, entry.paragraph, 0, surgery.text(entry.paragraph).length, '')
    return done
  }
  return refuse({ kind: 'no-such-passage' })
}

/** Brackets words that have just come into the base text; blanks at their ends stay outside. */
function surroundWords(
  surgery: Surgery,
  paragraph: ParagraphId,
  copy: { first: Char; last: Char },
  by: string,
) {
  const text = surgery.text(paragraph)
  const [from, to] = [indexOf(text, copy.first), indexOf(text, copy.last) + 1]
  const words = text.toString().slice(from, to)
  const blanks = words.length - words.trimStart().length
  if (words.trim() === '') surround(surgery, paragraph, from, to, by)
  else surround(surgery, paragraph, from + blanks, from + words.trimEnd().length, by)
}

/** Brackets each stretch of base text that a strike covers; false when it covers none. */
function bracketStruck(surgery: Surgery, entry: DeletionEntry, paragraph: ParagraphId): boolean {
  if (!surgery.base(paragraph)) return false
  const stretches: { from: number; to: number }[] = []
  let at = 0
  for (const piece of surgery.layers.paragraph(paragraph)?.pieces ?? []) {
    if (piece.source !== paragraph) continue
    const end = at + piece.text.length
    if (piece.strikes.some((strike) => strike.id === entry.attribution.id)) {
      const last = stretches.at(-1)
      if (last && last.to === at) last.to = end
      else stretches.push({ from: at, to: end })
    }
    at = end
  }
  for (const { from, to } of stretches.reverse()) surround(surgery, paragraph, from, to, '')
  return stretches.length > 0
}
