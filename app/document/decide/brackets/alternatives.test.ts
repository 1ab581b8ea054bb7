import { expect, test } from 'vitest'
import { charAt } from '#app/domain/basics/character.ts'
import { runsOf } from '#app/domain/text/view.ts'
import { SimulatedRoom, paragraph, show } from '#tests/sim/simulated-room.ts'

/** The base text after the chair has picked the bracket at `open`, those at `literal` being marked as such. */
function picked(text: string, open: number, { literal, choice }: { literal: number[]; choice?: number }) {
  const room = new SimulatedRoom([paragraph(text)])
  const [only] = room.layers.rolling().paragraphs
  const char = (offset: number) => charAt(runsOf(only!, { kind: 'base' }), offset)!
  const marks = literal.map(
    (offset) => ({ kind: 'mark-literal', open: char(offset), literal: true }) as const,
  )
  for (const mark of marks) expect(room.decide(mark).ok).toBe(true)
  const result = room.decide({ kind: 'pick-alternative', open: char(open), choice })
  return result.ok ? show(room.layers) : result
}

const none = { ok: false, refusal: { kind: 'no-alternative' } }

test.each<[string, string, number, { literal: number[]; choice?: number }, unknown]>([
  ['keeps the one and no other', 'States [shall][should] act', 14, { literal: [] }, 'States should act'],
  ['leaves a literal bracket beside them', '[sic][shall][should] act', 5, { literal: [0] }, '[sic]shall act'],
  ['refuses a literal bracket', '[sic][shall] act', 0, { literal: [0] }, none],
  ['refuses what stands alone beside a literal one', '[sic][shall] act', 5, { literal: [0] }, none],
  [
    'takes a choice of words',
    'States [shall/should] act',
    7,
    { literal: [], choice: 1 },
    'States should act',
  ],
  ['refuses a choice within a literal one', 'on [km/h] roads', 3, { literal: [3], choice: 0 }, none],
])('picking an alternative %s', (_, text, open, given, expected) =>
  expect(picked(text, open, given)).toEqual(expected),
)
