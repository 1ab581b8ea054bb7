import { expect, test } from 'vitest'
import { visitAt, VISIT_ENDS, type Visit } from './visit.ts'

const known = (over: Partial<Visit> = {}): Visit => ({
  entry: 4,
  at: 100,
  seenEntry: 9,
  seenAt: 1_000,
  ...over,
})
const later = 1_000 + VISIT_ENDS

test.each<[string, Visit | null, [last: number, now: number], Partial<Visit>]>([
  ['has nothing new on the first visit', null, [12, 50], { entry: 12, at: null, seenEntry: 12, seenAt: 50 }],
  ['keeps what is new during a visit', known(), [12, later - 1], { entry: 4, at: 100, seenEntry: 12 }],
  [
    'begins a visit after a while',
    known(),
    [12, later],
    { entry: 9, at: 1_000, seenEntry: 12, seenAt: later },
  ],
  ['stays on the first visit while it lasts', known({ at: null }), [10, 1_001], { entry: 4, at: null }],
  ['does not go back with the clock', known(), [12, 10], { entry: 4, seenAt: 1_000 }],
  ['does not go back with the record', known(), [3, later], { entry: 9, seenEntry: 9 }],
])('a look %s', (_, before, [last, now], expected) => {
  expect(visitAt(before, last, now)).toMatchObject(expected)
})
