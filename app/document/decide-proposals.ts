import { refuse, accept as accepted, type Result } from '#app/domain/result.ts'
import type { DecisionRefusal } from '#app/domain/decision.ts'
import { isClosed, type ParagraphId, type ParagraphStatus } from '#app/domain/paragraph.ts'
import { PARAGRAPH_BREAK, type ProposalId } from '#app/domain/rolling.ts'
import { indexOf, visibleSpans, type Char, type Span } from './characters.ts'
import { joinParagraph, splitParagraph } from './decide-paragraphs.ts'
import { surround } from './decide-brackets.ts'
import type { DeletionEntry, Entry, InsertionEntry, ParagraphEntry } from './schema.ts'
import { charOf, type Surgery } from './surgery.ts'

type Done = Result<null, DecisionRefusal>
const done: Done = accepted(null)

/** Parents come before what amends them, strikes before paragraphs are joined or removed. */
const TURN: Readonly<Record<Entry['kind'], number>> = {
  paragraph: 0,
  insertion: 1,
  deletion: 2,
  merge: 3,
  removal: 4,
  support: 5,
}

/** Takes proposals into the base text. Other pending proposals stay at their words. */
export function acceptProposals(surgery: Surgery, ids: readonly ProposalId[]): Done {
  const entries = entriesOf(surgery, ids)
  if (!entries.ok) return entries
  for (const entry of entries.value.sort((a, b) => turnOf(surgery, a) - turnOf(surgery, b))) {
    surgery.refresh()
    const result = acceptEntry(surgery, entry)
    if (!result.ok) return result
  }
  return done
}

const turnOf = (surgery: Surgery, entry: Entry) => TURN[entry.kind] + depthOf(surgery, entry) / 100

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

function acceptEntry(surgery: Surgery, entry: Entry): Done {
  switch (entry.kind) {
    case 'paragraph':
      return acceptParagraph(surgery, entry)
    case 'insertion':
      return acceptInsertion(surgery, entry)
    case 'deletion':
      return acceptDeletion(surgery, entry)
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

function acceptParagraph(surgery: Surgery, entry: ParagraphEntry): Done {
  const id = entry.attribution.id
  const spans = surgery.spans(id)
  const fields = {
    kind: entry.paragraphKind,
    level: entry.level,
    number: null,
    text: '',
    status: 'open' as const,
    statusDate: null,
    position: entry.position,
  }
  surgery.make(id, fields, 'proposal')
  surgery.carry(spans, { from: id, to: id, after: null, kept: true })
  surgery.decide(id, 'accepted')
  surgery.refresh()
  return splitAtBreaks(surgery, id)
}

function acceptInsertion(surgery: Surgery, entry: InsertionEntry): Done {
  const taken = takeInsertion(surgery, entry)
  if (!taken.ok) return taken
  surgery.decide(entry.attribution.id, 'accepted')
  surgery.refresh()
  return splitAtBreaks(surgery, taken.value.paragraph)
}

type Taken = {
  paragraph: ParagraphId
  /** Null when it had no words. */ copy: { first: Char; last: Char } | null
}

/** Words anchored to a character that this text does not have are shown at its end, and go in there. */
function placeIn(surgery: Surgery, paragraph: ParagraphId, char: Char | null): Char | null {
  const spans = surgery.spans(paragraph)
  const holds = ({ client, clock, length }: Span) =>
    client === char?.client && char.clock >= clock && char.clock < clock + length
  if (char === null || spans.some(holds)) return char
  const end = spans.at(-1)
  return end ? { client: end.client, clock: end.clock + end.length - 1 } : null
}

/** Copies an insertion into the base text where it stands. */
export function takeInsertion(surgery: Surgery, entry: InsertionEntry): Result<Taken, DecisionRefusal> {
  const id = entry.attribution.id
  const standing = surgery.layers.pending.standingOf(id)
  if (!standing) return refuse({ kind: 'no-such-proposal', proposal: id })
  const [paragraph] = standing.anchor
  if (!surgery.base(paragraph))
    return refuse({ kind: 'accept-parent-first', proposal: id, parent: paragraph })
  if (isClosed(surgery.base(paragraph)!.get('status') as ParagraphStatus))
    return refuse({ kind: 'paragraph-closed', paragraph })
  const after = placeIn(surgery, paragraph, charOf(standing.anchor))
  const route = { from: id, to: paragraph, after, kept: true }
  const copy = surgery.carry(surgery.spans(id), route)
  if (copy)
    surgery.carryText(id, {
      after: standing.anchor,
      path: standing.path,
      last: [paragraph, copy.last.client, copy.last.clock],
    })
  return accepted({ paragraph, copy })
}

/** A tracked paragraph break that has come into the base text becomes a real one. */
export function splitAtBreaks(surgery: Surgery, paragraph: ParagraphId): Done {
  for (let at: ParagraphId = paragraph; ;) {
    const text = surgery.text(at)
    const index = text.toString().indexOf(PARAGRAPH_BREAK)
    if (index < 0) return done
    const [mark] = visibleSpans(text, index, 1)
    const next = splitParagraph(surgery, at, mark!)
    if (!next.ok) return next
    surgery.remove(at, mark!, 1)
    surgery.refresh()
    at = next.value
  }
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
    for (const [paragraph] of struckBy(surgery, entry)) bracketStruck(surgery, entry, paragraph)
    return done
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

/** Brackets each stretch of base text that a strike covers. */
function bracketStruck(surgery: Surgery, entry: DeletionEntry, paragraph: ParagraphId) {
  if (!surgery.base(paragraph)) return
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
}
