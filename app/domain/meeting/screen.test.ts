import { expect, test } from 'vitest'
import { changeScreen, defaultScreen, stepFrom, type Screen } from './screen.ts'

test.each<[string, Partial<Screen>, Partial<Screen>]>([
  ['its view', { view: 'clean' }, { view: 'clean', zoom: 0 }],
  ['nothing else than it was asked', { blank: true }, { blank: true, view: 'rolling' }],
  ['its size in whole steps', { zoom: 1.4 }, { zoom: 1 }],
  ['its size to the largest at most', { zoom: 99 }, { zoom: 6 }],
  ['its size to the smallest at least', { zoom: -99 }, { zoom: -4 }],
])('the screen changes %s', (_, change, expected) =>
  expect(changeScreen(defaultScreen, change)).toMatchObject(expected),
)

const order = ['a', 'b', 'c']
test.each<[string, string[], string | null, number, string | null]>([
  ['the next', order, 'a', 1, 'b'],
  ['the one before', order, 'b', -1, 'a'],
  ['the last at the end', order, 'c', 1, 'c'],
  ['the first at the beginning', order, 'a', -1, 'a'],
  ['the first from nowhere', order, null, 1, 'a'],
  ['the last backwards from nowhere', order, null, -1, 'c'],
  ['the first from what is gone', order, 'x', 1, 'a'],
  ['nothing in an empty text', [], 'a', 1, null],
])('a step leads to %s', (_, given, from, by, expected) => expect(stepFrom(given, from, by)).toBe(expected))
