import { getSchema } from '@tiptap/core'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { layerNames } from '#app/document/model/entry-index.ts'
import { Layers } from '#app/document/model/layers.ts'
import { shapes } from '#tests/doubling/shapes.ts'
import { Negotiation } from '#tests/sim/negotiation/scenario.ts'
import { documentNode } from './derive.ts'
import { NOTHING_SHOWN, isUpToDate, reconcile } from './reconcile.ts'
import { Deletion, DraftDocument, DraftParagraph, DraftText, Insertion } from './schema.ts'

const RUNS = Number(process.env.RUNS ?? 8)
const FIRST_SEED = Number(process.env.SEED ?? 1)
const STEPS = 60

const schema = getSchema([DraftDocument, DraftParagraph, DraftText, Insertion, Deletion])

describe('a view that follows what everybody does', () => {
  it.each(Array.from({ length: RUNS }, (_, at) => FIRST_SEED + at))(
    'is what base and layers say, seed %i',
    (seed) => {
      const game = new Negotiation(seed)
      const { table, random } = game
      const { layers } = table.clients[0]!
      let state = EditorState.create({ schema })
      let shown = NOTHING_SHOWN
      for (let step = 0; step < STEPS; step++) {
        const decision = random.chance(0.15) ? game.someDecision() : null
        if (decision) table.decide(decision)
        game.act(random.pick(table.clients))
        table.someTraffic(random)
        // A transaction that is thrown away leaves nothing behind.
        if (random.chance(0.3)) reconcile(state.tr, layers, shown)
        if (random.chance(0.5)) continue
        const { tr } = state
        shown = reconcile(tr, layers, shown)
        state = state.apply(tr)
        expect(state.doc.toJSON()).toEqual(documentNode(schema, layers).toJSON())
        expect(isUpToDate(shown, layers)).toBe(true)
        const idle = state.tr
        expect(reconcile(idle, layers, shown)).toBe(shown)
        expect(idle.steps).toEqual([])
      }
    },
  )
})

describe('a caret in a paragraph in which very much changes at once stays where it was', () => {
  const size = 80
  /** The caret after a paragraph has come to be of a shape that had none of its proposals. */
  const after = (shape: string, anchor: number, head: number) => {
    const doc = shapes.find(({ name }) => name === shape)!.make(size)
    const empty = new Y.Doc()
    Y.applyUpdate(empty, Y.encodeStateAsUpdate(doc))
    for (const name of layerNames(empty)) empty.getMap(name).clear()
    const [before, layers] = [new Layers(empty), new Layers(doc)]
    const { tr } = EditorState.create({ schema, doc: documentNode(schema, before) })
    tr.setSelection(TextSelection.create(tr.doc, 1 + anchor, 1 + head))
    reconcile(tr, layers, reconcile(tr, before, NOTHING_SHOWN))
    expect(tr.doc.toJSON()).toEqual(documentNode(schema, layers).toJSON())
    expect(tr.steps.length).toBeLessThan(size)
    return [tr.selection.anchor - 1, tr.selection.head - 1]
  }
  /** Characters that the first insertions of a shape bring. */
  const come = (count: number) => Array.from({ length: count }, (_, at) => `new${at} `).join('').length

  it.each([
    ['strikes side by side', 12, 12, [12, 12]],
    ['strikes side by side', 300, 12, [300, 12]],
    ['insertions side by side', 2, 2, [2, 2]],
    ['insertions side by side', 102, 102, [102 + come(20), 102 + come(20)]],
    ['insertions side by side', 104, 104, [104 + come(20), 104 + come(20)]],
    ['insertions side by side', 401, 401, [401 + come(80), 401 + come(80)]],
    ['insertions side by side', 101, 203, [101 + come(20), 203 + come(40)]],
  ])('%s: from %i to %i', (shape, anchor, head, stays) => expect(after(shape, anchor, head)).toEqual(stays))
})
