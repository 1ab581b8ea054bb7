import { refuse, accept as accepted, type Result } from '#app/domain/basics/result.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { isClosed, type ParagraphId, type ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import { PARAGRAPH_BREAK, type ProposalId } from '#app/domain/basics/rolling.ts'
import { acceptMove, movedApart } from './moves.ts'
import { visibleSpans, type Char } from '../model/characters.ts'
import { joinParagraph, splitParagraph } from './paragraphs.ts'
import {
  charOf,
  startOf,
  type Anchor,
  type DeletionEntry,
  type Entry,
  type InsertionEntry,
  type ParagraphEntry,
} from '../model/schema.ts'
import type { BaseEdit } from './base-edit.ts'

type Done = Result<null, DecisionRefusal>
const done: Done = accepted(null)

/** Parents come before what amends them, strikes before paragraphs are moved, joined or removed. */
const TURN: Readonly<Record<Entry['kind'], number>> = {
  paragraph: 0,
  insertion: 1,
  deletion: 2,
  move: 3,
  merge: 4,
  removal: 5,
  support: 6,
}

/** Whether tracked paragraph breaks that come into the base text part it at once, or stand in it as characters. */
export type Breaks = 'part' | 'stand'

/** Takes proposals into the base text. Other pending proposals stay at their words. */
export function acceptProposals(edit: BaseEdit, ids: readonly ProposalId[], breaks: Breaks = 'part'): Done {
  const entries = entriesOf(edit, ids)
  if (!entries.ok) return entries
  const torn = movedApart(entries.value)
  if (torn) return refuse({ kind: 'choices-collide', proposals: torn })
  for (const entry of entries.value.sort((a, b) => turnOf(edit, a) - turnOf(edit, b))) {
    edit.refresh()
    const result = acceptEntry(edit, entry, breaks)
    if (!result.ok) return result
  }
  return done
}

export const turnOf = (edit: BaseEdit, entry: Entry) => TURN[entry.kind] + depthOf(edit, entry) / 100

function depthOf(edit: BaseEdit, entry: Entry): number {
  let depth = 0
  let standing = edit.layers.pending.standingOf(entry.attribution.id)
  while (standing && depth < 64) {
    standing = edit.layers.pending.standingOf(standing.anchor[0])
    depth++
  }
  return depth
}

export function entriesOf(edit: BaseEdit, ids: readonly ProposalId[]): Result<Entry[], DecisionRefusal> {
  const found: Entry[] = []
  for (const id of new Set(ids)) {
    const entry = edit.layers.entries.get(id)
    if (!entry || entry.kind === 'support') return refuse({ kind: 'no-such-proposal', proposal: id })
    found.push(entry)
  }
  return accepted(found)
}

function acceptEntry(edit: BaseEdit, entry: Entry, breaks: Breaks): Done {
  switch (entry.kind) {
    case 'paragraph':
      return acceptParagraph(edit, entry, breaks)
    case 'insertion':
      return acceptInsertion(edit, entry, breaks)
    case 'deletion':
      return acceptDeletion(edit, entry)
    case 'move':
      return acceptMove(edit, entry)
    case 'merge':
      edit.decide(entry.attribution.id, 'accepted')
      return joinParagraph(edit, entry.paragraph)
    case 'removal':
      edit.decide(entry.attribution.id, 'accepted')
      return withdrawParagraph(edit, entry.paragraph)
    case 'support':
      return done
  }
}

export function acceptParagraph(edit: BaseEdit, entry: ParagraphEntry, breaks: Breaks = 'part'): Done {
  const id = entry.attribution.id
  const spans = edit.spans(id)
  const fields = {
    kind: entry.paragraphKind,
    level: entry.level,
    number: null,
    text: '',
    status: 'open' as const,
    statusDate: null,
    position: edit.position(id),
  }
  edit.make(id, fields, 'proposal')
  edit.relocate(spans, { from: id, to: id, after: null, kept: true })
  edit.decide(id, 'accepted')
  edit.refresh()
  return breaks === 'part' ? splitAtBreaks(edit, id) : done
}

function acceptInsertion(edit: BaseEdit, entry: InsertionEntry, breaks: Breaks): Done {
  const taken = takeInsertion(edit, entry)
  if (!taken.ok) return taken
  edit.decide(entry.attribution.id, 'accepted')
  edit.refresh()
  return breaks === 'part' ? splitAtBreaks(edit, taken.value.paragraph) : done
}

type Taken = {
  paragraph: ParagraphId
  /** Null when it had no words. */ copy: { first: Char; last: Char } | null
}

/**
 * Words anchored to characters that this text does not have (late or foreign ones) are shown at its end. Before one
 * of them goes in, all are anchored there, in the order in which they are shown.
 */
function settleAtEnd(edit: BaseEdit, paragraph: ParagraphId) {
  const spans = edit.spans(paragraph)
  const isHere = (char: Char) =>
    spans.some(
      ({ client, clock, length }) =>
        client === char.client && char.clock >= clock && char.clock < clock + length,
    )
  const missing = new Map<number, Set<number>>()
  for (const { anchor } of edit.layers.pending.byParagraph.get(paragraph)?.insertions ?? []) {
    const char = anchor[0] === paragraph ? charOf(anchor) : null
    if (char && !isHere(char))
      missing.set(char.client, (missing.get(char.client) ?? new Set<number>()).add(char.clock))
  }
  if (missing.size === 0) return
  const last = spans.at(-1)
  const end: Anchor = last ? [paragraph, last.client, last.clock + last.length - 1] : startOf(paragraph)
  let ordinal = 0
  for (const [client, clocks] of missing)
    for (const clock of [...clocks].sort((a, b) => a - b)) edit.redirect({ client, clock }, end, ++ordinal)
  edit.refresh()
}

/** Copies an insertion into the base text where it stands. */
export function takeInsertion(edit: BaseEdit, entry: InsertionEntry): Result<Taken, DecisionRefusal> {
  const id = entry.attribution.id
  const paragraph = edit.layers.pending.standingOf(id)?.anchor[0]
  if (paragraph === undefined) return refuse({ kind: 'no-such-proposal', proposal: id })
  if (!edit.base(paragraph)) return refuse({ kind: 'accept-parent-first', proposal: id, parent: paragraph })
  if (isClosed(edit.base(paragraph)!.get('status') as ParagraphStatus))
    return refuse({ kind: 'paragraph-closed', paragraph })
  settleAtEnd(edit, paragraph)
  const standing = edit.layers.pending.standingOf(id)!
  const route = { from: id, to: paragraph, after: charOf(standing.anchor), kept: true }
  const copy = edit.relocate(edit.spans(id), route)
  if (copy)
    edit.relocateText(id, {
      after: standing.anchor,
      path: standing.path,
      last: [paragraph, copy.last.client, copy.last.clock],
    })
  return accepted({ paragraph, copy })
}

/** A tracked paragraph break that has come into the base text becomes a real one; a side without any word goes. */
export function splitAtBreaks(edit: BaseEdit, paragraph: ParagraphId): Done {
  const parts = [paragraph]
  for (let at: ParagraphId = paragraph; ;) {
    const text = edit.text(at)
    const index = text.toString().indexOf(PARAGRAPH_BREAK)
    if (index < 0) break
    const [mark] = visibleSpans(text, index, 1)
    const next = splitParagraph(edit, at, mark!)
    if (!next.ok) return next
    edit.remove(at, mark!, 1)
    // What stands right behind the break begins the next paragraph.
    edit.redirect(mark!, startOf(next.value), 1)
    edit.refresh()
    at = next.value
    parts.push(at)
  }
  const empty = parts.filter((id) => edit.layers.paragraph(id)?.pieces.length === 0)
  if (parts.length > 1 && empty.length < parts.length) for (const id of empty) withdrawParagraph(edit, id)
  return done
}

function acceptDeletion(edit: BaseEdit, entry: DeletionEntry): Done {
  const touched = new Set<ParagraphId>()
  for (const [paragraph, pieces] of struckBy(edit, entry)) {
    touched.add(paragraph)
    for (const piece of pieces) edit.remove(piece.source, piece, piece.text.length)
  }
  edit.decide(entry.attribution.id, 'accepted')
  edit.refresh()
  for (const paragraph of touched) {
    const isEmpty = edit.base(paragraph) && edit.layers.paragraph(paragraph)?.pieces.length === 0
    if (isEmpty) withdrawParagraph(edit, paragraph)
  }
  return done
}

/** The pieces that an entry strikes, by paragraph. */
export function struckBy(edit: BaseEdit, entry: DeletionEntry) {
  const id = entry.attribution.id
  return [...edit.layers.pending.byParagraph].flatMap(([paragraph, pending]) => {
    if (!pending.struck.some((range) => range.entry.attribution.id === id)) return []
    const pieces = edit.layers.paragraph(paragraph)?.pieces ?? []
    return [[paragraph, pieces.filter((piece) => piece.strikes.some((strike) => strike.id === id))] as const]
  })
}

/** Takes a paragraph out of the text; what was pending on it has lost its object. */
export function withdrawParagraph(edit: BaseEdit, paragraph: ParagraphId): Done {
  if (!edit.base(paragraph)) return refuse({ kind: 'no-such-paragraph', paragraph })
  for (const id of pendingOn(edit, paragraph)) edit.decide(id, 'superseded')
  edit.set(paragraph, 'status', 'withdrawn')
  edit.refresh()
  return done
}

/** Ids of all that is proposed on a paragraph. */
export function pendingOn(edit: BaseEdit, paragraph: ParagraphId): ProposalId[] {
  const pending = edit.layers.pending.byParagraph.get(paragraph)
  if (!pending) return []
  const shown = new Set(
    edit.layers.paragraph(paragraph)?.pieces.flatMap((piece) => piece.strikes.map(({ id }) => id)),
  )
  const struck = pending.struck.map((range) => range.entry.attribution.id).filter((id) => shown.has(id))
  const others = pending.others.filter((entry) => entry.kind !== 'support' && entry.kind !== 'deletion')
  const insertions = pending.insertions.map((standing) => standing.entry.attribution.id)
  return [...new Set([...insertions, ...struck, ...others.map((entry) => entry.attribution.id)])]
}

/** Leaves proposals out of the text. With a proposed paragraph goes what amends it. */
export function declineProposals(edit: BaseEdit, ids: readonly ProposalId[]): Done {
  const entries = entriesOf(edit, ids)
  if (!entries.ok) return entries
  for (const entry of entries.value) {
    edit.decide(entry.attribution.id, 'declined')
    if (entry.kind !== 'paragraph') continue
    for (const id of pendingOn(edit, entry.attribution.id))
      if (!ids.includes(id)) edit.decide(id, 'superseded')
  }
  return done
}
