import { describe, expect, test } from 'vitest'
import { charAt } from '../basics/character.ts'
import { paragraph } from '#tests/builders/rolling.ts'
import { proposedAlternatives } from './proposed-alternatives.ts'

/** `MEX(MEX:1): shall | should`, a group a line. */
const say = (notation: string, given = {}) =>
  proposedAlternatives(paragraph(notation, given)).map(
    ({ delegation, proposals, variants }) =>
      `${delegation}(${proposals.length}): ${variants.map(({ picked }) => picked).join(' | ')}`,
  )

describe('alternatives within proposals', () => {
  test.each<[string, string, string[]]>([
    ['none in words without brackets', 'States {+MEX:shall+} act', []],
    ['none in one bracket', 'States {+MEX:[shall] +}act', []],
    ['none of the text’s own', 'States [shall][should] act {+MEX:now+}', []],
    ['side by side', 'States {+MEX:[shall][should] +}act', ['MEX(1): shall | should']],
    ['behind a slash', 'States {+MEX:[shall/should] +}act', ['MEX(1): shall | should']],
    ['with names', 'To {+MEX:[MEXICO: aid][CANADA: help] +}all', ['MEX(1): aid | help']],
    [
      'with what the proposal strikes',
      'To {-MEX:urge-}{+MEX:[invite][call on]+} all',
      ['MEX(2): invite | call on'],
    ],
    ['two groups', 'To {+MEX:[aid/help] with [all][some]+}', ['MEX(1): aid | help', 'MEX(1): all | some']],
    [
      'one group within another',
      'To {+MEX:[aid [all][some]][help]+}',
      ['MEX(1): aid [all][some] | help', 'MEX(1): all | some'],
    ],
    ['beside a bracket of the text', 'To [aid]{+MEX:[help]+} all', ['MEX(1): help']],
    ['around a word of the text', 'To {+MEX#1:[+}aid{+MEX#2:][help]+} all', ['MEX(2): aid | help']],
    [
      'without what else the delegation proposes',
      'To {+MEX#1:[aid/help] +}all {+MEX#2:states+}',
      ['MEX(1): aid | help'],
    ],
    ['of several delegations', '{+MEX:[a][b]+} x {+CAN:[c][d]+}', ['MEX(1): a | b', 'CAN(1): c | d']],
    ['without others’ words in them', 'To {+MEX#1:[aid {+CAN#2:all +}][help]+}', ['MEX(1): aid  | help']],
    ['none in words within another’s', 'To {+MEX#1:aid {+CAN#2:[all][some] +}us+}', []],
    ['none over a break', 'To {+MEX:[aid¶][help]+} us', []],
    ['none that is a citation', 'See {+MEX:[AG/RES. 102 (III-O/73)][sic]+}', []],
  ])('%s', (_, notation, said) => expect(say(notation)).toEqual(said))

  test('are those of a proposed paragraph', () => {
    const proposed = { id: 'MEX:new', delegation: 'MEX', user: 'u', at: 1 }
    expect(say('{+MEX#new:To [aid/help] all+}', { id: 'MEX:new', proposed })).toEqual(['MEX(1): aid | help'])
  })

  test('are none in a closed paragraph', () =>
    expect(say('{+MEX:[aid/help]+}', { status: 'agreed' })).toEqual([]))

  test('are none where a bracket is marked as literal', () => {
    const marked = paragraph('To {+MEX:[aid][help]+}')
    const open = charAt(marked.runs, 3)!
    expect(proposedAlternatives(marked, [open])).toEqual([])
  })
})
