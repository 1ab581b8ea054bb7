import { describe, expect, test } from 'vitest'
import { countStray, isLines, isWords, onlyLines } from './text-character.ts'

describe('words may hold', () => {
  test.each([
    ['nothing', ''],
    ['letters of any language', 'año, ça, ação, Größe, 移民, हिन्दी'],
    ['words from right to left', 'عربي עברית'],
    ['what joins letters, and emoji made of several', 'می‌خواهم क्‍ष 👩‍⚖️'],
    ['single marks of direction', 'a\u200Eb\u200Fc'],
    ['letters with marks of their own, in either form', 'e\u0301 é'],
    ['a space that does not break, a soft hyphen, signs of a symbol font', 'OP\u00A05 co\u00ADop \uF0B7'],
  ])('%s', (_, text) => {
    expect(isWords(text)).toBe(true)
    expect(onlyLines(text)).toBe(text)
  })
})

describe('no text may hold', () => {
  test.each([
    ['NUL', '\0'],
    ['a bell', '\u0007'],
    ['a form feed', '\f'],
    ['DEL', '\u007F'],
    ['a C1 control', '\u0085'],
    ['an override to the left', '\u202E'],
    ['an override to the right', '\u202D'],
    ['embeddings and their end', '\u202A\u202B\u202C'],
    ['isolates and their end', '\u2066\u2067\u2068\u2069'],
    ['marks of direction that are deprecated', '\u206A'],
    ['a byte order mark', '\uFEFF'],
    ['the first half of a pair', '\uD83D'],
    ['the second half of a pair', '\uDE00'],
    ['noncharacters', '\uFFFE\uFDD0\u{1FFFF}\u{10FFFE}'],
    ['tags', '\u{E0041}\u{E007F}'],
    ['the place of an object', '\uFFFC'],
    ['a line separator', '\u2028'],
  ])('%s', (_, stray) => {
    expect(isWords(`a${stray}b`)).toBe(false)
    expect(isLines(`a${stray}b`)).toBe(false)
    expect(onlyLines(`a${stray}b`)).toBe('ab')
    expect(onlyLines(`a${stray}b`, (each) => '\uFFFD'.repeat(each.length))).toHaveLength(2 + stray.length)
  })
})

test('ends of lines and tabs stand in lines and not in words', () => {
  for (const layout of ['\n', '\r\n', '\t', '\u2029']) {
    expect(isLines(`a${layout}b`)).toBe(true)
    expect(isWords(`a${layout}b`)).toBe(false)
  }
})

test('what means something here is not counted', () => {
  expect(countStray('one\u2029two\u202E\0')).toBe(3)
  expect(countStray('one\u2029two\u202E\0', '\u2029')).toBe(2)
})
