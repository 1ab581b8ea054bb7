import { describe, expect, test } from 'vitest'
import { emptyFloor, type Floor } from '#app/domain/floor/floor.ts'
import { rollingText } from '#tests/builders/rolling.ts'
import { sameParts, sameText } from './same.ts'

const at = (at: number): Floor['bridging'] => [{ paragraph: 'p1', to: ['MEX'], at }]

describe('what is said about the text', () => {
  test('stays the same object while nothing in it changes', () =>
    expect(sameParts(emptyFloor, structuredClone(emptyFloor))).toBe(emptyFloor))

  test('has the same parts but for the one that changed', () => {
    const before = { ...emptyFloor, bridging: at(1) }
    const now = sameParts(before, { ...structuredClone(emptyFloor), bridging: at(2) })
    expect(now).toEqual({ ...emptyFloor, bridging: at(2) })
    const changed = Object.keys(now).filter((key) => now[key as keyof Floor] !== before[key as keyof Floor])
    expect(changed).toEqual(['bridging'])
  })
})

describe('a text', () => {
  const text = rollingText('OP: a\nOP: b')
  const [first, second] = text.paragraphs as [(typeof text.paragraphs)[0], (typeof text.paragraphs)[0]]

  test('stays the same object while its paragraphs do', () =>
    expect(sameText(text, { ...text, paragraphs: [first, second] })).toBe(text))

  test.each([
    ['a paragraph that changed', { ...text, paragraphs: [first, { ...second }] }],
    ['paragraphs in another order', { ...text, paragraphs: [second, first] }],
    ['one more', { ...text, paragraphs: [first, second, second] }],
    ['one less', { ...text, paragraphs: [first] }],
    ['a bracket that is literal now', { ...text, literalBrackets: ['1:0'] }],
  ])('is another with %s', (_, now) => expect(sameText(text, now)).toBe(now))
})
