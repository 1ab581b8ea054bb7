import { expect, test } from 'vitest'
import { anEntry } from '#tests/builders/samples.ts'
import { noticeIn, mayBeNotice, type Notice } from './notice.ts'
import type { RecordEntry } from './entry.ts'

const ana = {
  user: 'ana',
  delegation: 'MEX',
  role: 'delegate' as const,
  follows: (draft: string, paragraph: string) => draft === 'd1' && paragraph === 'p3',
}
const words = (...delegations: string[]) => ({ words: delegations.map((delegation) => ({ delegation })) })
const on = (paragraph: string) => ({ paragraph, labels: { [paragraph]: 'OP 3' } })

test.each<[string, Partial<RecordEntry>, Notice['kind'] | null]>([
  ['a decision on one’s proposal', { what: 'accept', detail: words('CAN', 'MEX') }, 'decision'],
  ['a decision on others’ proposals', { what: 'decline', detail: words('CAN') }, null],
  [
    'remaining proposals that are declined',
    { what: 'set-status', detail: { ...words('MEX'), ...on('p1') } },
    'decision',
  ],
  [
    'a pick among one’s alternatives, on what it was made from',
    { what: 'accept-alternative', detail: { ...words('MEX'), superseded: [{ delegation: 'MEX' }] } },
    'decision',
  ],
  ['a status by itself', { what: 'set-status', detail: on('p1') }, null],
  ['a change of a followed paragraph', { what: 'tabled', detail: on('p3') }, 'followed'],
  ['a change of another paragraph', { what: 'tabled', detail: on('p2') }, null],
  [
    'a comment on a followed paragraph',
    { what: 'comment', detail: { about: { paragraph: 'p3' } } },
    'followed',
  ],
  ['a followed paragraph of another draft', { what: 'tabled', draft: 'd2', detail: on('p3') }, null],
  ['a mention of the delegation', { what: 'comment', detail: { mentions: [{ code: 'MEX' }] } }, 'mention'],
  ['a mention of the person', { what: 'reply', detail: { mentions: [{ user: 'ana' }] } }, 'mention'],
  ['a mention by its bare code', { what: 'comment', detail: { mentions: ['MEX'] } }, 'mention'],
  ['a mention of another', { what: 'comment', detail: { mentions: [{ code: 'CAN' }, 'ben', null] } }, null],
  ['silence that starts', { what: 'start-silence', detail: on('p1') }, 'silence'],
  ['silence that ends', { what: 'silence-held', detail: {} }, 'silence'],
  ['a bridging text for all', { what: 'put-bridging-text', detail: {} }, 'bridging'],
  ['a bridging text for one', { what: 'send-bridging-text', detail: { to: ['MEX'] } }, 'bridging'],
  ['a bridging text for others', { what: 'send-bridging-text', detail: { to: ['CAN'] } }, null],
  [
    'a proposer’s view of a bridging text, which is for the chair',
    { what: 'answer-bridging', detail: {} },
    null,
  ],
  ['a revision', { what: 'issue-revision', detail: {} }, null],
  [
    'what one did oneself',
    { what: 'tabled', by: { ...anEntry('d1', 1).by, user: 'ana' }, detail: on('p3') },
    null,
  ],
  ['words that make no sense', { what: 'accept', detail: { words: [null, 3], mentions: 'MEX' } }, null],
])('tells of %s', (_, over, kind) => {
  const entry = anEntry('d1', 7, { detail: {}, ...over })
  expect(noticeIn(entry, ana)?.kind ?? null).toBe(kind)
  if (kind) expect(mayBeNotice(entry.what)).toBe(true)
})

test('names the paragraph as it was called then, and no person', () => {
  expect(noticeIn(anEntry('d1', 7, { what: 'tabled', detail: on('p3') }), ana)).toEqual({
    kind: 'followed',
    draft: 'd1',
    number: 7,
    at: 1_710_000_000_123,
    what: 'tabled',
    by: { role: 'chair', delegation: null },
    paragraphs: ['p3'],
    labels: ['OP 3'],
  })
})
