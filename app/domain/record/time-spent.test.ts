import { expect, test } from 'vitest'
import { anEntry } from '#tests/builders/samples.ts'
import { PAUSE, TimeSum } from './time-spent.ts'

const minute = 60_000
const at = (number: number, minutes: number, ...paragraphs: string[]) =>
  anEntry('d1', number, {
    at: minutes * minute,
    detail: { proposals: [], labels: Object.fromEntries(paragraphs.map((id) => [id, id])) },
  })

test.each([
  ['nothing before the first deed', [at(1, 0, 'p1')], { p1: 0 }],
  ['the time up to a deed', [at(1, 0, 'p1'), at(2, 3, 'p2')], { p1: 0, p2: 3 }],
  ['no more than a pause', [at(1, 0, 'p1'), at(2, 300, 'p1')], { p1: PAUSE / minute }],
  ['equal shares', [at(1, 0), at(2, 4, 'p1', 'p2')], { p1: 2, p2: 2 }],
  ['no time before what concerns no paragraph', [at(1, 0, 'p1'), at(2, 3), at(3, 5, 'p1')], { p1: 2 }],
  ['nothing for a clock that was set back', [at(1, 5, 'p1'), at(2, 1, 'p1')], { p1: 0 }],
])('a paragraph has %s', (_, entries, expected) => {
  const sum = new TimeSum()
  for (const entry of entries) sum.take(entry)
  const minutes = [...sum.spent].map(([id, ms]) => [id, ms / minute])
  expect(Object.fromEntries(minutes)).toEqual(expected)
})
