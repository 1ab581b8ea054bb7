import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rollingText } from '#tests/builders/rolling.ts'
import { freezeNumbers, labelsOf, numbersOf } from './numbering.ts'

const read = (notation: string) =>
  rollingText(
    notation
      .split(' | ')
      .map((each) => `${each}: words`)
      .join('\n'),
  ).paragraphs
const list = (labels: Record<string, string | null>, paragraphs: readonly { id: string }[]) =>
  paragraphs.map(({ id }) => labels[id] ?? '-').join(' | ')

describe('labelsOf', () => {
  it.each([
    ['counts while nothing is frozen', 'PP | PP | OP | OP | OP', 'PP 1 | PP 2 | OP 1 | OP 2 | OP 3'],
    ['calls a single operative OP', 'PP | OP', 'PP 1 | OP'],
    ['calls a single operative that has a number by it', 'OP 1', 'OP 1'],
    ['names no formula, opener or text', 'F | O | PP | F | T', ' |  | PP 1 |  | '],
    [
      "counts an opener's children with the other PPs",
      'PP | O | PP | PP | PP',
      'PP 1 |  | PP 2 | PP 3 | PP 4',
    ],
    ['goes straight through the sections', 'H | OP | OP | H | OP', '§ 1 | OP 1 | OP 2 | § 2 | OP 3'],
    ['keeps the number of a heading', 'H I | OP 1 | H II | OP 2', '§ I | OP 1 | § II | OP 2'],
    [
      'letters subparagraphs anew under each paragraph',
      'OP | a | i | i | a | OP | a',
      'OP 1 | OP 1 a | OP 1 a i | OP 1 a ii | OP 1 b | OP 2 | OP 2 a',
    ],
    ['letters under a preambular paragraph', 'PP | a | a', 'PP 1 | PP 1 a | PP 1 b'],
    ['letters a list without a paragraph', 'H | a | a', '§ 1 | a | b'],
    ['takes a skipped level as it is', 'OP | i | OP', 'OP 1 | OP 1 i | OP 2'],
    ['keeps frozen subparagraphs', 'OP 2 | a a | a | a b', 'OP 2 | OP 2 a | OP 2 a bis | OP 2 b'],
    ['gives bis and ter after a frozen one', 'OP 1 | OP | OP | OP 2', 'OP 1 | OP 1 bis | OP 1 ter | OP 2'],
    ['goes on after a frozen bis', 'OP 2 | OP 2 bis | OP | OP 3', 'OP 2 | OP 2 bis | OP 2 ter | OP 3'],
    ['never gives a taken number', 'OP 2 | OP | OP 2 bis | OP 3', 'OP 2 | OP 2 ter | OP 2 bis | OP 3'],
    ['gives ante before the first', 'OP | OP | OP 1', 'OP 1 ante | OP 1 ante bis | OP 1'],
    ['gives bis after the last', 'OP 5 | OP', 'OP 5 | OP 5 bis'],
    ['keeps odd numbers', 'OP [3][4] | OP 24 quater.2 | OP 4 alt', 'OP [3][4] | OP 24 quater.2 | OP 4 alt'],
    [
      'goes on after an odd number',
      'OP [3][4] | OP | OP 24 quater.2 | OP',
      'OP [3][4] | OP [3][4] bis | OP 24 quater.2 | OP 24 quater.2 bis',
    ],
    [
      'counts an alternative with its paragraph',
      'OP 4 | OP 4 alt | OP | OP 5',
      'OP 4 | OP 4 alt | OP 4 bis | OP 5',
    ],
    [
      'counts around the bis and alt of a paper without other numbers',
      'PP | PP | PP 2 bis | O | PP | PP | PP 4 alt | PP',
      'PP 1 | PP 2 | PP 2 bis |  | PP 3 | PP 4 | PP 4 alt | PP 5',
    ],
    ['lets a proposed paragraph move no other', 'OP | +MEX OP | OP', 'OP 1 | OP 1 bis | OP 2'],
    ['puts a proposed paragraph before the first', '+MEX OP | OP | OP', 'OP 1 ante | OP 1 | OP 2'],
    ['counts when all are proposed', '+MEX OP | +CAN OP', 'OP 1 | OP 2'],
    [
      'lets accepted paragraphs choose before proposed ones',
      'OP 1 | +MEX OP | OP | OP 2',
      'OP 1 | OP 1 ter | OP 1 bis | OP 2',
    ],
    [
      'leaves a single operative its name whatever is proposed',
      '+CAN OP | OP | +MEX OP',
      'OP ante | OP | OP bis',
    ],
    ['calls a single proposed operative OP', 'PP | +MEX OP', 'PP 1 | OP'],
    ['numbers notes apart', 'OP | N | N', 'OP | 1/ | 2/'],
    ['keeps rows apart', 'PP 1 | PP | OP | OP', 'PP 1 | PP 1 bis | OP 1 | OP 2'],
  ])('%s', (_, given, expected) => {
    const paragraphs = read(given)
    expect(list(labelsOf(paragraphs), paragraphs)).toBe(expected)
  })

  it('has another label for each of 40 new paragraphs in one place', () => {
    const paragraphs = read(['OP 1', ...Array<string>(40).fill('OP'), 'OP 2'].join(' | '))
    const labels = Object.values(labelsOf(paragraphs))
    expect(new Set(labels).size).toBe(42)
    expect(labels.slice(1, 11)).toEqual(
      'bis ter quater quinquies sexies septies octies nonies decies undecies'
        .split(' ')
        .map((each) => `OP 1 ${each}`),
    )
  })

  it('calls accepted paragraphs the same whatever is proposed', () => {
    const kind = fc.constantFrom('PP', 'OP', 'OP 1', 'OP 2', 'OP 2 bis', '+MEX OP', '+CAN PP', '+MEX a')
    fc.assert(
      fc.property(fc.array(kind, { minLength: 1, maxLength: 9 }), (drawn) => {
        const paragraphs = read(drawn.join(' | '))
        const accepted = paragraphs.filter(({ proposed }) => proposed === null)
        const labels = labelsOf(paragraphs)
        for (const [id, label] of Object.entries(labelsOf(accepted))) expect(labels[id]).toBe(label)
      }),
      { seed: 3, numRuns: 300 },
    )
  })

  it('goes on with aa after z', () => {
    const paragraphs = read(['OP', ...Array<string>(28).fill('a')].join(' | '))
    expect(Object.values(labelsOf(paragraphs)).slice(-3)).toEqual(['OP z', 'OP aa', 'OP ab'])
  })
})

describe('numbersOf', () => {
  it('has the last part of the label', () => {
    const paragraphs = read('F | PP | OP 2 | +MEX OP | a | i')
    expect(list(numbersOf(paragraphs), paragraphs)).toBe('- | 1 | 2 | 2 bis | a | i')
  })
})

describe('freezeNumbers', () => {
  it.each([
    ['keeps what is frozen and freezes the rest', 'PP | OP 1 | OP | OP 2', false, '1 | 1 | 1 bis | 2'],
    ['counts anew', 'PP 2 | OP 1 | OP 1 bis | OP 2 alt', true, '1 | 1 | 2 | 3'],
    ['counts past proposed ones', 'OP 1 | OP 1 bis | +MEX OP | OP 2', true, '1 | 2 | - | 3'],
    ['freezes no proposed ones', 'OP 1 | +MEX OP | OP | OP 2', false, '1 | - | 1 bis | 2'],
    ['counts subparagraphs anew', 'OP 1 | a b | a c', true, '- | a | b'],
    ['leaves a single operative without', 'PP | OP', false, '1 | -'],
    ['leaves headings and notes alone', 'H II | H | N 3 | N', true, 'II | - | 3 | -'],
  ])('%s', (_, given, renumber, expected) => {
    const paragraphs = read(given)
    expect(list(freezeNumbers(paragraphs, { renumber }), paragraphs)).toBe(expected)
  })

  it('changes nothing the second time', () => {
    const paragraphs = read('PP | O | PP | OP 1 | OP | +MEX OP | a | a | OP 2 bis | OP')
    const once = freezeNumbers(paragraphs, { renumber: false })
    const frozen = paragraphs.map((paragraph) => ({ ...paragraph, number: once[paragraph.id] ?? null }))
    expect(freezeNumbers(frozen, { renumber: false })).toEqual(once)
    expect(labelsOf(frozen)).toEqual(labelsOf(paragraphs))
  })
})
