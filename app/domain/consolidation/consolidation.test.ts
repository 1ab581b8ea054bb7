import { describe, expect, test } from 'vitest'
import { paragraph, proposalBy } from '#tests/builders/rolling.ts'
import { collisionsOf } from './collisions.ts'
import { consolidate, markOf, proposedChoices, type Choice } from './consolidation.ts'

const names: Record<string, string> = { MEX: 'MEXICO', CAN: 'CANADA', JAM: 'JAMAICA', USA: 'UNITED STATES' }
const nameOf = (code: string) => names[code] ?? code

/** `take MEX`, `bracket MEX CAN`, `bracket+ MEX` (the words as they stand too), `decline CAN`, one after another. */
const choicesOf = (notation: string, said: string): Choice[] => {
  const { proposals } = collisionsOf(paragraph(notation))
  return said.split(', ').map((each) => {
    const [kind = '', ...by] = each.split(' ')
    const ids = proposals.filter(({ delegation }) => by.includes(delegation)).flatMap((each) => each.ids)
    if (kind === 'take' || kind === 'decline') return { kind, proposals: ids }
    return { kind: 'bracket', proposals: ids, keepsBase: kind === 'bracket+' }
  })
}
const made = (notation: string, choices: readonly Choice[]) => {
  const result = consolidate(paragraph(notation), choices, nameOf)
  return result.ok ? result.value.after : result.refusal.kind
}

describe('chosen proposals', () => {
  test.each<[string, string, string, string]>([
    ['go in', 'To {-MEX#1:urge-}{+MEX#2:invite+} all', 'take MEX', 'To invite all'],
    ['go in apart', 'To {-MEX:urge-} all{+CAN: now+}', 'take MEX CAN', 'To  all now'],
    [
      'stand side by side in their names',
      'To {-MEX,CAN#9:aid-}{+MEX:help+}{+CAN:assist+} all',
      'bracket MEX CAN',
      'To [CANADA: assist][MEXICO: help] all',
    ],
    [
      'stand beside the words as they are',
      'To {-MEX,CAN#9:aid-}{+MEX:help+}{+CAN:assist+} all',
      'bracket+ MEX CAN',
      'To [aid][CANADA: assist][MEXICO: help] all',
    ],
    [
      'keep their blanks outside',
      'To urge{+MEX: firmly+}{+CAN: now+} all',
      'bracket MEX CAN',
      'To urge [MEXICO: firmly] [CANADA: now] all',
    ],
    [
      'stand once when equal',
      'To {-MEX,CAN,JAM#1:aid-}{+MEX:help+}{+CAN:assist+}{+JAM:help+} all',
      'bracket MEX CAN JAM',
      'To [CANADA: assist][JAMAICA, MEXICO: help] all',
    ],
    ['go in once when equal', 'To urge{+MEX: all+}{+CAN: all+} states', 'take MEX CAN', 'To urge all states'],
    ['alone in brackets', 'To urge{+MEX:, as due,+} all', 'bracket+ MEX', 'To urge[MEXICO: , as due,] all'],
    ['bracket what is to go', 'To {-MEX:strongly -}urge', 'bracket+ MEX', 'To [strongly] urge'],
    [
      'repeat words that two alternatives need',
      'To {-MEX#1:aid -}{-MEX,CAN#1:and-}{+MEX:help+}{-CAN#1: back-}{+CAN:support+} all',
      'bracket MEX CAN',
      'To [MEXICO: help back][CANADA: aid support] all',
    ],
    [
      'grow to whole words',
      'To regular{-MEX:ize-}{-CAN:-}{+MEX:ly+}{+CAN:ising+} it',
      'bracket MEX CAN',
      'To [MEXICO: regularly][CANADA: regularizeising] it',
    ],
    [
      'widen over a pair of brackets',
      'To [aid {-MEX,CAN#1:all] of-}{+MEX:some+}{+CAN:most+} them',
      'bracket MEX CAN',
      'To [CANADA: [aid most][MEXICO: [aid some] them',
    ],
    [
      'take what amends a bracketed one',
      'To{+MEX#1: help{+CAN#3: truly+}+}{+JAM#2: aid+} all',
      'bracket MEX JAM, take CAN',
      'To [MEXICO: help truly] [JAMAICA: aid] all',
    ],
    [
      'leave the text when not retained',
      'To {-MEX:urge-}{+CAN:now +} all',
      'decline MEX, take CAN',
      'To urgenow  all',
    ],
    [
      'are refused together when they change the same words',
      'To {-MEX,CAN#9:aid-}{+MEX:help+}{+CAN:assist+} all',
      'take MEX CAN',
      'choices-collide',
    ],
    ['wait for what they amend', 'To{+MEX#1: help{+CAN#3: truly+}+} all', 'take CAN', 'accept-parent-first'],
    [
      'wait for the words that a part of theirs stands in',
      'To{+CAN#1: help{+JAM#2: now+}+}{-JAM#3: all-} states',
      'take JAM',
      'accept-parent-first',
    ],
    [
      'go in with the words that a part of theirs stands in',
      'To{+CAN#1: help{+JAM#2: now+}+}{-JAM#3: all-} states',
      'take JAM CAN',
      'To help now states',
    ],
    [
      'are not bracketed without the words that stand in another one',
      'To{+CAN#1: help{+JAM#2: now+}+}{-JAM#3: all-} states',
      'bracket JAM',
      'not-for-brackets',
    ],
    [
      'are not bracketed over half a pair',
      'To {-MEX#1:all] of-}{+MEX:some+} them',
      'bracket+ MEX',
      'bracket-without-partner',
    ],
  ])('%s', (_, notation, said, after) => expect(made(notation, choicesOf(notation, said))).toBe(after))

  test('wait for the proposed paragraph that they stand in', () => {
    const given = paragraph('{+MEX#9:To urge{+CAN#1: all+}+}', { proposed: proposalBy('MEX', '9') })
    const taking: Choice[] = [{ kind: 'take', proposals: ['CAN:1'] }]
    const result = consolidate(given, taking, nameOf)
    expect(!result.ok && result.refusal.kind).toBe('accept-parent-first')
    const both = consolidate(given, [{ kind: 'take', proposals: ['MEX:9'] }, ...taking], nameOf)
    expect(both.ok && both.value.after).toBe('To urge all')
  })
  test('that are not there are refused', () =>
    expect(made('To urge', [{ kind: 'take', proposals: ['MEX:9'] }])).toBe('no-such-proposal'))
  test('that are named twice are refused', () => {
    const [first] = choicesOf('a{+MEX: b+}', 'take MEX')
    expect(made('a{+MEX: b+}', [first!, { ...first!, kind: 'decline' }])).toBe('no-such-proposal')
  })
})

test('passages around passages come to an end', () => {
  const around = Array.from({ length: 40 }, (_, at) => at)
  const notation = [
    ...around.map((at) => `{-CAN,MEX#${at}:w${at}-} and `),
    'the middle',
    ...around.reverse().map((at) => ` and {-MEX#${at}:v${at}-}`),
  ].join('')
  const choices = proposedChoices(paragraph(notation))
  expect(choices).toHaveLength(40)
  expect(made(notation, choices)).toContain('the middle')
  expect(made(notation, [...choices].reverse())).toBe('text-too-long')
})

describe('the first consolidation', () => {
  test.each<[string, string, string]>([
    ['takes what is free', 'To {-MEX#1:urge-}{+MEX#2:invite+} all{+CAN: now+}', 'To invite all now'],
    [
      'brackets what competes',
      'To {-MEX,CAN#9:aid-}{+MEX:help+}{+CAN:assist+} all{+JAM: now+}',
      'To [CANADA: assist][MEXICO: help] all now',
    ],
    ['brackets what somebody opposes', 'To urge{+USA: firmly+} all', 'To urge [UNITED STATES: firmly] all'],
    ['writes once what several say', 'To urge{+MEX: all+}{+CAN: all+} states', 'To urge all states'],
    ['takes an amendment with what it amends', 'To{+MEX#1: help{+CAN#3: truly+}+} all', 'To help truly all'],
    [
      'leaves an amendment of what competes',
      'To{+MEX#1: help{+CAN#3: truly+}+}{+JAM#2: aid+} all',
      'To [MEXICO: help] [JAMAICA: aid] all',
    ],
  ])('%s', (_, notation, after) => {
    const given = paragraph(notation)
    expect(
      made(
        notation,
        proposedChoices(given, ({ delegation }) => delegation === 'USA'),
      ),
    ).toBe(after)
  })
})

test.each([
  ['a character', 'To urge', 'To urgf'],
  ['a strike', 'To urge', 'To {-MEX:urge-}'],
  ['a delegation', 'To {-CAN#1:urge-}', 'To {-MEX#1:urge-}'],
])('the mark of a paragraph changes with %s', (_, before, after) => {
  expect(markOf(paragraph(before))).not.toBe(markOf(paragraph(after)))
  expect(markOf(paragraph(before))).toBe(markOf(paragraph(before)))
})
