import { Fragment, type Mark, type Node, type Schema } from '@tiptap/pm/model'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Run } from '#app/domain/basics/rolling.ts'
import { signed } from '#app/domain/floor/working-copy.ts'
import type { Layers } from '#app/document/model/layers.ts'
import type { Rendered } from '#app/document/model/render-paragraph.ts'

/** The view of one paragraph. Pure: the same rendering gives an equal node. */
export function paragraphNode(schema: Schema, { paragraph, pieces }: Rendered): Node {
  const { id, kind, level, status, statusDate, proposed, removals, merges, moves = [] } = paragraph
  const whole = removals.length > 0
  const removed = removals[0]?.delegation ?? null
  const attrs = {
    id,
    kind,
    level,
    status,
    statusDate,
    proposed: proposed?.delegation ?? null,
    removed,
    merges: merges.map(({ delegation }) => delegation).join(' '),
    moves: moves.map(({ id, after, unconfirmed }) => `${id}→${after}${unconfirmed ? '°' : ''}`).join(' '),
  }
  const texts = pieces.map((piece) =>
    schema.text(
      piece.text,
      marksOf(schema, whole ? { ...piece, strikes: [...piece.strikes, ...removals] } : piece),
    ),
  )
  return schema.node('paragraph', attrs, Fragment.fromArray(texts))
}

function marksOf(schema: Schema, { insertions, strikes }: Pick<Run, 'insertions' | 'strikes'>): Mark[] {
  const { insertion, deletion } = schema.marks
  const marks = insertions.map((by) => insertion!.create({ id: by.id, by: signed(by) }))
  if (strikes.length === 0) return marks
  const by = [...new Set(strikes.map(signed))].sort().join(' ')
  return [...marks, deletion!.create({ ids: strikes.map(({ id }) => id).join(' '), by })]
}

/** The view of the whole text. */
export function documentNode(schema: Schema, layers: Layers): Node {
  const nodes = layers.order().map((id) => nodeOf(schema, layers, id))
  return schema.node(
    'doc',
    null,
    nodes.filter((node) => node !== null),
  )
}

export function nodeOf(schema: Schema, layers: Layers, id: ParagraphId): Node | null {
  const rendered = layers.paragraph(id)
  return rendered && paragraphNode(schema, rendered)
}
