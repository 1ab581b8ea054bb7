import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { extendAll, logBegin, type Digest, type LogItem, type LogPosition } from '../log-position.ts'
import {
  COVER_AFTER,
  LogCheck,
  coverIn,
  isCoverDue,
  isUncovered,
  type Cover,
  type CoverFault,
  type KeptItem,
} from './cover.ts'

const digest: Digest = (text, bytes) => createHash('sha256').update(text).update(bytes).digest('hex')
const update = (...bytes: number[]) => Uint8Array.from(bytes)

const items: LogItem[] = [
  { client: 7, user: 'u1' },
  update(1),
  update(2),
  { client: 8, user: 'u2' },
  update(3),
]
const positions = extendAll(logBegin, items, digest)
const kept: KeptItem[] = items.map((item, at) => ({
  item,
  noted: positions[at]!,
  ...(item instanceof Uint8Array && { update: 100 + at }),
}))
const of = (entry: number, count: number): Cover => ({ ...positions[count - 1]!, entry })
const covers = [of(1, 2), of(2, 2), of(4, 5)]

const other = (at: number, item: LogItem, noted?: LogPosition | null) =>
  kept.map((each, n) => (n === at ? { ...each, item, ...(noted !== undefined && { noted }) } : each))
const unnoted = (upTo: number, given = kept) =>
  given.map((each, at) => (at < upTo ? { ...each, noted: null } : each))

function faultIn(log: readonly KeptItem[], of = covers): CoverFault | null {
  const check = new LogCheck(of, digest)
  for (const item of log) {
    const fault = check.take(item)
    if (fault) return fault
  }
  return check.end()
}

describe('a log', () => {
  test.each<[string, KeptItem[], Cover[]]>([
    ['as it was stored', kept, covers],
    ['that nothing covers yet', kept, []],
    ['that goes on after what is covered', kept, covers.slice(0, 2)],
    ['of which an earlier version noted nothing', unnoted(3), covers],
    ['without anything', [], []],
  ])('%s is whole', (_, log, given) => expect(faultIn(log, given)).toBeNull())

  test.each<[string, KeptItem[], CoverFault]>([
    ['other bytes', other(2, update(9)), { kind: 'log-changed', first: 3, last: 3, item: { update: 102 } }],
    [
      'another’s client',
      other(3, { client: 8, user: 'u1' }),
      { kind: 'log-changed', first: 4, last: 4, item: { client: 8 } },
    ],
    [
      'other bytes from before anything was noted',
      unnoted(3, other(1, update(9))),
      { kind: 'log-changed', first: 1, last: 2, item: null },
    ],
    ['one gone', kept.filter((_, at) => at !== 2), { kind: 'log-gap', item: { client: 8 } }],
    ['the last gone', kept.slice(0, 4), { kind: 'log-cut', entry: 4, covered: 5, items: 4 }],
    ['all gone', [], { kind: 'log-cut', entry: 1, covered: 2, items: 0 }],
  ])('with %s is told', (_, log, fault) => expect(faultIn(log)).toEqual(fault))

  test('whose notes were made to fit is told by the entry that covers it', () => {
    const changed = items.map((item, at) => (at === 2 ? update(9) : item))
    const places = extendAll(logBegin, changed, digest)
    const log = kept.map((each, at) => ({ ...each, item: changed[at]!, noted: places[at]! }))
    expect(faultIn(log)).toEqual({ kind: 'log-changed', first: 5, last: 5, item: { update: 104 } })
  })

  test('says how much of it no entry covers', () => {
    const check = new LogCheck([of(1, 2)], digest)
    for (const item of kept) check.take(item)
    expect([check.count, check.uncovered]).toEqual([5, 3])
  })
})

test.each<[string, { number: number; log?: LogPosition }, Cover | null, Cover | CoverFault | null]>([
  ['of an earlier version covers nothing', { number: 3 }, null, null],
  ['is the first to cover', { number: 3, log: positions[1]! }, null, of(3, 2)],
  ['covers as much as before', { number: 3, log: positions[1]! }, of(2, 2), of(3, 2)],
  ['covers more', { number: 3, log: positions[4]! }, of(2, 2), of(3, 5)],
  ['covers nothing any more', { number: 3 }, of(2, 2), { kind: 'cover-missing', entry: 3 }],
  ['covers less', { number: 3, log: positions[0]! }, of(2, 2), { kind: 'cover-contradicts', entry: 3 }],
  [
    'covers as much of another log',
    { number: 3, log: { count: 2, hash: positions[0]!.hash } },
    of(2, 2),
    { kind: 'cover-contradicts', entry: 3 },
  ],
])('an entry that %s', (_, entry, before, expected) => expect(coverIn(entry, before)).toEqual(expected))

const at = 1_700_000_000_000
test.each<[string, { at: number; log?: LogPosition } | null, number, boolean, boolean]>([
  ['everything is covered', { at, log: positions[4]! }, at + 9 * COVER_AFTER, false, false],
  ['something is not, for an hour', { at, log: positions[2]! }, at + 3_600_000, true, false],
  ['something is not, for a day', { at, log: positions[2]! }, at + COVER_AFTER, true, true],
  ['the last entry covers nothing', { at }, at + COVER_AFTER, true, true],
  ['there is no entry', null, at, true, true],
])('when %s', (_, last, now, uncovered, due) =>
  expect([isUncovered(positions[4]!, last), isCoverDue(positions[4]!, last, now)]).toEqual([uncovered, due]),
)
