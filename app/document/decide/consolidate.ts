import {
  passageOf,
  trimmed,
  openingOf,
  type Alternative,
  type Bracketing,
} from '#app/domain/consolidation/alternatives.ts'
import { consolidate, markOf, type Consolidated } from '#app/domain/consolidation/consolidation.ts'
import { provenanceOf } from '#app/domain/consolidation/provenance.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { isClosed, type ParagraphId } from '#app/domain/basics/paragraph.ts'
import { limits } from '#app/domain/basics/limits.ts'
import { PARAGRAPH_BREAK, type ProposalId } from '#app/domain/basics/rolling.ts'
import { accept as accepted, refuse, type Result } from '#app/domain/basics/result.ts'
import type { Char } from '../model/characters.ts'
import { charBefore } from './brackets/alternatives.ts'
import { keepOutside } from './brackets/brackets.ts'
import {
  acceptProposals,
  declineProposals,
  takeInsertion,
  splitAtBreaks,
  withdrawParagraph,
} from './proposals.ts'
import { START, type Anchor, type Entry } from '../model/schema.ts'
import { LAST, type BaseEdit } from './base-edit.ts'
import { keptAs, type Handler } from './handler.ts'

type Done = Result<null, DecisionRefusal>
const done: Done = accepted(null)

/**
 * Carries out a consolidation: all choices on one paragraph, or none. Refused when the paragraph is not what the
 * chair has seen. The base text is then, to the character, what `consolidate` of the domain works out.
 */
export const consolidateParagraph: Handler<'consolidate'> = (edit, decision, { account }) => {
  const { paragraph, seen, choices } = decision
  const rolling = edit.layers.paragraph(paragraph)?.paragraph
  if (!rolling) return refuse({ kind: 'no-such-paragraph', paragraph })
  if (isClosed(rolling.status)) return refuse({ kind: 'paragraph-closed', paragraph })
  if (markOf(rolling) !== seen) return refuse({ kind: 'paragraph-changed', paragraph })
  if (choices.length === 0) return refuse({ kind: 'nothing-changes' })
  const limit = limits.passagesInConsolidation
  if (choices.filter(({ kind }) => kind === 'bracket').length > limit)
    return refuse({ kind: 'too-many-passages', limit })
  const preview = consolidate(rolling, choices, edit.nameOf)
  if (!preview.ok) return preview
  account.about({
    proposals: choices.flatMap(({ proposals }) => proposals),
    paragraphs: [paragraph],
    tellsTexts: true,
  })
  const { first, duplicates, brackets, declined } = preview.value.steps
  const isOfWords = (id: ProposalId) => OF_WORDS.includes(edit.layers.entries.get(id)?.kind ?? 'insertion')
  const [inWords, ofTheWhole] = [[...first].filter(isOfWords), [...first].filter((id) => !isOfWords(id))]
  const taken = acceptProposals(edit, inWords, 'stand')
  if (!taken.ok) return taken
  for (const id of duplicates) edit.decide(id, 'accepted')
  edit.refresh()
  for (const bracketing of brackets) {
    const written = writeAlternatives(edit, paragraph, bracketing)
    if (!written.ok) return written
  }
  const left = declineProposals(edit, [...declined])
  if (!left.ok) return left
  const settled = settleText(edit, paragraph, preview.value)
  const finished = settled.ok ? acceptProposals(edit, ofTheWhole) : settled
  // The record has said `fate` from the beginning, and what is stored keeps its names.
  const provenance = provenanceOf(rolling, preview.value, choices).map(({ outcome, ...line }) => ({
    ...line,
    fate: outcome,
  }))
  return keptAs(finished, { ...decision, provenance })
}

/** What is about the whole paragraph (joining, moving, removing it) waits until its words are what they are to be. */
const OF_WORDS: readonly Entry['kind'][] = ['paragraph', 'insertion', 'deletion']

/** Breaks that came in part the paragraph; one of which no word is left goes. */
function settleText(edit: BaseEdit, paragraph: ParagraphId, { after, isRemoved }: Consolidated): Done {
  edit.refresh()
  const base = edit.base(paragraph)
  if (!base || base.get('status') === 'withdrawn' || isRemoved) return done
  // What the chair was shown is what comes to stand there, to the character, or nothing does.
  if (edit.text(paragraph).toString() !== after) return refuse({ kind: 'not-for-brackets' })
  if (after.includes(PARAGRAPH_BREAK)) return splitAtBreaks(edit, paragraph)
  const isEmpty = edit.layers.paragraph(paragraph)?.pieces.length === 0
  return isEmpty ? withdrawParagraph(edit, paragraph) : done
}

/** Writes the alternatives of a contested passage in brackets side by side; their proposals are no longer pending. */
function writeAlternatives(edit: BaseEdit, paragraph: ParagraphId, bracketing: Bracketing): Done {
  if (!edit.base(paragraph)) return refuse({ kind: 'no-such-paragraph', paragraph })
  const passage = passageOf(edit.layers.paragraph(paragraph)!.paragraph, bracketing)
  if (!passage.ok) return passage
  let at = passage.value.from
  for (const [index, alternative] of passage.value.alternatives.entries()) {
    const placed =
      index === 0 ? inPlace(edit, paragraph, alternative) : beside(edit, paragraph, alternative, at)
    if (!placed.ok) return placed
    const end = wrap(edit, paragraph, alternative, at, index === 0)
    if (end === null) return refuse({ kind: 'not-for-brackets' })
    at = end
  }
  for (const id of bracketing.proposals) edit.decide(id, 'bracketed')
  edit.refresh()
  return done
}

/** The first alternative takes the place of the words as they stand. */
function inPlace(edit: BaseEdit, paragraph: ParagraphId, alternative: Alternative): Done {
  for (const id of alternative.written) {
    const entry = edit.layers.entries.get(id)
    if (entry?.kind !== 'insertion') continue
    const placed = takeInsertion(edit, entry)
    if (!placed.ok) return placed
    edit.refresh()
  }
  const own = new Set(alternative.proposals)
  for (const piece of edit.layers.paragraph(paragraph)?.pieces ?? [])
    if (piece.source === paragraph && piece.strikes.some(({ id }) => own.has(id)))
      edit.remove(paragraph, piece, piece.text.length)
  return amend(edit, alternative.within)
}

/** A further alternative stands after the one before it: words of the base are written again, new ones carried. */
function beside(edit: BaseEdit, paragraph: ParagraphId, alternative: Alternative, at: number): Done {
  let cursor = charBefore(edit, paragraph, at)
  for (const piece of alternative.pieces) {
    if (typeof piece === 'string') {
      const copy = edit.insert(paragraph, cursor, piece)
      cursor = { client: copy.client, clock: copy.clock + piece.length - 1 }
      continue
    }
    const route = { from: piece.id, to: paragraph, after: cursor, kept: true }
    const copy = edit.relocate(edit.spans(piece.id), route)
    if (!copy) continue
    const last: Anchor = [paragraph, copy.last.client, copy.last.clock]
    edit.relocateText(piece.id, { after: anchorAt(paragraph, cursor), path: LAST, last })
    cursor = copy.last
  }
  edit.refresh()
  return amend(edit, alternative.within)
}

const amend = (edit: BaseEdit, within: readonly ProposalId[]): Done => {
  if (within.length === 0) return done
  const amended = acceptProposals(edit, within, 'stand')
  edit.refresh()
  return amended
}

/**
 * Puts the brackets around an alternative that begins at `at`; blanks at its ends stay outside. Returns where it ends;
 * null when it does not stand there.
 */
function wrap(
  edit: BaseEdit,
  paragraph: ParagraphId,
  alternative: Alternative,
  at: number,
  isFirst: boolean,
): number | null {
  const { lead, words } = trimmed(alternative.text)
  const text = edit.text(paragraph).toString()
  if (text.slice(at, at + alternative.text.length) !== alternative.text) return null
  const from = at + lead.length
  const outside = isFirst ? from + words.length : at
  const before = charBefore(edit, paragraph, outside)
  const close = edit.insert(paragraph, charBefore(edit, paragraph, from + words.length), ']')
  const opening = openingOf(alternative, edit.nameOf)
  edit.insert(paragraph, charBefore(edit, paragraph, from), opening)
  const end = at + alternative.text.length + opening.length + 1
  const last = isFirst ? close : charBefore(edit, paragraph, end)!
  // Insertions that stand right before stay outside of the bracket.
  keepOutside(edit, anchorAt(paragraph, before), anchorAt(paragraph, last))
  edit.refresh()
  return end
}

const anchorAt = (paragraph: ParagraphId, char: Char | null): Anchor =>
  char ? [paragraph, char.client, char.clock] : [paragraph, START, 0]
