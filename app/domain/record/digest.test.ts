import { expect, test } from 'vitest'
import { anEntry } from '#tests/builders/samples.ts'
import { DIGEST_SHOWN, Digest } from './digest.ts'

const tabled = (proposal: string, paragraph: string) => ({ proposal, kind: 'insertion', paragraph })
const about = { kind: 'paragraph', paragraph: 'p1' }
const entries = [
  anEntry('d1', 1, { what: 'tabled', detail: tabled('MEX:1', 'p2') }),
  anEntry('d1', 2, { what: 'tabled', detail: tabled('CAN:1', 'p1') }),
  anEntry('d1', 3, { what: 'withdrawn', detail: { proposal: 'MEX:1', kind: 'insertion' } }),
  anEntry('d1', 4, { what: 'accept', detail: { proposals: [], labels: { p1: 'OP 1', p9: 'OP 9' } } }),
  anEntry('d1', 5, {
    what: 'comment',
    detail: { about, words: '', thread: 't', text: 'Why?', mentions: [] },
  }),
  anEntry('d1', 6, { what: 'issue-revision', detail: { symbol: 'X', date: '2024-04-09', renumber: true } }),
  anEntry('d1', 8, { what: 'accept', detail: { proposals: ['MEX:1', 'p3'] } }),
  anEntry('d1', 7, { what: 'withdrawn', detail: { proposal: 'BRA:4', kind: 'insertion' } }),
]

function digestOf(order: readonly string[], isTold = (_: number) => true) {
  const digest = new Digest(order)
  for (const entry of [...entries].sort((a, b) => a.number - b.number))
    digest.take(entry, isTold(entry.number))
  return digest.changed()
}

test('what is new is told paragraph by paragraph, in reading order', () => {
  const told = digestOf(['p1', 'p2', 'p3']).map(({ paragraph, label, counts, entries }) => [
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

test('what one did oneself is not told, and yet tells where others’ acts on it stand', () => {
  const told = digestOf(['p1', 'p2', 'p3'], (number) => number === 3)
  expect(told).toMatchObject([{ paragraph: 'p2', total: 1, counts: { withdrawn: 1 } }])
})

test('an act on a proposal that was tabled before stands where the proposal does', () => {
  const digest = new Digest(['p1', 'p2'], new Map([['MEX:9', 'p2']]))
  digest.take(anEntry('d1', 4, { what: 'supported', detail: { proposal: 'MEX:9' } }), true)
  expect(digest.changed()).toMatchObject([{ paragraph: 'p2', counts: { said: 1 } }])
})

test.each([
  ['a bridging text put to the room', 'put-bridging', { paragraph: 'p1', text: 'all', as: 'text' }],
  [
    'the end of a silence',
    'end-silence',
    {
      silence: 's',
      deadline: { day: '2024-04-09', time: '18:00', zone: 'America/Panama', offset: -300 },
      at: 1,
      labels: { p1: 'OP 1' },
      held: [{ subjects: ['p1'], label: 'OP 1' }],
      notPossible: [],
      broken: [],
    },
  ],
  ['alternatives that were merged', 'merge-alternatives', { open: '1:1', labels: { p1: 'OP 1' } }],
])('%s is a decision on its paragraph', (_, what, detail) => {
  const digest = new Digest(['p1'])
  digest.take(anEntry('d1', 4, { what, detail }), true)
  expect(digest.changed()).toMatchObject([{ paragraph: 'p1', counts: { decided: 1 } }])
})

test('an entry that cannot be read is counted all the same', () => {
  const digest = new Digest(['p1'])
  digest.take(anEntry('d1', 4, { what: 'of-a-later-version', detail: { paragraph: 'p1' } }), true)
  expect(digest.changed()).toMatchObject([{ paragraph: null, counts: { other: 1 } }])
})

test('a position on a proposal stands where the proposal does, and nowhere else', () => {
  const digest = new Digest(['p1', 'p2'], new Map([['MEX:9', 'p2']]))
  const detail = { subjects: ['MEX:9', 'MEX:8'], stance: 'supports', labels: { p2: 'OP 2' } }
  digest.take(anEntry('d1', 4, { what: 'take-position', detail }), true)
  expect(digest.changed()).toMatchObject([{ paragraph: 'p2', label: 'OP 2', counts: { said: 1 } }])
  expect(digest.changed()).toHaveLength(1)
})

test('all are counted, and the latest of each paragraph are kept', () => {
  const digest = new Digest(['p1'])
  for (let number = 1; number <= 1_000; number++)
    digest.take(anEntry('d1', number, { what: 'join-paragraph', detail: { paragraph: 'p1' } }), true)
  const [p1] = digest.changed()
  expect(p1).toMatchObject({ total: 1_000, counts: { decided: 1_000 } })
  expect(p1!.entries.map(({ number }) => number)).toEqual(
    Array.from({ length: DIGEST_SHOWN }, (_, at) => 1_000 - at),
  )
})
