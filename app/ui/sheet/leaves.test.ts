import { describe, expect, test } from 'vitest'
import type { View } from '#app/domain/basics/rolling.ts'
import { rollingText } from '#tests/builders/rolling.ts'
import { nest, shownParagraphs, type Piece } from './leaves.ts'

/** `+MEX(words)`, `-MEX, JAM(words)`, and `<bracket>[` for a look. */
const say = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => {
      if (piece.kind !== 'leaf')
        return `${piece.kind === 'insertion' ? '+' : '-'}${piece.by}${piece.double ? '=' : ''}(${say(piece.pieces)})`
      const { text, className } = piece.leaf
      return className ? `<${className}>${text}|` : text
    })
    .join('')
const shown = (notation: string, view: View = { kind: 'rolling' }) =>
  shownParagraphs(rollingText(notation), view).map(({ leaves }) => say(nest(leaves)))

describe('the rolling view', () => {
  test.each([
    ['leaves plain words alone', 'OP: To urge', ['To urge']],
    ['marks words in and out', 'OP: a {-CAN:b-}{+CAN:c+} d', ['a -CAN(b)+CAN(c) d']],
    ['strikes twice what two strike', 'OP: a {-MEX,JAM:b-}', ['a -JAM, MEX=(b)']],
    ['nests one insertion in another', 'OP: {+MEX#1:a {+JAM#2:b +}c+}', ['+MEX(a +JAM(b )c)']],
    ["strikes inside another's insertion", 'OP: {+MEX#1:a {-JAM#2:b-}+}', ['+MEX(a -JAM(b))']],
    ['gives a proposed paragraph to its proposer', '+MEX OP: a {+JAM:b+}', ['+MEX(a +JAM(b))']],
    ['strikes all of a paragraph to be removed', '-CAN OP: a', ['-CAN(a)']],
    ['shades what stands in brackets', 'OP: a [b] c', ['a <bracket>[|<bracketed>b|<bracket>]| c']],
    [
      'shades nested brackets once',
      'OP: [a [b]]',
      ['<bracket>[|<bracketed>a |<bracketed bracket>[|<bracketed>b|<bracketed bracket>]|<bracket>]|'],
    ],
    [
      'shows a bracket across paragraphs',
      'OP: [a\nOP: b\nOP: c] d',
      ['<bracket>[|<bracketed>a|', '<bracketed>b|', '<bracketed>c|<bracket>]| d'],
    ],
    ['flags a stray', 'OP: a] b', ['a<bracket stray>]| b']],
    [
      'names who wants the bracket',
      'OP: [MEX: a]',
      ['<bracket>[|<attribution bracketed>MEX: |<bracketed>a|<bracket>]|'],
    ],
    [
      'marks the opener of a preambular paragraph',
      'PP: RECALLING ALSO AG/RES. 1',
      ['<opener>RECALLING ALSO| AG/RES. 1'],
    ],
    ['marks no opener in an operative paragraph', 'OP: RECALLING all', ['RECALLING all']],
    [
      'cuts a bracket that a proposal crosses',
      'OP: [a {-CAN:b] c-}',
      ['<bracket>[|<bracketed>a |-CAN(<bracketed>b|<bracket>]| c)'],
    ],
  ])('%s', (_, notation, said) => expect(shown(notation)).toEqual(said))
})

describe('the other views', () => {
  const text = 'OP: a{+MEX: new.¶+}{-CAN: b-}\n^CAN OP: c\n-MEX OP: d'
  test.each<[string, View, string[]]>([
    ['base has no proposal', { kind: 'base' }, ['a b', 'c', 'd']],
    ['clean carries out breaks, joins and removals', { kind: 'clean' }, ['a new.', 'c']],
    ['only carries out the proposals of some', { kind: 'only', delegations: ['MEX'] }, ['a new.', ' b', 'c']],
  ])('%s', (_, view, said) => expect(shown(text, view)).toEqual(said))
})
