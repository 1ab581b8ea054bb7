import { limits } from '#app/domain/basics/limits.ts'
import { generateNKeysBetween } from 'fractional-indexing'
import { accept as accepted, refuse, type Result } from '#app/domain/basics/result.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import {
  isClosed,
  type ParagraphId,
  type ParagraphKind,
  type ParagraphStatus,
} from '#app/domain/basics/paragraph.ts'
import { parseCharId, type Char, type Span } from '../model/characters.ts'
import { positionBetween } from '../model/position-between.ts'
import { START, startOf } from '../model/schema.ts'
import { LAST, type BaseEdit } from './base-edit.ts'
import { keptAs, type Handler } from './handler.ts'

type Refused = { ok: false; refusal: DecisionRefusal }
type Done = Result<null, DecisionRefusal>
const done: Done = accepted(null)

/** Longest text of one paragraph, in UTF-16 units. */
export const PARAGRAPH_LIMIT = limits.charactersInParagraph

/** Null when the paragraph is in the base text and open; else why not. */
export function barred(edit: BaseEdit, paragraph: ParagraphId): Refused | null {
  const base = edit.base(paragraph)
  if (!base || base.get('status') === 'withdrawn') return refuse({ kind: 'no-such-paragraph', paragraph })
  return isClosed(base.get('status') as ParagraphStatus)
    ? refuse({ kind: 'paragraph-closed', paragraph })
    : null
}

function neighbour(edit: BaseEdit, paragraph: ParagraphId, step: 1 | -1): ParagraphId | null {
  const order = edit.layers.order()
  for (let i = order.indexOf(paragraph) + step; i >= 0 && i < order.length; i += step)
    if (edit.base(order[i]!)) return order[i]!
  return null
}

/** Splits after a character; what follows becomes a new paragraph of the same kind. Returns its id. */
export function splitParagraph(
  edit: BaseEdit,
  paragraph: ParagraphId,
  after: Char,
): Result<ParagraphId, DecisionRefusal> {
  const refusal = barred(edit, paragraph)
  if (refusal) return refusal
  const spans = spansAfter(edit.spans(paragraph), after)
  if (!spans) return refuse({ kind: 'no-such-passage' })
  const base = edit.base(paragraph)!
  const order = edit.layers.order()
  const next = order[order.indexOf(paragraph) + 1]
  const id = edit.newId()
  const fields = {
    kind: base.get('kind') as ParagraphKind,
    level: base.get('level') as number,
    number: null,
    text: '',
    status: 'open' as const,
    statusDate: null,
    position: positionBetween(edit.position(paragraph), next ? edit.position(next) : null),
  }
  edit.make(id, fields, 'split', [paragraph, after.client, after.clock])
  edit.refresh()
  edit.relocate(spans, { from: paragraph, to: id, after: null, kept: false })
  for (const span of spans) if (span.string !== null) edit.remove(paragraph, span, span.length)
  edit.refresh()
  return accepted(id)
}

/** What follows a character, without the white space right after it; null when it is not in the text. */
function spansAfter(spans: readonly Span[], after: Char): Span[] | null {
  const at = spans.findIndex(
    (span) =>
      span.client === after.client && after.clock >= span.clock && after.clock < span.clock + span.length,
  )
  if (at < 0) return null
  const found = spans.slice(at).map((span) => ({ ...span }))
  const first = found[0]!
  const cut = after.clock - first.clock + 1
  first.clock += cut
  first.length -= cut
  first.string = first.string?.slice(cut) ?? null
  return found.filter((span) => span.length > 0)
}

/** Joins a paragraph to the one before it; its own proposals and the other's stay at their words. */
export function joinParagraph(edit: BaseEdit, paragraph: ParagraphId): Done {
  edit.refresh()
  const before = neighbour(edit, paragraph, -1)
  if (!edit.base(paragraph)) return refuse({ kind: 'no-such-paragraph', paragraph })
  if (!before) return refuse({ kind: 'nothing-before', paragraph })
  const refusal = barred(edit, paragraph) ?? barred(edit, before)
  if (refusal) return refusal
  const last = lastChar(edit, before)
  // A deleted character may be relocated, even to here: only one that stands can anchor what was at the start.
  const standing = lastChar(edit, before, ({ string }) => string !== null)
  const [head, tail] = [edit.text(before).toString(), edit.text(paragraph).toString()]
  const gap = /(?:^|\s)$/.test(head) || /^\s/.test(tail) ? '' : ' '
  const spans = edit.spans(paragraph)
  const copy = edit.relocate(spans, {
    from: paragraph,
    to: before,
    after: last,
    kept: true,
    around: [gap, ''],
  })
  const landed = copy ? ([before, copy.last.client, copy.last.clock] as const) : null
  const after = standing ? ([before, standing.client, standing.clock] as const) : startOf(before)
  edit.unredirect(paragraph, before)
  edit.relocateText(paragraph, { after, path: LAST, last: landed ?? after })
  for (const entry of edit.layers.pending.byParagraph.get(paragraph)?.others ?? [])
    if (['merge', 'removal', 'move'].includes(entry.kind)) edit.decide(entry.attribution.id, 'superseded')
  edit.set(paragraph, 'status', 'withdrawn')
  edit.refresh()
  return done
}

function lastChar(
  edit: BaseEdit,
  paragraph: ParagraphId,
  counts: (span: Span) => boolean = () => true,
): Char | null {
  const end = edit.spans(paragraph).findLast(counts)
  return end ? { client: end.client, clock: end.clock + end.length - 1 } : null
}

export const splitAt: Handler<'split-paragraph'> = (edit, decision, { account }) => {
  account.about({ paragraphs: [decision.paragraph] })
  const char = parseCharId(decision.after)
  if (!char || char.client === START) return refuse({ kind: 'no-such-passage' })
  return keptAs(splitParagraph(edit, decision.paragraph, char), decision)
}

export const addParagraph: Handler<'add-paragraph'> = (edit, decision) => {
  const { after, paragraph } = decision
  if (paragraph.text.length > PARAGRAPH_LIMIT)
    return refuse({ kind: 'text-too-long', limit: PARAGRAPH_LIMIT })
  const order = edit.layers.order()
  if (after !== null && !order.includes(after)) return refuse({ kind: 'no-such-paragraph', paragraph: after })
  const position = placeAfter(edit, after)
  edit.make(edit.newId(), { ...paragraph, position }, 'new')
  edit.refresh()
  return accepted(decision)
}

function placeAfter(edit: BaseEdit, after: ParagraphId | null): string {
  const order = edit.layers.order()
  const next = order[after === null ? 0 : order.indexOf(after) + 1]
  return positionBetween(after === null ? null : edit.position(after), next ? edit.position(next) : null)
}

/** Fills an empty draft, as an import does. The record keeps how many paragraphs, not the texts of all of them. */
export const fill: Handler<'fill'> = (edit, { kind, paragraphs }) => {
  if (edit.layers.order().length > 0) return refuse({ kind: 'draft-not-empty' })
  if (paragraphs.length === 0) return refuse({ kind: 'draft-empty' })
  if (paragraphs.some(({ text }) => text.length > PARAGRAPH_LIMIT))
    return refuse({ kind: 'text-too-long', limit: PARAGRAPH_LIMIT })
  const positions = generateNKeysBetween(null, null, paragraphs.length)
  paragraphs.forEach((paragraph, i) =>
    edit.make(edit.newId(), { ...paragraph, position: positions[i]! }, 'new'),
  )
  edit.refresh()
  return accepted({ kind, paragraphs: paragraphs.length })
}

export const setKind: Handler<'set-kind'> = (edit, decision, { account }) => {
  const { paragraph, paragraphKind, level } = decision
  const refusal = barred(edit, paragraph)
  if (refusal) return refusal
  account.about({ paragraphs: [paragraph] })
  edit.set(paragraph, 'kind', paragraphKind)
  edit.set(paragraph, 'level', level)
  return accepted(decision)
}
