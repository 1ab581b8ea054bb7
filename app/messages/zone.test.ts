import { describe, expect, test } from 'vitest'
import { offsetsOf } from '#app/domain/deadline.ts'
import { HOME_ZONE, cityOf, isZone, offsetIn, sayZone, zones } from './zone.ts'

test.each([
  ['UTC', '2025-01-01T12:00Z', 0],
  ['America/New_York', '2025-01-01T12:00Z', -300],
  ['America/New_York', '2025-07-01T12:00Z', -240],
  ['America/New_York', '2025-03-09T06:59:59Z', -300],
  ['America/New_York', '2025-03-09T07:00:00Z', -240],
  ['America/St_Johns', '2025-01-01T12:00Z', -210],
  ['Asia/Kolkata', '2025-01-01T00:00:00Z', 330],
])('the clock of %s at %s is %i minutes from UTC', (zone, at, offset) =>
  expect(offsetIn(zone)(Date.parse(at))).toBe(offset),
)

test.each([
  ['America/New_York', true],
  ['UTC', true],
  ['America/Nowhere', false],
  ['+05:00', false],
  ['', false],
])('“%s” is a zone: %s', (zone, is) => expect(isZone(zone)).toBe(is))

describe('the rules of a real zone', () => {
  test.each<[string, string, number[]]>([
    ['2025-03-09', '02:30', []],
    ['2025-11-02', '01:30', [-240, -300]],
    ['2025-11-02', '12:00', [-300]],
  ])('on %s at %s', (day, time, offsets) =>
    expect(offsetsOf(day, time, offsetIn('America/New_York'))).toEqual(offsets),
  )
})

test('a list offers the home of the meetings first, then the Americas', () => {
  const [first, second] = zones()
  expect(first).toBe(HOME_ZONE)
  expect(second).toMatch(/^America\//)
})

test('a zone is said by its city and its offset', () => {
  expect(sayZone({ zone: 'America/New_York', offset: -300 })).toBe('New York, UTC−5')
  expect(sayZone({ zone: 'UTC', offset: 0 })).toBe('UTC')
  expect(cityOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
})
