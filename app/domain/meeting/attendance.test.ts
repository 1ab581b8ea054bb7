import { describe, expect, test } from 'vitest'
import { GAP, attendedIn, coalesce, seatedAt, within, type Stay } from './attendance.ts'

const MINUTE = 60_000
let ids = 0

/** `MEX ana 0-5`: who sat for whom (`~chair` for a role), from one minute to another. */
function stay(written: string): Stay {
  const [seat = '', user = '', time = ''] = written.split(' ')
  const [from = 0, until = 0] = time.split('-').map(Number)
  const role = seat.startsWith('~') ? (seat.slice(1) as Stay['role']) : 'delegate'
  const delegation = role === 'delegate' ? seat : null
  return {
    id: `s${ids++}`,
    draft: 'd1',
    user,
    name: user.toUpperCase(),
    role,
    delegation,
    from: from * MINUTE,
    until: until * MINUTE,
  }
}
const write = (stays: readonly Stay[]): string[] =>
  stays.map(
    ({ delegation, role, user, from, until }) =>
      `${delegation ?? `~${role}`} ${user} ${from / MINUTE}-${until / MINUTE}`,
  )

describe('stays', () => {
  test.each<[string, string[], string[]]>([
    ['alone stay as they are', ['MEX ana 0-5'], ['MEX ana 0-5']],
    ['within a minute of each other are one', ['MEX ana 0-5', 'MEX ana 6-9'], ['MEX ana 0-9']],
    ['further apart are two', ['MEX ana 0-5', 'MEX ana 6.1-9'], ['MEX ana 0-5', 'MEX ana 6.1-9']],
    ['that overlap, as two tabs do, are one', ['MEX ana 0-5', 'MEX ana 2-4', 'MEX ana 3-8'], ['MEX ana 0-8']],
    ['of two persons are two', ['MEX ana 0-5', 'MEX bea 1-5'], ['MEX ana 0-5', 'MEX bea 1-5']],
    ['for two delegations are two', ['MEX ana 0-5', 'CAN ana 5-9'], ['MEX ana 0-5', 'CAN ana 5-9']],
    ['in any order come by their beginning', ['CAN cle 3-4', 'MEX ana 1-2'], ['MEX ana 1-2', 'CAN cle 3-4']],
    ['none are none', [], []],
  ])('%s', (_, given, expected) => {
    const stays = given.map(stay)
    const before = structuredClone(stays)
    expect(write(coalesce(stays))).toEqual(expected)
    expect(stays).toEqual(before)
  })

  test.each<[string, string[], [number, number], string[]]>([
    ['are cut at the edges', ['MEX ana 0-9'], [2, 5], ['MEX ana 2-5']],
    ['outside are left out', ['MEX ana 0-1', 'CAN cle 6-7'], [2, 5], []],
    ['that begin at the end are outside', ['MEX ana 5-9'], [2, 5], []],
    ['that end at the beginning are inside', ['MEX ana 0-2'], [2, 5], ['MEX ana 2-2']],
  ])('%s', (_, given, [from, until], expected) =>
    expect(write(within(given.map(stay), from * MINUTE, until * MINUTE))).toEqual(expected),
  )
})

describe('at a moment', () => {
  const stays = [
    'MEX ana 0-10',
    'MEX bea 5-10',
    'CAN cle 0-3',
    '~chair don 0-10',
    '~observer eva 0-10',
    '~translator fay 0-10',
    '~observer eva 4-6',
  ].map(stay)
  test.each<[string, number, string]>([
    ['everybody is told by whom they sat for', 2, 'CAN: CLE; MEX: ANA; chair: DON; reading 2'],
    ['two of a delegation are one delegation', 6, 'MEX: ANA, BEA; chair: DON; reading 2'],
    ['one who has left within the minute is there', 4, 'CAN: CLE; MEX: ANA; chair: DON; reading 2'],
    ['one who left before is not', 4.1, 'MEX: ANA; chair: DON; reading 2'],
    ['nobody is there after the end', 12, 'reading 0'],
  ])('%s', (_, minute, expected) => {
    const { delegations, offices, reading } = seatedAt(stays, minute * MINUTE)
    const said = [
      ...delegations.map(({ delegation, names }) => `${delegation}: ${names.join(', ')}`),
      ...offices.map(({ role, names }) => `${role}: ${names.join(', ')}`),
      `reading ${reading}`,
    ]
    expect(said.join('; ')).toBe(expected)
  })
})

test('a list has each person once for each delegation or office, with its times and their sum', () => {
  const list = attendedIn(['~chair don 0-10', 'MEX bea 1-2', 'MEX ana 0-3', 'MEX ana 6-8'].map(stay))
  expect(
    list.map(({ delegation, role, name, stays, ms }) => [
      delegation ?? role,
      name,
      stays.length,
      ms / MINUTE,
    ]),
  ).toEqual([
    ['MEX', 'ANA', 2, 5],
    ['MEX', 'BEA', 1, 1],
    ['chair', 'DON', 1, 10],
  ])
})

test('a minute is the gap that is known', () => expect(GAP).toBe(MINUTE))
