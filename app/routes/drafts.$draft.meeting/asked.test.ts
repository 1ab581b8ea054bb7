import { describe, expect, test } from 'vitest'
import { askedIn, dayAt } from './asked.ts'

const last = Date.UTC(2025, 2, 4, 3)
const readings = [{ number: 1 }, { number: 2 }]
const zone = 'America/New_York'
const write = (at: number) => new Date(at).toISOString().slice(0, 16)

describe('the address of a meeting', () => {
  test.each<[string, string, string]>([
    ['without anything asks for the last day', '', '2025-03-03T05:00 2025-03-04T05:00'],
    [
      'with a day asks for that day by the clock of the meeting',
      'day=2025-07-01',
      '2025-07-01T04:00 2025-07-02T04:00',
    ],
    ['with a day of 23 hours asks for those', 'day=2025-03-09', '2025-03-09T05:00 2025-03-10T04:00'],
    ['with a day of 25 hours asks for those', 'day=2025-11-02', '2025-11-02T04:00 2025-11-03T05:00'],
    ['with a reading asks for that', 'reading=2&day=2025-07-01', 'reading 2'],
    [
      'with a reading that is none asks for the day',
      'reading=9&day=2025-07-01',
      '2025-07-01T04:00 2025-07-02T04:00',
    ],
    ['with a day that is none asks for the last', 'day=2025-02-30', '2025-03-03T05:00 2025-03-04T05:00'],
  ])('%s', (_, search, expected) => {
    const { asked } = askedIn(new URLSearchParams(search), zone, { readings, last })
    expect(
      'reading' in asked ? `reading ${asked.reading}` : `${write(asked.from)} ${write(asked.until)}`,
    ).toBe(expected)
  })
})

test('a day is the one on the clock of the zone', () => {
  expect(dayAt(last, 'UTC')).toBe('2025-03-04')
  expect(dayAt(last, zone)).toBe('2025-03-03')
})
