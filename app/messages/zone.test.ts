import { describe, expect, test } from 'vitest'
import { offsetsOf } from '#app/domain/meeting/deadline.ts'
import { sayZone } from './en/meeting/clock.ts'
import { cityOf, isZone, meetingZone, offsetIn, zones } from './zone.ts'

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
  ['Asia/Kolkata', true],
  ['Asia/Calcutta', true],
  ['america/panama', true],
  ['America/Nowhere', false],
  ['+05:00', false],
  ['-05:00', false],
  ['__proto__', false],
  ['America/New_York; DROP', false],
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

test.each<[string, string | null, string, string]>([
  ['the draft’s own', 'America/Panama', 'America/New_York', 'America/Panama'],
  ['that of the organ where the draft has none', null, 'America/New_York', 'America/New_York'],
  ['that of the organ where the draft’s is not known here', 'Mars/Olympus', 'America/Lima', 'America/Lima'],
  ['UTC where neither is known', null, 'Mars/Olympus', 'UTC'],
])('the zone of a meeting is %s', (_, ofDraft, ofOrgan, zone) =>
  expect(meetingZone(ofDraft, ofOrgan)).toBe(zone),
)

test('a list offers the zone of the meeting first, then the Americas, each once', () => {
  const all = zones('Europe/Madrid')
  expect(all[0]).toBe('Europe/Madrid')
  expect(all[1]).toMatch(/^America\//)
  expect(new Set(all).size).toBe(all.length)
  expect(zones('America/Lima').filter((zone) => zone === 'America/Lima')).toHaveLength(1)
})

test('a zone is said by its city and its offset', () => {
  expect(sayZone({ zone: 'America/New_York', offset: -300 })).toBe('New York time, UTC−5')
  expect(sayZone({ zone: 'UTC', offset: 0 })).toBe('UTC')
  expect(cityOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
})
