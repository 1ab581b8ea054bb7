import { expect, test } from 'vitest'
import { messagesIn } from '#app/messages/catalogue.ts'
import { sayDetail } from './detail.ts'

const names: Record<string, string> = { MEX: 'Mexico', JAM: 'Jamaica', CAN: 'Canada' }
const by = { user: 'u1', name: 'Ana', role: 'delegate', delegation: 'CAN' } as const
const words = (delegation: string, struck: string, inserted: string) => ({ delegation, struck, inserted })

test.each([
  ['nothing for an entry without details', {}, ''],
  ['the paragraph by its number', { paragraph: 'p2' }, 'OP 2'],
  ['the number that it had then', { paragraph: 'p2', labels: { p2: 'OP 1 bis' } }, 'OP 1 bis'],
  ['no number for a paragraph that is gone', { paragraph: 'p9' }, ''],
  ['each proposer once', { proposals: ['MEX:1', 'MEX:2', 'JAM:1'] }, 'Mexico · Jamaica'],
  [
    'what kind of proposal',
    { proposal: 'MEX:1', kind: 'deletion', paragraph: 'p2' },
    'OP 2 · words out · Mexico',
  ],
  ['no name for one’s own', { proposal: 'CAN:1', kind: 'insertion' }, 'words in'],
  ['the status in words', { paragraph: 'p2', status: 'ad-referendum' }, 'OP 2 · Agreed ad referendum'],
  [
    'what the chair moved, and to where',
    {
      kind: 'move-paragraph',
      paragraph: 'p2',
      labels: { p2: 'OP 2', p3: 'OP 2 a' },
      to: { kind: 'after', name: 'OP 5' },
    },
    'OP 2 · OP 2 a · move after OP 5',
  ],
  ['the reason', { paragraph: 'p2', reason: 'new instructions' }, 'OP 2 · because: new instructions'],
  ['the names in a bracket', { attribution: ['MEX', 'JAM'] }, 'Mexico · Jamaica'],
  ['a filled draft', { kind: 'fill', paragraphs: 22 }, '22 paragraphs'],
  [
    'a replacement as one',
    { proposals: ['CAN:1', 'CAN:2'], words: [words('CAN', 'profit most', ''), words('CAN', '', 'thrive')] },
    'Canada: “profit most” → “thrive”',
  ],
  ['words in', { words: [words('MEX', '', ' safe ')] }, 'Mexico: “safe”'],
  [
    'words that went with it',
    { words: [words('MEX', '', 'safe')], superseded: [words('CAN', '', 'and sound')] },
    'Mexico: “safe” · went with it: Canada: “and sound”',
  ],
  [
    'the alternative that was picked and those that were not',
    {
      words: [words('MEX', '', '[aid][help]')],
      picked: 'help',
      superseded: [words('MEX', '', 'aid')],
    },
    'Mexico: “[aid][help]” · picked: “help” · went with it: Mexico: “aid”',
  ],
  ['words out', { words: [words('MEX', 'safe', '')] }, 'Mexico: “safe” → –'],
  ['a proposal without words', { words: [words('MEX', '', '')] }, 'Mexico'],
  ['long words cut', { words: [words('MEX', '', 'a'.repeat(300))] }, `Mexico: “${'a'.repeat(240)}…”`],
  [
    'a position with whose words it is on, for whom, and why',
    {
      kind: 'take-position',
      labels: { p2: 'OP 2' },
      proposer: 'MEX',
      words: 'safe',
      group: 'CARICOM',
      stance: 'needs-clarification',
      note: 'which ones',
    },
    'OP 2 · Mexico · “safe” · for CARICOM · Needs clarification · “which ones”',
  ],
  [
    'who spoke for how long, and how much longer than they might',
    { kind: 'end-floor', spoke: 'JAM', seconds: 200, limit: 180 },
    'Jamaica spoke for 3 minutes, 20 seconds over time',
  ],
  [
    'a group with who speaks for how many',
    { kind: 'set-group', code: 'CARICOM', members: ['JAM', 'BRB'], speaker: 'JAM' },
    'CARICOM · Jamaica speaks · 2 members',
  ],
  [
    'a comment with the words it is about',
    { kind: 'comment', labels: { p2: 'OP 2' }, words: 'safe', text: 'Why?' },
    'OP 2 · “safe” · “Why?”',
  ],
  [
    'what became of other proposals',
    { carried: [{ delegation: 'CAN', state: 'needs-rebase' }] },
    'Canada: needs a look',
  ],
  ['nothing it does not understand', { words: 3, proposals: [4], reason: '', labels: 7 }, ''],
])('an entry shows %s', (_, detail, said) =>
  expect(sayDetail({ detail, by }, { p2: 'OP 2' }, (code) => names[code] ?? code, messagesIn('en'))).toBe(
    said,
  ),
)
