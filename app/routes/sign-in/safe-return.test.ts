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
])('a return to %j goes to %j', (wanted, to) => expect(safeReturn(wanted)).toBe(to))
