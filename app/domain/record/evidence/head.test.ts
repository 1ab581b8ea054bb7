import { describe, expect, test } from 'vitest'
import { headFault, readHead, writeHead, type Head } from './head.ts'

const hash = (letter: string) => letter.repeat(64)
const head = (number: number, letter: string): Head => ({ draft: 'd1', number, hash: hash(letter) })

test.each([`d1:12:${hash('a')}`, `draft~MEX:1:${hash('0')}`, `odd:name:7:${hash('f')}`])(
  '%s is read and written',
  (noted) => expect(writeHead(readHead(`  ${noted}\n`)!)).toBe(noted),
)

test.each([
  '',
  'd1',
  `d1:0:${hash('a')}`,
  `d1:1e3:${hash('a')}`,
  `:1:${hash('a')}`,
  `d1:1:${hash('g')}`,
  'd1:1:abc',
])('"%s" is no head', (noted) => expect(readHead(noted)).toBeNull())

describe('heads noted elsewhere', () => {
  const hashes = new Map([
    [2, hash('b')],
    [4, hash('d')],
  ])
  test.each<[string, Head[], object | null]>([
    ['stand in the record', [head(4, 'd'), head(2, 'b')], null],
    ['are none', [], null],
    ['are of a record that was cut off', [head(7, 'e')], { kind: 'head-missing', number: 7, entries: 5 }],
    ['are of another record', [head(4, 'x'), head(2, 'c')], { kind: 'head-differs', number: 2 }],
  ])('%s', (_, heads, fault) => expect(headFault(heads, hashes, 5)).toEqual(fault))
})
