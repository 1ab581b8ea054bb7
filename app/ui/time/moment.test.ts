import { expect, test } from 'vitest'
import { searchOf, stretchOf } from './moment.ts'

const activity = [10, 20, 30].map((update) => ({ from: 0, to: 1, update, updates: 10 }))

test.each([
  ['before the first word', 0, -1],
  ['in the first stretch', 1, 0],
  ['at the end of a stretch', 20, 1],
  ['after it', 21, 2],
  ['later than what was known', 99, 2],
])('an update %s', (_, update, stretch) => expect(stretchOf(activity, update)).toBe(stretch))

test('an address names an update or a time', () => {
  expect([searchOf({ update: 7 }), searchOf({ at: 9 })]).toEqual(['?update=7', '?at=9'])
})
