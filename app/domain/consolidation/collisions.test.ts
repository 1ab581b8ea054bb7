import { describe, expect, test } from 'vitest'
import { paragraph } from '#tests/builders/rolling.ts'
import { collisionsOf, shownAs } from './collisions.ts'

/** `MEX×CAN same-words`, with every proposal that collides with nothing at the end. */
const say = (notation: string, given = {}) => {
  const { proposals, between, free } = collisionsOf(paragraph(notation, given))
  const name = (at: number) => proposals[at]!.delegation
  const pairs = proposals.flatMap((_, b) => proposals.slice(0, b).map((_, a) => [a, b] as const))
  return [
    ...pairs.flatMap(([a, b]) => (between(a, b) ? [`${name(a)}×${name(b)} ${between(a, b)}`] : [])),
    ...(free.length > 0 ? [`free ${free.map(name).join(' ')}`] : []),
  ].join(', ')
}

const removedBy = (delegation: string) => ({
  removals: [{ id: `${delegation}:out`, delegation, user: 'u', at: 1 }],
})

describe('collisions', () => {
  test.each<[string, string, string]>([
    ['none without proposals', 'To urge', ''],
    ['none between words apart', 'To {-MEX:urge-}{+MEX:invite+} all {-CAN:member -}states', 'free MEX CAN'],
    ['two at one place', 'To urge{+MEX: strongly+}{+CAN: firmly+} states', 'MEX×CAN same-place'],
    ['the same at one place is one wish', 'To urge{+MEX: all+}{+CAN: all+} states', 'MEX×CAN same-wish'],
    [
      'overlapping replacements',
      'To {-CAN,MEX:facilitate-}{+MEX:expand+}{+CAN:promote+} it',
      'CAN×MEX same-words',
    ],
    ['strikes that overlap in part', 'a {-CAN#1:b -}{-CAN,MEX#1:c-}{-MEX#1: d-} e', 'CAN×MEX same-words'],
    ['strikes of the same words are one wish', 'a {-CAN,MEX:b c-} d', 'CAN×MEX same-wish'],
    ['a strike and a replacement', 'a {-CAN,MEX:b-}{+CAN:c+} d', 'CAN×MEX same-words'],
    ['an insertion in a struck passage', 'a {-MEX#1:b -}{+CAN:x +}{-MEX#1:c-} d', 'MEX×CAN struck-across'],
    [
      'a deletion across two others’ insertions',
      'a {-MEX#1:b -}{+CAN:x +}{-MEX#1:c -}{+JAM:y +}{-MEX#1:d-} e',
      'MEX×CAN struck-across, MEX×JAM struck-across',
    ],
    ['an insertion beside a struck passage', 'a {+CAN:x +}{-MEX:b-} c', 'free CAN MEX'],
    ['words before what another replaces', 'To {+CAN:also +}{-MEX:urge-}{+MEX:invite+} all', 'free CAN MEX'],
    [
      'words right where a replacement comes in',
      'To {-MEX:urge-}{+MEX:invite+}{+CAN: also+} all',
      'MEX×CAN same-place',
    ],
    ['two ends of one word', '{-MEX:ir-}regular{-CAN:ization-}', 'MEX×CAN same-words'],
    ['letters before a struck word', '{+MEX:ir+}{-CAN:regular-} ways', 'MEX×CAN same-words'],
    ['words after a word of their own', 'regular{+MEX: and safe+}{-CAN: ways-}', 'free MEX CAN'],
    ['a split beside a split', 'a,{+MEX:¶+}{+CAN:¶+} b', 'MEX×CAN same-wish'],
    ['splits apart', 'a,{+MEX:¶+} b,{+CAN:¶+} c', 'free MEX CAN'],
    ['an amendment of a proposal', 'a {+MEX#1:big {+CAN#2:red +}dog +}b', 'free MEX CAN'],
    ['a strike in a proposal', 'a {+MEX#1:big {-CAN#2:red -}dog +}b', 'free MEX CAN'],
    [
      'an amendment of a contested proposal',
      'a {+MEX#1:big {+CAN#2:red +}dog +}{+JAM#3:cat +}b',
      'MEX×CAN parent-contested, MEX×JAM same-place',
    ],
    [
      'two amendments of one proposal at one place',
      'a {+MEX#1:big {+CAN#2:red +}{+JAM#3:blue +}dog +}b',
      'CAN×JAM same-place, free MEX',
    ],
    [
      'a strike across text and another’s words',
      'a {-CAN#2:b -}{+MEX#1:{-CAN#2:big -}dog +}c',
      'CAN×MEX struck-across',
    ],
    [
      'a strike of a break that another would have: its acceptance parts the paragraph at once',
      'a {+MEX#1:big,¶{-CAN#2:dog -}{-CAN#2:¶-}cat +}b',
      'MEX×CAN struck-across',
    ],
    ['a strike beside such a break', 'a {+MEX#1:big,¶{-CAN#2:dog -}cat +}b', 'free MEX CAN'],
    ['words of one delegation', 'a {-MEX#1:b-}{+MEX#2:c+}{+MEX#3: d+} e', 'free MEX MEX'],
  ])('%s', (_, notation, said) => expect(say(notation)).toBe(said))

  test('a removal competes with every change of words', () =>
    expect(say('a {-CAN:b-} {+MEX:c+}', removedBy('JAM'))).toBe('JAM×CAN removal, JAM×MEX removal'))
  const movedBy = (delegation: string, after: string) => ({
    id: `${delegation}:move`,
    delegation,
    user: 'u',
    at: 1,
    after,
  })
  test('two moves to one place are one wish', () =>
    expect(say('a', { moves: [movedBy('JAM', 'p9'), movedBy('CAN', 'p9')] })).toBe('JAM×CAN same-wish'))
  test('two moves to different places exclude each other', () =>
    expect(say('a', { moves: [movedBy('JAM', 'p9'), movedBy('CAN', 'p8')] })).toBe('JAM×CAN places'))
  test('a move and a change of words do not collide', () =>
    expect(say('a {-CAN:b-}', { moves: [movedBy('JAM', 'p9')] })).toBe('free JAM CAN'))
  test('two removals are one wish', () => {
    const removals = [...removedBy('JAM').removals, ...removedBy('CAN').removals]
    expect(say('a', { removals })).toBe('JAM×CAN same-wish')
  })
  test('collisions that touch make one contest', () => {
    const { contests, proposals } = collisionsOf(
      paragraph('a {-CAN#1:b -}{-CAN,MEX#1:c -}{-MEX,JAM#1:d-} e {+USA#2:f +}{+BRA#2:g +}h'),
    )
    expect(contests.map((each) => each.proposals.map((at) => proposals[at]!.delegation))).toEqual([
      ['CAN', 'MEX', 'JAM'],
      ['USA', 'BRA'],
    ])
  })
})

test.each([
  ['inline', 'facilitate', 'expand'],
  ['alternatives', 'the safe, orderly and regular migration of persons', 'x'.repeat(80)],
])('a collision is shown %s', (shown, struck, inserted) =>
  expect(shownAs([{ struck, inserted }])).toBe(shown),
)
