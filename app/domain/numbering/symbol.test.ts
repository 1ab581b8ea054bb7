import { describe, expect, it } from 'vitest'
import { roman, romanValue } from '../basics/roman.ts'
import { formatSymbol, isSameSymbol, nextSymbol, parseSymbol, revisionSymbol } from './symbol.ts'

describe('parseSymbol', () => {
  it.each([
    ['CIDI/CAM/doc.8/24 rev. 2', 'CIDI/CAM/doc.8/24 rev. 2'],
    ['CIDI/CAM/doc.99/24 rev. 3 corr. 1', 'CIDI/CAM/doc.99/24 rev. 3 corr. 1'],
    ['CIDI/CAM/doc. 8/24 rev.2', 'CIDI/CAM/doc.8/24 rev. 2'],
    ['AG/doc.5557/16', 'AG/doc.5557/16'],
    ['AG/doc. 5785/22 add. 3 corr. 1', 'AG/doc.5785/22 add. 3 corr. 1'],
    ['AG/doc.     /24 add. 2', 'AG/doc./24 add. 2'],
    ['CP/DOC.12/2024', 'CP/doc.12/24'],
    ['CIDI/doc.40/13', 'CIDI/doc.40/13'],
    ['CP/INF. 77/24', 'CP/INF.77/24'],
    ['AG/RES. 2988 (LII-O/22)', 'AG/RES. 2988 (LII-O/22)'],
    ['AG/RES.2883 (XLVI-O/16)', 'AG/RES. 2883 (XLVI-O/16)'],
    ['AG/RES. 2939 (XLIX-0/19)', 'AG/RES. 2939 (XLIX-O/19)'],
    ['AG/RES. 2988(LII-O/22)', 'AG/RES. 2988 (LII-O/22)'],
    ['ag/res. 1 (i-e/05)', 'AG/RES. 1 (I-E/05)'],
    ['AG/RES. 2883', 'AG/RES. 2883'],
    ['CP/RES.1(XX-O/50)', 'CP/RES. 1 (XX-O/50)'],
  ])('reads %s as %s', (given, expected) => {
    const symbol = parseSymbol(given)
    expect(symbol && formatSymbol(symbol)).toBe(expected)
    expect(isSameSymbol(given, expected)).toBe(true)
  })

  it.each(['', 'hello', 'rev. 2', 'A/78/L.41', 'AG/RES. 12 (IIII-O/22)', 'AG/doc.5/24 and more', 'doc.8/24'])(
    'does not take "%s" for one',
    (given) => expect(parseSymbol(given)).toBeNull(),
  )
})

describe('isSameSymbol', () => {
  it.each([
    ['AG/RES. 9002 (XCI-0/51)', 'AG/RES.9002 (XCI-O/51)', true],
    ['A/78/L.41', 'a/78/l. 41', true],
    ['AG/doc.8/24', 'AG/doc.8/24 rev. 1', false],
    ['AG/doc.8/24 rev. 1 corr. 1', 'AG/doc.8/24 corr. 1 rev. 1', false],
    ['AG/RES. 12 (L-O/20)', 'AG/RES. 12 (L-E/20)', false],
  ])('of %s and %s is %s', (one, other, expected) => expect(isSameSymbol(one, other)).toBe(expected))
})

describe('revisionSymbol', () => {
  it.each([
    ['CIDI/CAM/doc.8/24', 0, 'CIDI/CAM/doc.8/24'],
    ['CIDI/CAM/doc.8/24', 3, 'CIDI/CAM/doc.8/24 rev. 3'],
    ['CIDI/CAM/doc.8/24 rev. 2 corr. 1', 3, 'CIDI/CAM/doc.8/24 rev. 3'],
    ['CIDI/CAM/doc.8/24 add. 1', 1, 'CIDI/CAM/doc.8/24 add. 1 rev. 1'],
  ])('of %s and %i is %s', (base, n, expected) => expect(revisionSymbol(base, n)).toBe(expected))
})

describe('nextSymbol', () => {
  const taken = [
    'CIDI/CAM/doc.8/24 rev. 2',
    'CIDI/CAM/doc. 11/24',
    'CIDI/CAM/doc.40/23',
    'CIDI/doc.99/24',
    'x',
  ]
  it.each([
    ['CIDI/CAM/doc.', 2024, 'CIDI/CAM/doc.12/24'],
    ['CIDI/CAM/doc.', 2023, 'CIDI/CAM/doc.41/23'],
    ['CIDI/CAM/doc.', 2005, 'CIDI/CAM/doc.1/05'],
    ['AG/doc.', 2024, 'AG/doc.1/24'],
    ['odd stem ', 2024, 'odd stem 1/24'],
  ])('of %s in %i is %s', (stem, year, expected) => expect(nextSymbol(stem, year, taken)).toBe(expected))
})

describe('roman numerals', () => {
  it.each([
    [1, 'i'],
    [4, 'iv'],
    [14, 'xiv'],
    [49, 'xlix'],
    [54, 'liv'],
    [1999, 'mcmxcix'],
  ])('%i is %s', (n, numeral) => {
    expect(roman(n)).toBe(numeral)
    expect(romanValue(numeral.toUpperCase())).toBe(n)
  })
  it.each(['', 'iiii', 'vx', 'abc', 'xlx'])('"%s" is none', (text) => expect(romanValue(text)).toBeNull())
})
