import { describe, expect, test } from 'vitest'
import { beginReading, closeReading, openReading, progressIn, takeUp, type Reading } from './reading.ts'

const given = {
  id: 'r',
  meeting: ' Third meeting ',
  date: '2025-03-04',
  openedAt: 1,
  paragraphs: ['p1', 'p2', 'p3'],
}
const reading = (over: Partial<Reading> = {}): Reading => ({
  ...given,
  meeting: 'Third meeting',
  number: 1,
  taken: {},
  closedAt: null,
  ...over,
})
const nothing = { brackets: 0, proposals: 0 }
const something = { brackets: 1, proposals: 2 }

describe('a reading', () => {
  test.each<[string, readonly Reading[], number | string]>([
    ['is the first where there was none', [], 1],
    ['is the second after a first', [reading({ closedAt: 5 })], 2],
    ['is not opened while another goes on', [reading()], 'reading-open'],
    ['is numbered after the highest', [reading({ number: 4, closedAt: 5 }), reading({ closedAt: 6 })], 5],
  ])('%s', (_, before, expected) => {
    const begun = beginReading(before, given)
    expect(begun.ok ? begun.value.number : begun.refusal.kind).toBe(expected)
  })

  test('has each paragraph once, and the name of the meeting as it is said', () => {
    const begun = beginReading([], { ...given, paragraphs: ['p1', 'p2', 'p1'] })
    expect(begun).toMatchObject({ ok: true, value: { paragraphs: ['p1', 'p2'], meeting: 'Third meeting' } })
  })

  test.each<[string, Reading | null, string, string | Reading['taken']]>([
    ['takes a paragraph up with what is left on it', reading(), 'p2', { p2: something }],
    [
      'takes it up again with what is left then',
      reading({ taken: { p2: nothing } }),
      'p2',
      { p2: something },
    ],
    ['takes up no paragraph that is not in it', reading(), 'p9', 'not-in-reading'],
    ['takes up nothing when none is open', null, 'p1', 'no-reading'],
  ])('%s', (_, open, paragraph, expected) => {
    const taken = takeUp(open, paragraph, something)
    expect(taken.ok ? taken.value.taken : taken.refusal.kind).toEqual(expected)
  })

  test('is over when it is closed, once', () => {
    const closed = closeReading(openReading([reading()]), 7)
    expect(closed).toMatchObject({ ok: true, value: { closedAt: 7 } })
    expect(closeReading(openReading([reading({ closedAt: 7 })]), 8)).toMatchObject({ ok: false })
  })

  test.each<[string, Reading['taken'], string[], object]>([
    ['at its beginning', {}, ['p1', 'p2', 'p3'], { taken: 0, total: 3, next: 'p1', left: 0 }],
    ['in its middle', { p1: nothing }, ['p1', 'p2', 'p3'], { taken: 1, total: 3, next: 'p2', left: 0 }],
    ['out of order', { p2: something }, ['p1', 'p2', 'p3'], { taken: 1, total: 3, next: 'p1', left: 1 }],
    ['with a paragraph gone', { p1: nothing }, ['p1', 'p3'], { taken: 1, total: 2, next: 'p3', left: 0 }],
    ['with one gone that was read', { p2: something }, ['p1'], { taken: 1, total: 2, next: 'p1', left: 1 }],
    [
      'at its end',
      { p1: nothing, p2: something, p3: nothing },
      ['p1'],
      { taken: 3, total: 3, next: null, left: 1 },
    ],
  ])('knows where it is %s', (_, taken, inText, expected) =>
    expect(progressIn(reading({ taken }), (id) => inText.includes(id))).toEqual(expected),
  )
})
