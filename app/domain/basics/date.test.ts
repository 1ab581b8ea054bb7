import { describe, expect, it } from 'vitest'
import { isIsoDate, writeDate, writeShortDate } from './date.ts'

describe('writeDate', () => {
  it.each([
    ['2024-04-18', 'en', '18 April 2024'],
    ['2052-06-06', 'es', '6 junio 2052'],
    ['2024-04-01', 'fr', '1er avril 2024'],
    ['2024-03-18', 'pt', '18 março 2024'],
    ['spring', 'en', 'spring'],
    ['2024-02-30', 'en', '2024-02-30'],
  ] as const)('writes %s in %s as %s', (date, language, expected) =>
    expect(writeDate(date, language)).toBe(expected),
  )
})

describe('writeShortDate', () => {
  it.each([
    ['2012-11-29', 'en', '11/29/12'],
    ['2012-11-29', 'es', '29/11/12'],
    ['2004-01-02', 'fr', '02/01/04'],
    ['', 'pt', ''],
  ] as const)('writes %s in %s as %s', (date, language, expected) =>
    expect(writeShortDate(date, language)).toBe(expected),
  )
})

describe('isIsoDate', () => {
  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2024-13-01', false],
    ['2024-04-31', false],
    ['2024-04-00', false],
    ['2024-4-1', false],
    ['2024-04-18T00:00', false],
  ])('of %s is %s', (date, expected) => expect(isIsoDate(date)).toBe(expected))
})
