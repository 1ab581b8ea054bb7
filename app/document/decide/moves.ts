import { generateNKeysBetween } from 'fractional-indexing'
import { accept as accepted, refuse, type Result } from '#app/domain/basics/result.ts'
import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import { familyOf, withMoved } from '#app/domain/text/move.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId, RollingParagraph } from '#app/domain/basics/rolling.ts'
import { barred } from './paragraphs.ts'
import type { Entry, MoveEntry } from '../model/schema.ts'
import { placeNamed } from './account.ts'
import type { BaseEdit } from './base-edit.ts'
import { keptAs, type Handler } from './handler.ts'

type Done = Result<null, DecisionRefusal>

/**
 * Puts a paragraph where a delegation would have it, with the subparagraphs that belong to it, proposed ones too.
 * What is proposed on their words stays at its words; numbers stay as they are.
 */
export function acceptMove(edit: BaseEdit, entry: MoveEntry): Done {
  const { paragraph } = entry
  const refusal = barred(edit, paragraph)
  if (refusal) return refusal
  const put = putFamily(edit, paragraph, edit.layers.placeOf(entry).after)
  if (!put.ok) return put
  edit.decide(entry.attribution.id, 'accepted')
  edit.refresh()
  return accepted(null)
}

/** Puts a paragraph of the text behind another and what that one owns, with what belongs to itself. */
export const moveParagraph: Handler<'move-paragraph'> = (edit, decision, { account }) => {
  const { paragraph, after } = decision
  const { layers } = edit
  const order = layers.order()
  if (!edit.base(paragraph) || !order.includes(paragraph))
    return refuse({ kind: 'no-such-paragraph', paragraph })
  if (after !== null && !order.includes(after)) return refuse({ kind: 'no-such-paragraph', paragraph: after })
  account.about({ paragraphs: familyOf(layers.rolling().paragraphs, paragraph) })
  const to = placeNamed(layers, paragraph, after)
  return keptAs(putFamily(edit, paragraph, after), { ...decision, to })
}

function putFamily(edit: BaseEdit, paragraph: ParagraphId, after: ParagraphId | null): Done {
  const { paragraphs } = edit.layers.rolling()
  const family = familyOf(paragraphs, paragraph)
  if (after !== null && family.includes(after)) return refuse({ kind: 'no-such-paragraph', paragraph: after })
  const positions = positionsIn(edit, withMoved(paragraphs, paragraph, after), family)
  family.forEach((id, at) => edit.place(id, positions[at]!))
  edit.refresh()
  return accepted(null)
}

/** New positions for paragraphs in a row, between those that stand around them. */
function positionsIn(
  edit: BaseEdit,
  order: readonly RollingParagraph[],
  family: readonly ParagraphId[],
): string[] {
  const at = order.findIndex(({ id }) => id === family[0])
  const before = order[at - 1] ? edit.position(order[at - 1]!.id) : null
  // Two that were added at once may share a position: the next one that is really behind.
  const behind = order.slice(at + family.length).map(({ id }) => edit.position(id))
  const next = behind.find((position) => before === null || position > before) ?? null
  return generateNKeysBetween(before, next, family.length)
}

/** Two moves of one paragraph to different places, of which one alone can be had; null when there are none. */
export function movedApart(entries: readonly Entry[]): readonly [ProposalId, ProposalId] | null {
  const first = new Map<ParagraphId, MoveEntry>()
  for (const entry of entries) {
    if (entry.kind !== 'move') continue
    const other = first.get(entry.paragraph)
    if (other && other.after !== entry.after) return [other.attribution.id, entry.attribution.id]
    first.set(entry.paragraph, entry)
  }
  return null
}
