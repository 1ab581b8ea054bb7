import { getSchema } from '@tiptap/core'
import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
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
