import { describe, expect, test } from 'vitest'
import { paragraph } from '#tests/builders/rolling.ts'
import { proposalEffects } from './proposal-effects.ts'

const say = (before: string, ...after: string[]) =>
  proposalEffects(paragraph(before), ...after.map((each) => paragraph(each)))
    .map(({ delegation, state, reason }) => `${delegation} ${state}${state === 'kept' ? '' : `: ${reason}`}`)
    .join(', ')

describe('after a decision', () => {
  test.each<[string, string, string, string]>([
    [
      'words apart are kept',
      'To {-MEX#1:urge-} all{+CAN#2: now+}',
      'To invite all{+CAN#2: now+}',
      'MEX obsolete: superseded, CAN kept',
    ],
    [
      'an insertion beside a changed word is kept',
      'To urge{+CAN#2: truly+} all',
      'To invite{+CAN#2: truly+} all',
      'CAN kept',
    ],
    [
      'an insertion in a deleted passage needs a rebase',
      'To urge all{+CAN#2: good+} states now',
      'To urge{+CAN#2: good+} now',
      'CAN needs-rebase: place-changed',
    ],
    [
      'a strike of words that are gone, with new ones, needs a rebase',
      'To {-CAN#1:urge-}{+CAN#2:ask+} all',
      'To invite{+CAN#2:ask+} all',
      'CAN needs-rebase: words-gone',
    ],
    [
      'a strike of words of which some are gone needs a rebase',
      'To {-CAN#1:urge all-} now',
      'To invite{-CAN#1: all-} now',
      'CAN needs-rebase: words-changed',
    ],
    [
      'a strike of words that are gone is obsolete',
      'To {-CAN#1:urge -}all',
      'To all',
      'CAN obsolete: superseded',
    ],
    [
      'words that the text has meanwhile are obsolete',
      'To urge{+CAN#2: all+} states',
      'To urge all{+CAN#2: all+} states',
      'CAN obsolete: already-said',
    ],
    [
      'an amendment is kept when its parent is accepted',
      'a {+MEX#1:big {+CAN#2:red +}dog+}',
      'a big {+CAN#2:red +}dog',
      'MEX obsolete: superseded, CAN kept',
    ],
    [
      'an amendment needs a rebase when its parent is not retained',
      'a {+MEX#1:big {+CAN#2:red +}dog+}',
      'a {+CAN#2:red +}',
      'MEX obsolete: superseded, CAN needs-rebase: place-changed',
    ],
    [
      'a strike in a parent that is accepted is kept',
      'a {+MEX#1:big {-CAN#2:red -}dog+}',
      'a big {-CAN#2:red -}dog',
      'MEX obsolete: superseded, CAN kept',
    ],
    [
      'a strike stays whole when words come into it',
      'a {-CAN#1:b d-}',
      'a {-CAN#1:b -}c {-CAN#1:d-}',
      'CAN needs-rebase: words-changed',
    ],
  ])('%s', (_, before, after, said) => expect(say(before, after)).toBe(said))

  test('a proposal is found in the paragraph that a split made', () =>
    expect(say('a b{+CAN#2: c+} d', 'a', 'b{+CAN#2: c+} d')).toBe('CAN kept'))
  test('none is dropped', () =>
    expect(say('{+MEX#1:a+} b {-CAN#2:c-}', '')).toBe('MEX obsolete: superseded, CAN obsolete: superseded'))
  test('it says how the place would read now', () =>
    expect(
      proposalEffects(
        paragraph('To {-CAN#1:urge-}{+CAN#2:ask+} all'),
        paragraph('To invite {+CAN#2:ask+} all'),
      )[0]?.reads,
    ).toBe('To invite ask all'))
})
