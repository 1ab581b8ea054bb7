import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareWords, type Piece } from './compare-words.ts'

/** `To {-urge-}{+invite+} all` */
const show = (pieces: readonly Piece[]) =>
  pieces
    .map(({ op, text }) => (op === 'equal' ? text : op === 'insert' ? `{+${text}+}` : `{-${text}-}`))
    .join('')
const side = (pieces: readonly Piece[], without: Piece['op']) =>
  pieces
    .filter(({ op }) => op !== without)
    .map(({ text }) => text)
    .join('')

describe('compareWords', () => {
  it.each([
    ['the same', 'To urge', 'To urge', 'To urge'],
    ['nothing', '', '', ''],
    ['a new text', '', 'To urge', '{+To urge+}'],
    ['a text gone', 'To urge', '', '{-To urge-}'],
    ['a word for a word', 'States shall act', 'States should act', 'States {-shall-}{+should+} act'],
    ['a word more', 'To urge states', 'To urge all states', 'To urge {+all +}states'],
    ['a word less', 'To urge all states', 'To urge states', 'To urge {-all -}states'],
    ['brackets around words', 'To urge all', 'To [urge] all', 'To {+[+}urge{+]+} all'],
    ['an accent', 'la migracion', 'la migración', 'la {-migracion-}{+migración+}'],
    ['an accent written apart', 'cafe\u0301 a', 'cafe a', '{-cafe\u0301-}{+cafe+} a'],
    ['signs of a script without blanks', '移民的权利', '移民权利', '移民{-的-}权利'],
    ['signs beyond the basic plane', 'a 𠮷𠮷 b', 'a 𠮷 b', 'a 𠮷{-𠮷-} b'],
    ['a number', 'by 2024.', 'by 2025.', 'by {-2024-}{+2025+}.'],
    [
      'a phrase for a phrase',
      'the annual report of all',
      'a short list of all',
      '{-the annual report-}{+a short list+} of all',
    ],
    ['two words more', 'report to it', 'a report back to it', '{+a +}report{+ back+} to it'],
    ['far pieces', 'a b c d e f g', 'a x c d e f y', 'a {-b-}{+x+} c d e f {-g-}{+y+}'],
  ])('shows %s', (_, before, after, expected) => expect(show(compareWords(before, after))).toBe(expected))

  it('is safe with more words than there are characters', () => {
    const many = (prefix: string, n: number) =>
      Array.from({ length: n }, (_, at) => `${prefix}${at}`).join(' ')
    const [before, after] = [`${many('a', 70_000)} end`, `${many('b', 70_000)} end`]
    const pieces = compareWords(before, after)
    expect(side(pieces, 'insert')).toBe(before)
    expect(side(pieces, 'delete')).toBe(after)
    expect(pieces.at(-1)).toEqual({ op: 'equal', text: ' end' })
  })

  it('tells 40,000 different words apart', () => {
    const words = Array.from({ length: 40_000 }, (_, at) => `w${at}`)
    const before = words.slice(0, 400).join(' ')
    const after = [...words.slice(0, 200), 'new', ...words.slice(201, 400)].join(' ')
    expect(compareWords(before, after)).toHaveLength(4)
  })

  const word = fc.constantFrom(
    'shall',
    'should',
    ' ',
    ', ',
    '移',
    'é',
    'e\u0301',
    '[',
    '𠮷',
    'migración',
    '\n',
  )
  const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(''))

  it('gives both sides back, whatever they are', () =>
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = compareWords(before, after)
        expect(side(pieces, 'insert')).toBe(before)
        expect(side(pieces, 'delete')).toBe(after)
        for (const [at, piece] of pieces.entries()) {
          expect(piece.text).not.toBe('')
          expect(piece.op).not.toBe(pieces[at - 1]?.op)
        }
      }),
      { seed: 11, numRuns: 500 },
    ))

  it('never cuts inside a word', () =>
    fc.assert(
      fc.property(text, text, (before, after) => {
        for (const without of ['insert', 'delete'] as const) {
          const shown = compareWords(before, after).filter(({ op }) => op !== without)
          for (const [at, piece] of shown.entries()) {
            const next = shown[at + 1]?.text ?? ''
            const cutsWord = /[a-zé]$/.test(piece.text) && /^[\u0301a-zé]/.test(next)
            expect(cutsWord, `"${piece.text}" | "${next}"`).toBe(false)
          }
        }
      }),
      { seed: 12, numRuns: 500 },
    ))
})
