import { moveEffects } from '#app/domain/text/move-effects.ts'
import { proposalEffects, type ProposalEffect } from '#app/domain/text/proposal-effects.ts'
import { movesOf } from '#app/domain/text/move.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { RollingParagraph, RollingText } from '#app/domain/basics/rolling.ts'
import { floorKey, floorOf } from '../model/floor-keys.ts'
import type { Layers } from '../model/layers.ts'
import type { BaseEdit } from './base-edit.ts'

/** What is proposed, as it stands before a decision. */
export type PendingBefore = {
  /** Every paragraph that something is proposed on. */
  paragraphs: ReadonlyMap<ParagraphId, RollingParagraph>
  /** The whole text, where something would move in it. */
  text: RollingText | null
}

export const pendingBefore = (layers: Layers): PendingBefore => ({
  paragraphs: new Map(
    [...layers.pending.byParagraph.keys()].flatMap((id) => {
      const rendered = layers.paragraph(id)
      return rendered ? [[id, rendered.paragraph] as const] : []
    }),
  ),
  text: layers.pending.moves.length > 0 ? layers.rolling() : null,
})

/**
 * Marks on the floor what a decision did to the proposals that it did not decide, where it did something to them,
 * and answers it for the record. What it decided itself has no mark any more.
 */
export function noteEffects(edit: BaseEdit, before: PendingBefore): ProposalEffect[] {
  const { layers, undoRecord } = edit
  const decided = new Set(
    undoRecord.decided.filter((id) => layers.doc.getMap('decided').get(id) !== 'superseded'),
  )
  const touched = [...before.paragraphs].filter(
    ([id, { runs }]) =>
      id in undoRecord.texts ||
      id in undoRecord.attributes ||
      runs.some((run) =>
        [...run.insertions, ...run.strikes].some((by) => undoRecord.decided.includes(by.id)),
      ),
  )
  const inWords = touched.flatMap(([, paragraph]) => {
    const ids = new Set(
      paragraph.runs.flatMap((run) => [...run.insertions, ...run.strikes]).map(({ id }) => id),
    )
    const now = [...new Set([...ids].map((id) => layers.pending.paragraphOf([id, 0, 0])))].concat(
      struckNow(edit, ids),
    )
    const after = [...new Set([paragraph.id, ...now])].flatMap((id) => layers.paragraph(id)?.paragraph ?? [])
    return proposalEffects(paragraph, ...after)
  })
  const found = [...inWords.filter(({ ids }) => !isMove(before, ids)), ...movesAfter(edit, before)]
  for (const id of undoRecord.decided) mark(edit, id, null)
  const changed = found.filter(({ state, ids }) => state !== 'kept' && !ids.every((id) => decided.has(id)))
  for (const each of changed) for (const id of each.ids) if (layers.entries.has(id)) mark(edit, id, each)
  return changed
}

const isMove = ({ text }: PendingBefore, ids: readonly string[]): boolean =>
  text?.paragraphs.some((paragraph) => movesOf(paragraph).some(({ id }) => ids.includes(id))) ?? false

/** What the decision did to proposals to move a paragraph: they depend on more than its words. */
function movesAfter({ layers, undoRecord }: BaseEdit, { text }: PendingBefore): ProposalEffect[] {
  if (!text) return []
  const moved = Object.entries(undoRecord.attributes).flatMap(([id, before]) =>
    'position' in before ? [id] : [],
  )
  const parted = undoRecord.made.flatMap(({ from, at }) => (from === 'split' && at ? [at[0]] : []))
  return moveEffects(text, layers.rolling(), { moved: new Set(moved), parted: new Set(parted) })
}

/** Paragraphs in which strikes stand now. */
const struckNow = ({ layers }: BaseEdit, ids: ReadonlySet<string>): ParagraphId[] =>
  [...layers.pending.byParagraph].flatMap(([paragraph, { struck }]) =>
    struck.some(({ entry }) => ids.has(entry.attribution.id)) ? [paragraph] : [],
  )

function mark({ layers, undoRecord }: BaseEdit, id: string, value: ProposalEffect | null) {
  const floor = floorOf(layers.doc)
  const key = floorKey('carried', id)
  const known = floor.get(key) ?? null
  if (known === value) return
  undoRecord.marks[key] ??= known
  if (value) floor.set(key, value)
  else floor.delete(key)
}
