import { expect, test } from 'vitest'
import { collisionsOf } from '#app/domain/consolidation/collisions.ts'
import { proposedChoices } from '#app/domain/consolidation/consolidation.ts'
import { paragraph } from '#tests/builders/rolling.ts'
import { choicesFrom, tickOf, tickedFrom, ticking, type Tick } from './ticks.ts'

/** `MEX take, CAN decline` after ticks in order, from the first consolidation. */
const after = (notation: string, ...given: readonly [string, Tick][]) => {
  const rolling = paragraph(notation)
  const collisions = collisionsOf(rolling)
  const at = (delegation: string) => collisions.proposals.findIndex((each) => each.delegation === delegation)
  const ticked = given.reduce(
    (before, [delegation, tick]) => ticking(before, collisions, at(delegation), tick),
    tickedFrom(collisions, proposedChoices(rolling)),
  )
  const kinds = choicesFrom(ticked, collisions).map(({ kind, proposals }) => `${kind} ${proposals.length}`)
  return `${collisions.proposals.map((each) => `${each.delegation} ${tickOf(ticked, each)}`).join(', ')}; ${kinds.join(', ')}`
}

const two = 'To {-MEX,CAN#9:aid-}{+MEX:help+}{+CAN:assist+} all{+JAM: now+}'

test.each<[string, string, [string, Tick][], string]>([
  ['begins with the first consolidation', two, [], 'CAN bracket, MEX bracket, JAM take; bracket 4, take 1'],
  [
    'lets one of two that collide in',
    two,
    [['MEX', 'take']],
    'CAN decline, MEX take, JAM take; take 2, decline 2, take 1',
  ],
  [
    'puts both in brackets again',
    two,
    [
      ['MEX', 'take'],
      ['CAN', 'bracket'],
    ],
    'CAN bracket, MEX bracket, JAM take; bracket 4, take 1',
  ],
  ['leaves what is left open out', two, [['JAM', 'leave']], 'CAN bracket, MEX bracket, JAM leave; bracket 4'],
  [
    'ticks the same wish together',
    'a{+MEX: b+}{+CAN: b+}',
    [['CAN', 'decline']],
    'MEX decline, CAN decline; decline 2',
  ],
  [
    'leaves an amendment out with what it amends',
    'a{+MEX#1: b{+CAN#2: c+}+}',
    [['MEX', 'decline']],
    'MEX decline, CAN leave; decline 1',
  ],
])('a chair’s tick %s', (_, notation, given, said) => expect(after(notation, ...given)).toBe(said))
