import { CHAIR } from '#app/domain/basics/actor.ts'
import { markOf } from '#app/domain/consolidation/consolidation.ts'
import { isClosed } from '#app/domain/basics/paragraph.ts'
import { accept as accepted, refuse } from '#app/domain/basics/result.ts'
import type { RollingParagraph } from '#app/domain/basics/rolling.ts'
import { baseText, isBaseRun } from '#app/domain/text/preview.ts'
import { Edit } from '../propose/edit.ts'
import { layerOfDelegation } from '../model/entry-index.ts'
import type { BaseEdit } from './base-edit.ts'
import { replacements, rewriteText, type Replacement } from './rewrite-text.ts'
import type { Decider, Handler } from './handler.ts'

/**
 * Puts the chair's text for a paragraph to the room, word by word: as a proposal of the chair beside the others,
 * or into the text at once. What is proposed on words that stay is untouched.
 */
export const putBridging: Handler<'put-bridging'> = (edit, decision, { by, account }) => {
  const { paragraph, seen, text, as } = decision
  const rolling = edit.layers.paragraph(paragraph)?.paragraph
  if (!rolling || !edit.base(paragraph)) return refuse({ kind: 'no-such-paragraph', paragraph })
  if (isClosed(rolling.status)) return refuse({ kind: 'paragraph-closed', paragraph })
  if (markOf(rolling) !== seen) return refuse({ kind: 'paragraph-changed', paragraph })
  const before = baseText(rolling)
  const wanted = text.replace(/\s+/g, ' ').trim()
  if (wanted === '' || wanted === before) return refuse({ kind: 'nothing-changes' })
  account.about({ paragraphs: [paragraph], tellsTexts: true })
  if (as === 'text') rewriteText(edit, paragraph, wanted)
  else propose(edit, rolling, replacements(before, wanted), by)
  edit.refresh()
  return accepted(decision)
}

function propose(edit: BaseEdit, rolling: RollingParagraph, changes: readonly Replacement[], by: Decider) {
  const layer = layerOfDelegation(edit.layers.doc, CHAIR)
  const before = new Set(layer.keys())
  const author = { delegation: CHAIR, user: by.user, now: by.now, id: edit.newId }
  const layerEdit = new Edit(edit.layers, edit.transaction, author)
  const { id } = rolling
  for (const change of changes) {
    const stretches = stretchesOf(rolling, change)
    const [from, to] = [stretches[0]?.[0], stretches.at(-1)?.[1]]
    const at = to ?? offsetAt(rolling, change.to)
    for (const [start, end] of stretches) layerEdit.strike(id, start, end)
    if (change.text !== '') layerEdit.insert({ paragraph: id, offset: at }, change.text, from ?? at)
  }
  for (const key of layer.keys()) if (!before.has(key)) edit.undoRecord.tabled.push(key)
}

/** Where base characters stand in the rolling text: what others propose between them is left alone. */
function stretchesOf({ runs }: RollingParagraph, { from, to }: Replacement): [number, number][] {
  const found: [number, number][] = []
  let [base, offset] = [0, 0]
  for (const run of runs) {
    const { length } = run.text
    if (isBaseRun(run)) {
      const [start, end] = [Math.max(from, base), Math.min(to, base + length)]
      const last = found.at(-1)
      if (start < end) {
        const stretch: [number, number] = [offset + start - base, offset + end - base]
        if (last && last[1] === stretch[0]) last[1] = stretch[1]
        else found.push(stretch)
      }
      base += length
    }
    offset += length
  }
  return found
}

/** Right after the base character before `at`. */
function offsetAt({ runs }: RollingParagraph, at: number): number {
  let [base, offset] = [0, 0]
  for (const run of runs) {
    if (isBaseRun(run)) {
      if (base < at && at <= base + run.text.length) return offset + at - base
      base += run.text.length
    }
    offset += run.text.length
  }
  return 0
}
