import { expect, test } from 'vitest'
import { paperFileIn } from './paper-file.ts'

test.each([
  ['rolling.docx', { view: 'rolling', format: 'docx' }],
  ['clean.docx', { view: 'clean', format: 'docx' }],
  ['clean.txt', { view: 'clean', format: 'txt' }],
  ['base.docx', null],
  ['clean.pdf', null],
  ['clean.docx.exe', null],
  ['../clean.docx', null],
  [undefined, null],
])('%j is %j', (name, file) => expect(paperFileIn(name)).toEqual(file))
