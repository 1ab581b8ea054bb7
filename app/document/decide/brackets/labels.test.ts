import { expect, test } from 'vitest'
import { charAt } from '#app/domain/basics/character.ts'
import type { CharId } from '#app/domain/basics/rolling.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { DecisionAccount } from '#app/domain/record/details.ts'
import { runsOf } from '#app/domain/text/view.ts'
import { SimulatedRoom, paragraph } from '#tests/sim/simulated-room.ts'

/** The labels that the record keeps of a decision on paragraphs OP 1 and on; `at` finds a character of one. */
function labelsOf(texts: string[], decision: (at: (line: number, offset: number) => CharId) => Decision) {
  const room = new SimulatedRoom(texts.map((text) => paragraph(text)))
  const { paragraphs } = room.layers.rolling()
  const at = (line: number, offset: number) => charAt(runsOf(paragraphs[line]!, { kind: 'base' }), offset)!
  const decided = room.decide(decision(at))
  return decided.ok ? Object.values((decided.value as DecisionAccount).labels ?? {}) : decided
}

const one = ['To act', 'States [shall][should] act']
const across = ['To [act', 'and to ask] twice']

test.each<[string, string[], string[], Parameters<typeof labelsOf>[1]]>([
  ['a bracket taken out', one, ['OP 2'], (at) => ({ kind: 'unbracket', open: at(1, 7) })],
  [
    'one over two paragraphs, of both',
    across,
    ['OP 1', 'OP 2'],
    (at) => ({ kind: 'unbracket', open: at(0, 3) }),
  ],
  ['one marked as literal', one, ['OP 2'], (at) => ({ kind: 'mark-literal', open: at(1, 7), literal: true })],
  ['an alternative picked', one, ['OP 2'], (at) => ({ kind: 'pick-alternative', open: at(1, 14) })],
  [
    'equal alternatives merged',
    ['To act', 'States [MEX: shall][CAN: shall] act'],
    ['OP 2'],
    (at) => ({ kind: 'merge-alternatives', open: at(1, 7) }),
  ],
])('the record names the paragraphs of %s', (_, texts, labels, decision) =>
  expect(labelsOf(texts, decision)).toEqual(labels),
)
