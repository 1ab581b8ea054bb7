import { expect, test } from 'vitest'
import { anEntry, proposedBy } from '#tests/builders/samples.ts'
import { noticeIn, noticePattern, type Notice } from './notice.ts'
import type { StoredEntry } from './entry.ts'

const ana = {
  user: 'ana',
  delegation: 'MEX',
  role: 'delegate' as const,
  follows: (draft: string, paragraph: string) => draft === 'd1' && paragraph === 'p3',
}
const on = (paragraph: string) => ({ labels: { [paragraph]: 'OP 3' } })
const accepted = (...delegations: string[]) => ({
  proposals: [],
  words: delegations.map((delegation) => proposedBy(delegation)),
})
const status = { paragraph: 'p1', status: 'agreed', date: '2024-04-09' }
const tabled = (paragraph: string) => ({ proposal: 'CAN:1', kind: 'insertion', paragraph, ...on(paragraph) })
const place = { about: { kind: 'paragraph', paragraph: 'p9' }, words: '', thread: 't' }
const said = { ...place, text: 'Why?', mentions: [] as object[] }
const deadline = { day: '2024-04-09', time: '18:00', zone: 'America/Panama', offset: -300 }
const silence = { silence: 's', deadline, at: 1, labels: {} }
const silenceEnded = { ...silence, held: [], notPossible: [], broken: [] }
const alternative = { proposals: ['CAN:1'], open: '1:1', picked: 'aid' }

test.each<[string, Partial<StoredEntry>, Notice['kind'] | null]>([
  ['a decision on one’s proposal', { what: 'accept', detail: accepted('CAN', 'MEX') }, 'decision'],
  ['a decision on others’ proposals', { what: 'decline', detail: accepted('CAN') }, null],
  [
    'remaining proposals that are declined',
    { what: 'set-status', detail: { ...status, words: [proposedBy('MEX')], ...on('p1') } },
    'decision',
  ],
  [
    'a pick among one’s alternatives, on what it was made from',
    { what: 'accept-alternative', detail: { ...alternative, superseded: [proposedBy('MEX')] } },
    'decision',
  ],
  [
    'one’s words that went with a paragraph',
    { what: 'remove-paragraph', detail: { paragraph: 'p1', superseded: [proposedBy('MEX')] } },
    'decision',
  ],
  [
    'one’s proposal that silence has accepted',
    { what: 'end-silence', detail: { ...silenceEnded, words: [proposedBy('MEX')] } },
    'decision',
  ],
  ['a status by itself', { what: 'set-status', detail: { ...status, ...on('p1') } }, null],
  ['a change of a followed paragraph', { what: 'tabled', detail: tabled('p3') }, 'followed'],
  ['a change of another paragraph', { what: 'tabled', detail: tabled('p2') }, null],
  [
    'a comment on a followed paragraph',
    { what: 'comment', detail: { ...said, about: { kind: 'paragraph', paragraph: 'p3' } } },
    'followed',
  ],
  ['a followed paragraph of another draft', { what: 'tabled', draft: 'd2', detail: tabled('p3') }, null],
  ['a bracket taken out of one', { what: 'unbracket', detail: { open: '1:1', ...on('p3') } }, 'followed'],
  [
    'a bracket of one that is literal',
    { what: 'mark-literal', detail: { open: '1:1', literal: true, ...on('p3') } },
    'followed',
  ],
  [
    'an alternative picked in one',
    { what: 'pick-alternative', detail: { open: '1:1', ...on('p3') } },
    'followed',
  ],
  [
    'alternatives merged in one',
    { what: 'merge-alternatives', detail: { open: '1:1', ...on('p3') } },
    'followed',
  ],
  [
    'an alternative accepted in one',
    { what: 'accept-alternative', detail: { ...alternative, ...on('p3') } },
    'followed',
  ],
  ['one that is consolidated', { what: 'consolidate', detail: { paragraph: 'p3', choices: [] } }, 'followed'],
  [
    'one that moves with another',
    {
      what: 'move-paragraph',
      detail: { paragraph: 'p1', after: null, to: { kind: 'first', name: '' }, ...on('p3') },
    },
    'followed',
  ],
  [
    'a bracket of an entry from before it named its paragraph',
    { what: 'unbracket', detail: { open: '1:1' } },
    null,
  ],
  [
    'a mention of the delegation',
    { what: 'comment', detail: { ...said, mentions: [{ kind: 'delegation', code: 'MEX', name: 'Mexico' }] } },
    'mention',
  ],
  [
    'a mention of the person',
    {
      what: 'reply',
      detail: { ...said, comment: 'c', mentions: [{ kind: 'person', user: 'ana', name: 'Ana' }] },
    },
    'mention',
  ],
  [
    'a mention of another',
    { what: 'comment', detail: { ...said, mentions: [{ kind: 'delegation', code: 'CAN', name: 'Canada' }] } },
    null,
  ],
  ['silence that starts', { what: 'start-silence', detail: { ...silence, subjects: ['p1'] } }, 'silence'],
  ['silence that is broken', { what: 'break-silence', detail: { ...silence, subject: 'p1' } }, 'silence'],
  ['silence that ends', { what: 'end-silence', detail: silenceEnded }, 'silence'],
  [
    'a bridging text for all',
    { what: 'put-bridging', detail: { paragraph: 'p1', text: 'all', as: 'text' } },
    'bridging',
  ],
  [
    'a bridging text for one',
    { what: 'send-bridging', detail: { paragraph: 'p1', to: ['MEX'] } },
    'bridging',
  ],
  ['a bridging text for others', { what: 'send-bridging', detail: { paragraph: 'p1', to: ['CAN'] } }, null],
  ['a bridging text that waits no more', { what: 'close-bridging', detail: { paragraph: 'p1' } }, 'bridging'],
  [
    'a revision',
    { what: 'issue-revision', detail: { symbol: 'X', date: '2024-04-09', renumber: true } },
    'issued',
  ],
  [
    'a transmission',
    { what: 'transmit', detail: { revision: 2, to: 'CIDI', symbol: 'Y', date: '2024-04-09' } },
    'issued',
  ],
  [
    'what one did oneself',
    { what: 'tabled', by: { ...anEntry('d1', 1).by, user: 'ana' }, detail: tabled('p3') },
    null,
  ],
  ['words that make no sense', { what: 'accept', detail: { words: [null, 3], mentions: 'MEX' } }, null],
  ['a kind of a later version', { what: 'of-a-later-version', detail: accepted('MEX') }, null],
])('tells of %s', (_, over, kind) => {
  const entry = anEntry('d1', 7, over)
  expect(noticeIn(entry, ana)?.kind ?? null).toBe(kind)
  if (kind) expect(entry.what).toMatch(new RegExp(noticePattern))
})

test('names the paragraph as it was called then, and no person', () => {
  expect(noticeIn(anEntry('d1', 7, { what: 'tabled', detail: tabled('p3') }), ana)).toEqual({
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

test.each<[string, Partial<StoredEntry>, object | undefined]>([
  [
    'a revision',
    { what: 'issue-revision', detail: { symbol: 'X', date: '2024-04-09', renumber: true, number: 2 } },
    { symbol: 'X', code: 'ABAB-ABAB-ABAB-ABAB-ABAB', revision: 2 },
  ],
  [
    'a revision of the first entries, which kept no number',
    { what: 'issue-revision', detail: { symbol: 'X', date: '2024-04-09', renumber: true } },
    { symbol: 'X', code: 'ABAB-ABAB-ABAB-ABAB-ABAB', revision: null },
  ],
  [
    'a text that was passed on',
    { what: 'pass-on', detail: { transmission: 't', to: 'AG', symbol: 'Z', date: '2024-04-09' } },
    { symbol: 'Z', code: 'ABAB-ABAB-ABAB-ABAB-ABAB', revision: null },
  ],
  ['what is no paper', { what: 'tabled', detail: tabled('p3') }, undefined],
])('of %s it tells the paper and the code of the record', (_, over, paper) =>
  expect(noticeIn(anEntry('d1', 7, { ...over, hash: 'ab'.repeat(32) }), ana)?.paper).toEqual(paper),
)
