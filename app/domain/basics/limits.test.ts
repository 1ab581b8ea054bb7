import { describe, expect, test } from 'vitest'
import { beyond, beyondInParagraph, bracketsIn, limits, type Amounts, type LimitName } from './limits.ts'

describe('brackets in a text', () => {
  test.each([
    ['', 0, 0],
    ['To urge', 0, 0],
    ['[a]', 2, 1],
    ['[a][b]', 4, 1],
    ['[a [b [c]]]', 6, 3],
    ['[[[', 3, 3],
    [']]]', 3, 0],
    [']][a]', 4, 1],
  ])('%j has %i, %i of them open at once', (text, signs, depth) =>
    expect(bracketsIn(text)).toEqual({ signs, depth }),
  )
})

describe('amounts', () => {
  test.each<[string, Amounts, LimitName | null]>([
    ['of nothing', {}, null],
    ['at all limits', limits, null],
    ...(Object.keys(limits) as LimitName[]).map((name): [string, Amounts, LimitName] => [
      `one more than ${name}`,
      { [name]: limits[name] + 1 },
      name,
    ]),
  ])('%s', (_, amounts, limit) => expect(beyond(amounts)).toBe(limit))
})

describe('a paragraph', () => {
  test.each([
    ['of words', 'word '.repeat(1_000), null],
    ['with brackets at the limit', '[]'.repeat(limits.bracketsInParagraph / 2), null],
    ['with one more', `${'[]'.repeat(limits.bracketsInParagraph / 2)}[`, 'bracketsInParagraph'],
    ['as deep as it may be', '['.repeat(limits.bracketDepth), null],
    ['deeper', '['.repeat(limits.bracketDepth + 1), 'bracketDepth'],
    ['too long', 'x'.repeat(limits.charactersInParagraph + 1), 'charactersInParagraph'],
  ])('%s', (_, text, limit) => expect(beyondInParagraph(text)).toBe(limit))
})
