import { expect, test } from 'vitest'
import { safeReturn } from './safe-return.ts'

test.each([
  ['/drafts/abc#p1', '/drafts/abc#p1'],
  ['/', '/'],
  [null, '/'],
  ['', '/'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example/', '/'],
  ['/\\elsewhere.example/', '/'],
  ['/sign-in?return=/sign-in', '/'],
  ['/\t/elsewhere.example', '/'],
  ['/\n/elsewhere.example', '/'],
  ['\t//elsewhere.example', '/'],
  ['/\t\\elsewhere.example', '/'],
  ['/.//elsewhere.example', '/'],
  ['/a/..//elsewhere.example', '/'],
  ['/%09/elsewhere.example', '/%09/elsewhere.example'],
  ['/./sign-in', '/'],
  ['http:elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/drafts/a b', '/drafts/a%20b'],
  ['/drafts/abc?at=5&view=clean#p1', '/drafts/abc?at=5&view=clean#p1'],
])('a return to %j goes to %j', (wanted, to) => expect(safeReturn(wanted)).toBe(to))

test.each([
  ['/drafts/abc', '#p-3_x', '/drafts/abc#p-3_x'],
  ['/drafts/abc?view=clean', '#p3', '/drafts/abc?view=clean#p3'],
  ['/drafts/abc#p1', '#p3', '/drafts/abc#p1'],
  ['/drafts/abc', '/elsewhere', '/drafts/abc'],
  ['/drafts/abc', '#<b>', '/drafts/abc'],
  ['/drafts/abc', null, '/drafts/abc'],
  ['//elsewhere.example/', '#p3', '/'],
])('a return to %j, to its place %j, goes to %j', (wanted, place, to) =>
  expect(safeReturn(wanted, place)).toBe(to),
)
