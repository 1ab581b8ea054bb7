import { expect, test } from 'vitest'
import { versionIn } from './version-in.ts'

test.each([
  ['0', 0],
  ['12', 12],
  ['now', 'now'],
  ['-1', null],
  ['1.5', null],
  ['99999', null],
  ['', null],
  [undefined, null],
  ['rev. 2', null],
])('%j is version %j', (text, version) => expect(versionIn(text)).toBe(version))
