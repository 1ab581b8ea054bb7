import { limits } from '#app/domain/basics/limits.ts'
import { generateNKeysBetween } from 'fractional-indexing'
import { accept as accepted, refuse, type Result } from '#app/domain/basics/result.ts'
import type { DecisionRefusal, NewParagraph } from '#app/domain/decisions/decision.ts'
import {
  isClosed,
  type ParagraphId,
  type ParagraphKind,
  type ParagraphStatus,
} from '#app/domain/basics/paragraph.ts'
import { parseCharId, type Char, type Span } from '../model/characters.ts'
import { positionBetween } from '../model/position-between.ts'
import { START, startOf } from '../model/schema.ts'
import { LAST, type Surgery } from './base-edit.ts'

type Refused = { ok: false; refusal: DecisionRefusal }
type Done = Result<null, DecisionRefusal>
const done: Done = accepted(null)

/** Longest text of one paragraph, in UTF-16 units. */
export const PARAGRAPH_LIMIT = limits.charactersInParagraph

/** Null when the paragraph is in the base text and open; else why not. */
export function barred(surgery: Surgery, paragraph: ParagraphId): Refused | null {
  const base = surgery.base(paragraph)
  if (!base || base.get('status') === 'withdrawn') return refuse({ kind: 'no-such-paragraph', paragraph })
  return isClosed(base.get('status') as ParagraphStatus)
    ? refuse({ kind: 'paragraph-closed', paragraph })
    : null
}

function neighbour(surgery: Surgery, paragraph: ParagraphId, step: 1 | -1): ParagraphId | null {
  const order = surgery.layers.order()
  for (let i = order.indexOf(paragraph) + step; i >= 0 && i < order.length; i += step)
    if (surgery.base(order[i]!)) return order[i]!
  return null
}

/** Splits after a character; what follows becomes a new paragraph of the same kind. Returns its id. */
export function splitParagraph(
  surgery: Surgery,
  paragraph: ParagraphId,
  after: Char,
): Result<ParagraphId, DecisionRefusal> {
  const refusal = barred(surgery, paragraph)
  if (refusal) return refusal
  const spans = spansAfter(surgery.spans(paragraph), after)
  if (!spans) return refuse({ kind: 'no-such-passage' })
  const base = surgery.base(paragraph)!
  const order = surgery.layers.order()
  const next = order[order.indexOf(paragraph) + 1]
  const id = surgery.newId()
  const fields = {
    kind: base.get('kind') as ParagraphKind,
    level: base.get('level') as number,
    number: null,
    text: '',
    status: 'open' as const,
    statusDate: null,
    position: positionBetween(surgery.position(paragraph), next ? surgery.position(next) : null),
  }
  surgery.make(id, fields, 'split', [paragraph, after.client, after.clock])
  surgery.refresh()
  surgery.carry(spans, { from: paragraph, to: id, after: null, kept: false })
  for (const span of spans) if (span.string !== null) surgery.remove(paragraph, span, span.length)
  surgery.refresh()
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
export function joinParagraph(surgery: Surgery, paragraph: ParagraphId): Done {
  surgery.refresh()
  const before = neighbour(surgery, paragraph, -1)
  if (!surgery.base(paragraph)) return refuse({ kind: 'no-such-paragraph', paragraph })
  if (!before) return refuse({ kind: 'nothing-before', paragraph })
  const refusal = barred(surgery, paragraph) ?? barred(surgery, before)
  if (refusal) return refusal
  const last = lastChar(surgery, before)
  // A deleted character may lead elsewhere, and back here: only one that stands is a place for what was at the start.
  const standing = lastChar(surgery, before, ({ string }) => string !== null)
  const [head, tail] = [surgery.text(before).toString(), surgery.text(paragraph).toString()]
  const gap = /(?:^|\s)$/.test(head) || /^\s/.test(tail) ? '' : ' '
  const spans = surgery.spans(paragraph)
  const copy = surgery.carry(spans, {
    from: paragraph,
    to: before,
    after: last,
    kept: true,
    around: [gap, ''],
  })
  const landed = copy ? ([before, copy.last.client, copy.last.clock] as const) : null
  const after = standing ? ([before, standing.client, standing.clock] as const) : startOf(before)
  surgery.unlead(paragraph, before)
  surgery.carryText(paragraph, { after, path: LAST, last: landed ?? after })
  for (const entry of surgery.layers.pending.byParagraph.get(paragraph)?.others ?? [])
    if (['merge', 'removal', 'move'].includes(entry.kind)) surgery.decide(entry.attribution.id, 'superseded')
  surgery.set(paragraph, 'status', 'withdrawn')
  surgery.refresh()
  return done
}

function lastChar(
  surgery: Surgery,
  paragraph: ParagraphId,
  counts: (span: Span) => boolean = () => true,
): Char | null {
  const end = surgery.spans(paragraph).findLast(counts)
  return end ? { client: end.client, clock: end.clock + end.length - 1 } : null
}

export function splitAt(surgery: Surgery, paragraph: ParagraphId, after: string): Done {
  const char = parseCharId(after)
  if (!char || char.client === START) return refuse({ kind: 'no-such-passage' })
  const result = splitParagraph(surgery, paragraph, char)
  return result.ok ? done : result
}

export function addParagraph(surgery: Surgery, after: ParagraphId | null, paragraph: NewParagraph): Done {
  if (paragraph.text.length > PARAGRAPH_LIMIT)
    return refuse({ kind: 'text-too-long', limit: PARAGRAPH_LIMIT })
  const order = surgery.layers.order()
  if (after !== null && !order.includes(after)) return refuse({ kind: 'no-such-paragraph', paragraph: after })
  const position = placeAfter(surgery, after)
  surgery.make(surgery.newId(), { ...paragraph, position }, 'new')
  surgery.refresh()
  return done
}

function placeAfter(surgery: Surgery, after: ParagraphId | null): string {
  const order = surgery.layers.order()
  const next = order[after === null ? 0 : order.indexOf(after) + 1]
  return positionBetween(
    after === null ? null : surgery.position(after),
    next ? surgery.position(next) : null,
  )
}

/** Fills an empty draft, as an import does. */
export function fill(surgery: Surgery, paragraphs: readonly NewParagraph[]): Done {
  if (surgery.layers.order().length > 0) return refuse({ kind: 'draft-not-empty' })
  if (paragraphs.length === 0) return refuse({ kind: 'draft-empty' })
  if (paragraphs.some(({ text }) => text.length > PARAGRAPH_LIMIT))
    return refuse({ kind: 'text-too-long', limit: PARAGRAPH_LIMIT })
  const positions = generateNKeysBetween(null, null, paragraphs.length)
  paragraphs.forEach((paragraph, i) =>
    surgery.make(surgery.newId(), { ...paragraph, position: positions[i]! }, 'new'),
  )
  surgery.refresh()
  return done
}

export function setKind(surgery: Surgery, paragraph: ParagraphId, kind: ParagraphKind, level: number): Done {
  const refusal = barred(surgery, paragraph)
  if (refusal) return refusal
  surgery.set(paragraph, 'kind', kind)
  surgery.set(paragraph, 'level', level)
  return done
}
