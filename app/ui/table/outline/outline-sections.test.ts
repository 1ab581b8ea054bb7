import { describe, expect, test } from 'vitest'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { rollingText } from '#tests/builders/rolling.ts'
import { bracketCounts, firstWords, outlineOf, progressOf } from './outline-sections.ts'

const outline = (notation: string) => {
  const text = rollingText(notation)
  return outlineOf(text, labelsOf(text.paragraphs), bracketCounts(text)).map(
    ({ kind, heading, entries }) =>
      `${heading?.words ?? kind}: ${entries.map(({ number, brackets, proposals }) => `${number} ${brackets}[] ${proposals}p`).join(', ')}`,
  )
}

describe('outlineOf', () => {
  test.each<[string, string, string[]]>([
    ['is empty for an empty text', '', []],
    [
      'parts preamble, operatives and notes',
      'F: A\nPP: a\nF: RESOLVES:\nOP: b\nN: c',
      ['preamble: PP 1 0[] 0p', 'operative: OP 0[] 0p', 'notes: 1/ 0[] 0p'],
    ],
    ['keeps subparagraphs with their operative', 'OP: a\na: b', ['operative: OP 0[] 0p, a. 0[] 0p']],
    [
      'opens a section at a heading',
      'OP: a\nH: Funding\nOP: b',
      ['operative: OP 1 0[] 0p', 'Funding: OP 2 0[] 0p'],
    ],
    ['keeps a heading with nothing under it', 'H: Alone', ['Alone: ']],
    [
      'counts brackets where they open, strays and proposals',
      'OP: [a [b]] c] {+MEX:d+}',
      ['operative: OP 3[] 1p'],
    ],
  ])('%s', (_, notation, said) => expect(outline(notation)).toEqual(said))
})

test('firstWords writes an opener small', () => {
  const [paragraph] = rollingText('PP: RECALLING ALSO AG/RES. 1').paragraphs
  expect(firstWords(paragraph!)).toBe('Recalling also AG/RES. 1')
})

test('firstWords parts alternatives', () => {
  const [paragraph] = rollingText('OP: To [urge][invite] all').paragraphs
  expect(firstWords(paragraph!)).toBe('To urge / invite all')
})

test('firstWords leaves brackets out and ends with a whole word', () => {
  const [paragraph] = rollingText('OP: To [urge] all member states').paragraphs
  expect(firstWords(paragraph!, 14)).toBe('To urge all')
})

test('progressOf counts what is negotiated', () => {
  const text = rollingText('F: A\nPP (agreed): a\nOP (ad-referendum): b\nOP: [c]{+MEX:d+}\n+CAN OP: e')
  expect(progressOf(text, bracketCounts(text))).toEqual({
    agreed: 1,
    adReferendum: 1,
    total: 3,
    brackets: 1,
    proposals: 2,
  })
})
