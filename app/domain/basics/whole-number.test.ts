import { expect, test } from 'vitest'
import { wholeNumber } from './whole-number.ts'

const bounds = { min: 1, max: 2_000 }

test.each<[string | null | undefined, number | null]>([
  ['1', 1],
  ['2000', 2_000],
  ['2001', null],
  ['0', null],
  ['01', null],
  ['-1', null],
  ['+1', null],
  ['1.0', null],
  ['1e2', null],
  ['9e99', null],
  ['0x10', null],
  ['NaN', null],
  ['Infinity', null],
  [' 1', null],
  ['١', null],
  ['9'.repeat(10_000), null],
  ['', null],
  [null, null],
  [undefined, null],
])('%j is read as %j', (text, number) => expect(wholeNumber(text, bounds)).toBe(number))
