import { describe, expect, it } from 'vitest'
import { paragraph, rolling, supported } from '#tests/builders/rolling.ts'
import { countProposals, hasProposals, proposalsOf, type Proposal } from './proposal.ts'

/** `MEX replacement @8: and → or` and ` in MEX:1` when it amends another. */
const say = ({ delegation, kind, offset, struck, inserted, within }: Proposal): string =>
  `${delegation} ${kind} @${offset}: ${struck} → ${inserted}${within ? ` in ${within}` : ''}`

describe('proposalsOf', () => {
  it.each<[string, string, string[]]>([
    ['nothing is proposed', 'To urge', []],
    ['an insertion', 'To {+MEX:urge +}all', ['MEX insertion @3:  → urge ']],
    ['a deletion', 'To {-CAN:urge -}all', ['CAN deletion @3: urge  → ']],
    ['a strike and an insertion after it', 'a {-MEX:and-}{+MEX:or+} b', ['MEX replacement @2: and → or']],
    ['an insertion and a strike after it', 'a {+MEX:or+}{-MEX:and-} b', ['MEX replacement @2: and → or']],
    [
      "two delegations' words side by side",
      'a {-MEX:and-}{+CAN:or+} b',
      ['MEX deletion @2: and → ', 'CAN insertion @5:  → or'],
    ],
    [
      "a replacement with another's insertion in between",
      'a {-MEX:and-}{+CAN:nor+}{+MEX:or+} b',
      ['MEX replacement @2: and → or', 'CAN insertion @5:  → nor'],
    ],
    [
      'words that stay in between',
      'a {-MEX:and-} {+MEX:or+} b',
      ['MEX deletion @2: and → ', 'MEX insertion @6:  → or'],
    ],
    [
      'two strikes of the same words',
      'a {-CAN,MEX:and-} b',
      ['CAN deletion @2: and → ', 'MEX deletion @2: and → '],
    ],
    [
      'the same words struck by two, replaced by one',
      'a {-CAN,MEX:and-}{+MEX:or+} b',
      ['CAN deletion @2: and → ', 'MEX replacement @2: and → or'],
    ],
    [
      'overlapping strikes',
      '{-CAN#1:one {-MEX#1:two-}-}{-MEX#1: three-}',
      ['CAN deletion @0: one two → ', 'MEX deletion @4: two three → '],
    ],
    ['a strike with a gap', '{-CAN#1:a-} b {-CAN#1:c-}', ['CAN deletion @0: a … c → ']],
    [
      'a strike with words inserted since',
      '{-CAN#1:sh-}{+MEX:X+}{-CAN#1:all-}',
      ['CAN deletion @0: shall → ', 'MEX insertion @2:  → X'],
    ],
    [
      'a strike in two places with two insertions',
      '{-CAN#1:a-}{+CAN#2:x+} b {-CAN#1:c-}{+CAN#3:y+}',
      ['CAN replacement @0: a … c → x … y'],
    ],
    [
      "an amendment within another's insertion",
      'To {+MEX#1:urge {+CAN#2:all +}its+} members',
      ['MEX insertion @3:  → urge its', 'CAN insertion @8:  → all  in MEX:1'],
    ],
    [
      "a strike within another's insertion",
      'To {+MEX#1:urge {-CAN#2:its-}+} members',
      ['MEX insertion @3:  → urge its', 'CAN deletion @8: its →  in MEX:1'],
    ],
    [
      "a replacement within another's insertion",
      'To {+MEX#1:urge {-CAN#2:its-}{+CAN#3:all+}+}',
      ['MEX insertion @3:  → urge its', 'CAN replacement @8: its → all in MEX:1'],
    ],
    [
      "a strike over base and another's words amends neither",
      '{-CAN#2:To -}{+MEX#1:{-CAN#2:urge-}+}',
      ['CAN deletion @0: To urge → ', 'MEX insertion @3:  → urge'],
    ],
    ['a tracked break', 'one.{+MEX:¶+}two.', ['MEX split @4:  → ']],
    ['a break with words', 'one.{+MEX: Two.¶+}three.', ['MEX insertion @4:  →  Two.¶']],
  ])('%s', (_, notation, expected) => {
    const given = paragraph(notation)
    expect(proposalsOf(given).map(say)).toEqual(expected)
    expect(countProposals(given)).toBe(expected.length)
    expect(hasProposals(given)).toBe(expected.length > 0)
  })

  const [proposed, removed, joined] = rolling`
    +MEX#9 OP: To add {+CAN#1:more +}words
    -CAN#8 OP: To go {+MEX#1:now+}
    ^USA#7 OP: To join
  `.paragraphs
  it.each([
    [
      'a proposed paragraph and what amends it',
      proposed!,
      ['MEX paragraph @0:  → To add words', 'CAN insertion @7:  → more  in MEX:9'],
    ],
    ['a removal', removed!, ['CAN removal @0: To go  → ', 'MEX insertion @6:  → now']],
    ['a join', joined!, ['USA merge @0:  → ']],
  ])('%s', (_, given, expected) => expect(proposalsOf(given).map(say)).toEqual(expected))

  it('reads a proposed paragraph the same when its runs repeat the proposal', () => {
    const repeating = {
      ...proposed!,
      runs: proposed!.runs.map((run) => ({ ...run, insertions: [proposed!.proposed!, ...run.insertions] })),
    }
    expect(proposalsOf(repeating)).toEqual(proposalsOf(proposed!))
  })

  it("shows others' words in a paragraph whose author has withdrawn it", () => {
    const withdrawn = rolling`+CAN#1 OP: {+MEX#9:{+CAN#1:To keep {+USA#2:all +}words+}+}`.paragraphs[0]!
    const left = { ...withdrawn, id: 'MEX:9' }
    expect(proposalsOf(left).map(say)).toEqual([
      'CAN paragraph @0:  → To keep words',
      'USA insertion @8:  → all  in CAN:1',
    ])
  })

  it('has the ids, the latest hand and everyone who supports any part', () => {
    const given = supported(paragraph('a {-MEX#1@10:and-}{+MEX#2@30:or+} b', { id: 'p9' }), {
      'MEX:1': ['USA', 'BRA'],
      'MEX:2': ['BRA', 'ARG'],
    })
    expect(proposalsOf(given)).toEqual([
      {
        ids: ['MEX:1', 'MEX:2'],
        kind: 'replacement',
        delegation: 'MEX',
        user: 'mex-user',
        at: 30_000,
        paragraph: 'p9',
        offset: 2,
        struck: 'and',
        inserted: 'or',
        within: null,
        supporters: ['ARG', 'BRA', 'USA'],
      },
    ])
  })
})
