import { expect, test } from 'vitest'
import { anEntry } from '#tests/contracts/samples.ts'
import { digestOf } from './digest.ts'

const entries = [
  anEntry('d1', 1, { what: 'tabled', detail: { proposal: 'MEX:1', paragraph: 'p2' } }),
  anEntry('d1', 2, { what: 'tabled', detail: { proposal: 'CAN:1', paragraph: 'p1' } }),
  anEntry('d1', 3, { what: 'withdrawn', detail: { proposal: 'MEX:1' } }),
  anEntry('d1', 4, { what: 'accept', detail: { labels: { p1: 'OP 1', p9: 'OP 9' } } }),
  anEntry('d1', 5, { what: 'comment', detail: { about: { kind: 'paragraph', paragraph: 'p1' } } }),
  anEntry('d1', 6, { what: 'issue-revision', detail: { labels: 'none' } }),
  anEntry('d1', 8, { what: 'accept', detail: { proposals: ['MEX:1', 'p3'] } }),
  anEntry('d1', 7, { what: 'withdrawn', detail: { proposal: 'BRA:4' } }),
]

test('what is new is told paragraph by paragraph, in reading order', () => {
  const told = digestOf(entries, ['p1', 'p2', 'p3']).map(({ paragraph, label, counts, entries }) => [
    paragraph,
    label,
    Object.entries(counts).flatMap(([kind, count]) => (count > 0 ? [`${kind} ${count}`] : [])),
    entries.map(({ number }) => number),
  ])
  expect(told).toEqual([
    ['p1', 'OP 1', ['proposed 1', 'decided 1', 'said 1'], [5, 4, 2]],
    ['p2', null, ['proposed 1', 'withdrawn 1', 'decided 1'], [8, 3, 1]],
    ['p3', null, ['decided 1'], [8]],
    ['p9', 'OP 9', ['decided 1'], [4]],
    [null, null, ['withdrawn 1', 'other 1'], [7, 6]],
  ])
})
