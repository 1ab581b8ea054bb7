import { refuse, accept as accepted, type Result } from '#app/domain/basics/result.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { isClosed, type ParagraphId, type ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import { PARAGRAPH_BREAK, type ProposalId } from '#app/domain/basics/rolling.ts'
import { acceptMove, movedApart } from './moves.ts'
import { visibleSpans, type Char } from '../model/characters.ts'
import { joinParagraph, splitParagraph } from './paragraphs.ts'
import {
  startOf,
  type Anchor,
  type DeletionEntry,
  type Entry,
  type InsertionEntry,
  type ParagraphEntry,
} from '../model/schema.ts'
import { charOf, type Surgery } from './base-edit.ts'

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
export function acceptProposals(surgery: Surgery, ids: readonly ProposalId[], breaks: Breaks = 'part'): Done {
  const entries = entriesOf(surgery, ids)
  if (!entries.ok) return entries
  const torn = movedApart(entries.value)
  if (torn) return refuse({ kind: 'choices-collide', proposals: torn })
  for (const entry of entries.value.sort((a, b) => turnOf(surgery, a) - turnOf(surgery, b))) {
    surgery.refresh()
    const result = acceptEntry(surgery, entry, breaks)
    if (!result.ok) return result
  }
  return done
}

export const turnOf = (surgery: Surgery, entry: Entry) => TURN[entry.kind] + depthOf(surgery, entry) / 100

function depthOf(surgery: Surgery, entry: Entry): number {
  let depth = 0
  let standing = surgery.layers.pending.standingOf(entry.attribution.id)
  while (standing && depth < 64) {
    standing = surgery.layers.pending.standingOf(standing.anchor[0])
    depth++
  }
  return depth
}

export function entriesOf(surgery: Surgery, ids: readonly ProposalId[]): Result<Entry[], DecisionRefusal> {
  const found: Entry[] = []
  for (const id of new Set(ids)) {
    const entry = surgery.layers.entries.get(id)
    if (!entry || entry.kind === 'support') return refuse({ kind: 'no-such-proposal', proposal: id })
    found.push(entry)
  }
  return accepted(found)
}

function acceptEntry(surgery: Surgery, entry: Entry, breaks: Breaks): Done {
  switch (entry.kind) {
    case 'paragraph':
      return acceptParagraph(surgery, entry, breaks)
    case 'insertion':
      return acceptInsertion(surgery, entry, breaks)
    case 'deletion':
      return acceptDeletion(surgery, entry)
    case 'move':
      return acceptMove(surgery, entry)
    case 'merge':
      surgery.decide(entry.attribution.id, 'accepted')
      return joinParagraph(surgery, entry.paragraph)
    case 'removal':
      surgery.decide(entry.attribution.id, 'accepted')
      return withdrawParagraph(surgery, entry.paragraph)
    case 'support':
      return done
  }
}

export function acceptParagraph(surgery: Surgery, entry: ParagraphEntry, breaks: Breaks = 'part'): Done {
  const id = entry.attribution.id
  const spans = surgery.spans(id)
  const fields = {
    kind: entry.paragraphKind,
    level: entry.level,
    number: null,
    text: '',
    status: 'open' as const,
    statusDate: null,
    position: surgery.position(id),
  }
  surgery.make(id, fields, 'proposal')
  surgery.carry(spans, { from: id, to: id, after: null, kept: true })
  surgery.decide(id, 'accepted')
  surgery.refresh()
  return breaks === 'part' ? splitAtBreaks(surgery, id) : done
}

function acceptInsertion(surgery: Surgery, entry: InsertionEntry, breaks: Breaks): Done {
  const taken = takeInsertion(surgery, entry)
  if (!taken.ok) return taken
  surgery.decide(entry.attribution.id, 'accepted')
  surgery.refresh()
  return breaks === 'part' ? splitAtBreaks(surgery, taken.value.paragraph) : done
}

type Taken = {
  paragraph: ParagraphId
  /** Null when it had no words. */ copy: { first: Char; last: Char } | null
}

/**
 * Words anchored to characters that this text does not have (late or foreign ones) are shown at its end. Before one
 * of them goes in, all are led there, in the order in which they are shown.
 */
function settleAtEnd(surgery: Surgery, paragraph: ParagraphId) {
  const spans = surgery.spans(paragraph)
  const isHere = (char: Char) =>
    spans.some(
      ({ client, clock, length }) =>
        client === char.client && char.clock >= clock && char.clock < clock + length,
    )
  const missing = new Map<number, Set<number>>()
  for (const { anchor } of surgery.layers.pending.byParagraph.get(paragraph)?.insertions ?? []) {
    const char = anchor[0] === paragraph ? charOf(anchor) : null
    if (char && !isHere(char))
      missing.set(char.client, (missing.get(char.client) ?? new Set<number>()).add(char.clock))
  }
  if (missing.size === 0) return
  const last = spans.at(-1)
  const end: Anchor = last ? [paragraph, last.client, last.clock + last.length - 1] : startOf(paragraph)
  let ordinal = 0
  for (const [client, clocks] of missing)
    for (const clock of [...clocks].sort((a, b) => a - b)) surgery.lead({ client, clock }, end, ++ordinal)
  surgery.refresh()
}

/** Copies an insertion into the base text where it stands. */
export function takeInsertion(surgery: Surgery, entry: InsertionEntry): Result<Taken, DecisionRefusal> {
  const id = entry.attribution.id
  const paragraph = surgery.layers.pending.standingOf(id)?.anchor[0]
  if (paragraph === undefined) return refuse({ kind: 'no-such-proposal', proposal: id })
  if (!surgery.base(paragraph))
    return refuse({ kind: 'accept-parent-first', proposal: id, parent: paragraph })
  if (isClosed(surgery.base(paragraph)!.get('status') as ParagraphStatus))
    return refuse({ kind: 'paragraph-closed', paragraph })
  settleAtEnd(surgery, paragraph)
  const standing = surgery.layers.pending.standingOf(id)!
  const route = { from: id, to: paragraph, after: charOf(standing.anchor), kept: true }
  const copy = surgery.carry(surgery.spans(id), route)
  if (copy)
    surgery.carryText(id, {
      after: standing.anchor,
      path: standing.path,
      last: [paragraph, copy.last.client, copy.last.clock],
    })
  return accepted({ paragraph, copy })
}

/** A tracked paragraph break that has come into the base text becomes a real one; a side without any word goes. */
export function splitAtBreaks(surgery: Surgery, paragraph: ParagraphId): Done {
  const parts = [paragraph]
  for (let at: ParagraphId = paragraph; ;) {
    const text = surgery.text(at)
    const index = text.toString().indexOf(PARAGRAPH_BREAK)
    if (index < 0) break
    const [mark] = visibleSpans(text, index, 1)
    const next = splitParagraph(surgery, at, mark!)
    if (!next.ok) return next
    surgery.remove(at, mark!, 1)
    // What stands right behind the break begins the next paragraph.
    surgery.lead(mark!, startOf(next.value), 1)
    surgery.refresh()
    at = next.value
    parts.push(at)
  }
  const empty = parts.filter((id) => surgery.layers.paragraph(id)?.pieces.length === 0)
  if (parts.length > 1 && empty.length < parts.length) for (const id of empty) withdrawParagraph(surgery, id)
  return done
}

function acceptDeletion(surgery: Surgery, entry: DeletionEntry): Done {
  const touched = new Set<ParagraphId>()
  for (const [paragraph, pieces] of struckBy(surgery, entry)) {
    touched.add(paragraph)
    for (const piece of pieces) surgery.remove(piece.source, piece, piece.text.length)
  }
  surgery.decide(entry.attribution.id, 'accepted')
  surgery.refresh()
  for (const paragraph of touched) {
    const isEmpty = surgery.base(paragraph) && surgery.layers.paragraph(paragraph)?.pieces.length === 0
    if (isEmpty) withdrawParagraph(surgery, paragraph)
  }
  return done
}

/** The pieces that an entry strikes, by paragraph. */
export function struckBy(surgery: Surgery, entry: DeletionEntry) {
  const id = entry.attribution.id
  return [...surgery.layers.pending.byParagraph].flatMap(([paragraph, pending]) => {
    if (!pending.struck.some((range) => range.entry.attribution.id === id)) return []
    const pieces = surgery.layers.paragraph(paragraph)?.pieces ?? []
    return [[paragraph, pieces.filter((piece) => piece.strikes.some((strike) => strike.id === id))] as const]
  })
}

/** Takes a paragraph out of the text; what was pending on it has lost its object. */
export function withdrawParagraph(surgery: Surgery, paragraph: ParagraphId): Done {
  if (!surgery.base(paragraph)) return refuse({ kind: 'no-such-paragraph', paragraph })
  for (const id of pendingOn(surgery, paragraph)) surgery.decide(id, 'superseded')
  surgery.set(paragraph, 'status', 'withdrawn')
  surgery.refresh()
  return done
}

/** Ids of all that is proposed on a paragraph. */
export function pendingOn(surgery: Surgery, paragraph: ParagraphId): ProposalId[] {
  const pending = surgery.layers.pending.byParagraph.get(paragraph)
  if (!pending) return []
  const shown = new Set(
    surgery.layers.paragraph(paragraph)?.pieces.flatMap((piece) => piece.strikes.map(({ id }) => id)),
  )
  const struck = pending.struck.map((range) => range.entry.attribution.id).filter((id) => shown.has(id))
  const others = pending.others.filter((entry) => entry.kind !== 'support' && entry.kind !== 'deletion')
  const insertions = pending.insertions.map((standing) => standing.entry.attribution.id)
  return [...new Set([...insertions, ...struck, ...others.map((entry) => entry.attribution.id)])]
}

/** Leaves proposals out of the text. With a proposed paragraph goes what amends it. */
export function declineProposals(surgery: Surgery, ids: readonly ProposalId[]): Done {
  const entries = entriesOf(surgery, ids)
  if (!entries.ok) return entries
  for (const entry of entries.value) {
    surgery.decide(entry.attribution.id, 'declined')
    if (entry.kind !== 'paragraph') continue
    for (const id of pendingOn(surgery, entry.attribution.id))
      if (!ids.includes(id)) surgery.decide(id, 'superseded')
  }
  return done
}
