import { describe, expect, test } from 'vitest'
import {
  dayBegins,
  deadlineOn,
  instantOf,
  isTime,
  leftUntil,
  localOf,
  offsetsOf,
  writeOffset,
} from './deadline.ts'

/** A zone by its rule: the offset from each of these moments on. */
const zone =
  (first: number, ...changes: [at: string, offset: number][]) =>
  (at: number) =>
    changes.reduce((offset, [from, next]) => (at >= Date.parse(from) ? next : offset), first)

const washington = zone(-300, ['2025-03-09T07:00Z', -240], ['2025-11-02T06:00Z', -300])
const samoa = zone(-600, ['2011-12-30T10:00Z', 840])
const lordHowe = zone(660, ['2025-04-05T15:00Z', 630], ['2025-10-04T15:30Z', 660])

describe('a time on the clock of a zone', () => {
  test.each<[string, (at: number) => number, string, string, number[], string[]]>([
    ['is one moment as a rule', washington, '2025-01-15', '18:00', [-300], ['2025-01-15T23:00']],
    ['is an hour earlier in summer', washington, '2025-07-15', '18:00', [-240], ['2025-07-15T22:00']],
    ['is no moment in the hour that is skipped', washington, '2025-03-09', '02:30', [], []],
    ['is one just before that hour', washington, '2025-03-09', '01:59', [-300], ['2025-03-09T06:59']],
    ['is one just after it', washington, '2025-03-09', '03:00', [-240], ['2025-03-09T07:00']],
    [
      'is two moments in the hour that comes twice',
      washington,
      '2025-11-02',
      '01:30',
      [-240, -300],
      ['2025-11-02T05:30', '2025-11-02T06:30'],
    ],
    ['is one at the end of that hour', washington, '2025-11-02', '02:00', [-300], ['2025-11-02T07:00']],
    ['is no moment on a day that a zone skips', samoa, '2011-12-30', '12:00', [], []],
    ['is half an hour skipped where a zone does so', lordHowe, '2025-10-05', '02:15', [], []],
    ['is no moment on a day that is none', washington, '2025-02-30', '12:00', [], []],
    ['is no moment at a time that is none', washington, '2025-02-20', '24:00', [], []],
  ])('%s', (_, offsetAt, day, time, offsets, moments) => {
    expect(offsetsOf(day, time, offsetAt)).toEqual(offsets)
    const written = offsets.map((offset) =>
      new Date(instantOf({ day, time, offset })!).toISOString().slice(0, 16),
    )
    expect(written).toEqual(moments)
    offsets.forEach((offset) =>
      expect(localOf(instantOf({ day, time, offset })!, offset)).toEqual({ day, time }),
    )
  })
})

describe('a deadline', () => {
  test.each<[string, (at: number) => number, string, string, string]>([
    ['is the moment of its day and time', washington, '2025-01-15', '18:00', '2025-01-15T23:00 once'],
    ['is refused in the hour that is skipped', washington, '2025-03-09', '02:30', 'no-such-time'],
    ['is refused at the first moment of that hour', washington, '2025-03-09', '02:00', 'no-such-time'],
    ['is taken at the moment after it', washington, '2025-03-09', '03:00', '2025-03-09T07:00 once'],
    [
      'is the later of two in the hour that comes twice',
      washington,
      '2025-11-02',
      '01:30',
      '2025-11-02T06:30 twice',
    ],
    [
      'is the later at the first moment of that hour',
      washington,
      '2025-11-02',
      '01:00',
      '2025-11-02T06:00 twice',
    ],
    ['is one moment just before that hour', washington, '2025-11-02', '00:59', '2025-11-02T04:59 once'],
    ['is refused on a day that a zone skips', samoa, '2011-12-30', '12:00', 'no-such-time'],
    ['is refused in a skipped half hour', lordHowe, '2025-10-05', '02:15', 'no-such-time'],
    ['is the later of two half an hour apart', lordHowe, '2025-04-06', '01:45', '2025-04-05T15:15 twice'],
    ['is refused on a day that is none', washington, '2025-02-30', '12:00', 'no-such-time'],
  ])('%s', (_, offsetAt, day, time, expected) => {
    const found = deadlineOn({ day, time, zone: 'Test/Zone' }, offsetAt)
    const said = found.ok
      ? `${new Date(instantOf(found.value.deadline)!).toISOString().slice(0, 16)} ${found.value.isTwice ? 'twice' : 'once'}`
      : found.refusal.kind
    expect(said).toBe(expected)
  })
})

const santiago = zone(-240, ['2025-09-07T04:00Z', -180], ['2026-04-05T03:00Z', -240])

test.each<[string, (at: number) => number, string, string | null]>([
  ['a day begins at midnight', washington, '2025-03-04', '2025-03-04T05:00'],
  [
    'a day on which the clocks change begins by the clock from before',
    washington,
    '2025-03-09',
    '2025-03-09T05:00',
  ],
  ['the day after begins by the new clock', washington, '2025-03-10', '2025-03-10T04:00'],
  [
    'a day whose midnight is skipped begins when the clock goes on',
    santiago,
    '2025-09-07',
    '2025-09-07T04:00',
  ],
  ['what is no day begins never', washington, '2025-02-30', null],
])('%s', (_, offsetAt, day, expected) => {
  const at = dayBegins(day, offsetAt)
  expect(at === null ? null : new Date(at).toISOString().slice(0, 16)).toBe(expected)
})

test('a time may have seconds', () =>
  expect(instantOf({ day: '2025-03-04', time: '18:00:07', offset: -300 })).toBe(
    Date.UTC(2025, 2, 4, 23, 0, 7),
  ))

test.each([
  ['00:00', true],
  ['23:59', true],
  ['18:00:59', true],
  ['18:00:60', false],
  ['24:00', false],
  ['9:00', false],
  ['', false],
])('“%s” is a time: %s', (time, is) => expect(isTime(time)).toBe(is))

test.each([
  [0, 'UTC'],
  [-300, 'UTC−5'],
  [330, 'UTC+5:30'],
  [-210, 'UTC−3:30'],
])('an offset of %i minutes is written %s', (offset, said) => expect(writeOffset(offset)).toBe(said))

test.each([
  ['a day and more', 90_061_000, { days: 1, hours: 1, minutes: 1, seconds: 1 }],
  ['the last moment as a second', 1, { days: 0, hours: 0, minutes: 0, seconds: 1 }],
  ['the moment itself as nothing', 0, { days: 0, hours: 0, minutes: 0, seconds: 0 }],
  ['what is past as nothing', -5_000, { days: 0, hours: 0, minutes: 0, seconds: 0 }],
])('a clock shows %s', (_, left, shown) => expect(leftUntil(1_000_000 + left, 1_000_000)).toEqual(shown))
