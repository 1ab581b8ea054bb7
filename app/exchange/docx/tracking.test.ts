import { expect, test } from 'vitest'
import { run } from './tracking.ts'

const rtl = (text: string) => `<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const ltr = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`

test.each([
  ['words from left to right', 'all states', ltr('all states')],
  ['words from right to left', 'كل الدول', rtl('كل الدول')],
  [
    'both, with a figure between',
    'all (כל 5 מדינות) states',
    ltr('all (') + rtl('כל 5 מדינות') + ltr(') states'),
  ],
  ['one letter', 'a א b', ltr('a ') + rtl('א') + ltr(' b')],
  ['nothing', '', ''],
])('a run of %s', (_, text, xml) => expect(run(text)).toBe(xml))
