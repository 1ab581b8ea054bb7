import { expect, test } from 'vitest'
import { messagesIn } from '#app/messages/catalogue.ts'
import { sayDetail } from './detail.ts'

const names: Record<string, string> = { MEX: 'Mexico', JAM: 'Jamaica' }
test.each([
  ['nothing for an entry without details', {}, ''],
  ['the paragraph by its number', { paragraph: 'p2' }, 'OP 2'],
  ['no number for a paragraph that is gone', { paragraph: 'p9' }, ''],
  ['each proposer once', { proposals: ['MEX:1', 'MEX:2', 'JAM:1'] }, 'Mexico · Jamaica'],
  ['the status in words', { paragraph: 'p2', status: 'ad-referendum' }, 'OP 2 · Agreed ad referendum'],
  ['the reason', { paragraph: 'p2', reason: 'new instructions' }, 'OP 2 · because: new instructions'],
  ['the words', { words: 'safe and orderly' }, '“safe and orderly”'],
  ['long words cut', { words: 'a'.repeat(300) }, `“${'a'.repeat(240)}…”`],
  ['nothing it does not understand', { words: 3, proposals: [4], reason: '' }, ''],
])('an entry shows %s', (_, detail, said) =>
  expect(sayDetail({ detail }, { p2: 'OP 2' }, (code) => names[code] ?? code, messagesIn('en'))).toBe(said),
)
