import { expect, test } from 'vitest'
import { messagesIn } from '#app/messages/catalogue.ts'
import { anEntry, proposedBy } from '#tests/builders/samples.ts'
import { sayDetail } from './detail.ts'

const names: Record<string, string> = { MEX: 'Mexico', JAM: 'Jamaica', CAN: 'Canada' }
const by = { user: 'u1', name: 'Ana', role: 'delegate', delegation: 'CAN' } as const
const words = (delegation: string, struck: string, inserted: string) =>
  proposedBy(delegation, inserted, struck)
const accepted = (...given: ReturnType<typeof words>[]) => ({ proposals: [], words: given })
const place = { about: { kind: 'paragraph', paragraph: 'p2' }, thread: 't', mentions: [] }
const reading = { reading: 'r1', paragraphs: 0, meeting: 'Third meeting', date: '2025-03-04' }
const deadline = { day: '2025-03-04', time: '18:00', zone: 'America/New_York', offset: -300 }
const silence = { silence: 's', at: 1, labels: {} }
const ended = { ...silence, deadline, held: [], broken: [], notPossible: [] }
const under = (...labels: string[]) => labels.map((label) => ({ label, subjects: [] }))
const until = 'March 4, 2025, 18:00 (New York time, UTC−5)'
const effect = { ids: ['CAN:1'], delegation: 'CAN', paragraph: 'p2', reason: '', reads: null, words: '' }

test.each<[string, what: string, detail: Record<string, unknown>, said: string]>([
  ['nothing for an entry without details', 'ask-floor', {}, ''],
  ['the paragraph by its number', 'join-paragraph', { paragraph: 'p2' }, 'OP 2'],
  [
    'the number that it had then',
    'join-paragraph',
    { paragraph: 'p2', labels: { p2: 'OP 1 bis' } },
    'OP 1 bis',
  ],
  ['no number for a paragraph that is gone', 'join-paragraph', { paragraph: 'p9' }, ''],
  ['each proposer once', 'accept', { proposals: ['MEX:1', 'MEX:2', 'JAM:1'] }, 'Mexico · Jamaica'],
  [
    'what kind of proposal',
    'tabled',
    { proposal: 'MEX:1', kind: 'deletion', paragraph: 'p2' },
    'OP 2 · words out · Mexico',
  ],
  ['no name for one’s own', 'tabled', { proposal: 'CAN:1', kind: 'insertion' }, 'words in'],
  [
    'where a paragraph is proposed to stand',
    'tabled',
    { proposal: 'CAN:1', kind: 'move', paragraph: 'p9', to: 'p2' },
    'move after OP 2',
  ],
  ['a move that was withdrawn', 'withdrawn', { proposal: 'CAN:1', kind: 'move' }, 'move'],
  [
    'the status in words',
    'set-status',
    { paragraph: 'p2', status: 'ad-referendum', date: '2024-04-09' },
    'OP 2 · Agreed ad referendum',
  ],
  [
    'what the chair moved, and to where',
    'move-paragraph',
    {
      paragraph: 'p2',
      after: 'p5',
      labels: { p2: 'OP 2', p3: 'OP 2 a' },
      to: { kind: 'after', name: 'OP 5' },
    },
    'OP 2 · OP 2 a · move after OP 5',
  ],
  [
    'the reason',
    'remove-paragraph',
    { paragraph: 'p2', reason: 'new instructions' },
    'OP 2 · because: new instructions',
  ],
  [
    'the names in a bracket',
    'bracket-passage',
    { paragraph: 'p9', from: '1:1', to: '1:2', attribution: ['MEX', 'JAM'] },
    'Mexico · Jamaica',
  ],
  ['a filled draft', 'fill', { paragraphs: 22 }, '22 paragraphs'],
  [
    'the revision that is handed over',
    'transmit',
    { revision: 2, to: 'CIDI', symbol: 'CIDI/doc.1/24', date: '2024-05-02' },
    'CIDI/doc.1/24 · revision 2',
  ],
  [
    'a replacement as one',
    'accept',
    { proposals: ['CAN:1', 'CAN:2'], words: [words('CAN', 'profit most', ''), words('CAN', '', 'thrive')] },
    'Canada: “profit most” → “thrive”',
  ],
  ['words in', 'accept', accepted(words('MEX', '', ' safe ')), 'Mexico: “safe”'],
  [
    'words that went with it',
    'accept',
    { ...accepted(words('MEX', '', 'safe')), superseded: [words('CAN', '', 'and sound')] },
    'Mexico: “safe” · went with it: Canada: “and sound”',
  ],
  [
    'the alternative that was picked and those that were not',
    'accept-alternative',
    {
      ...accepted(words('MEX', '', '[aid][help]')),
      open: '1:1',
      picked: 'help',
      superseded: [words('MEX', '', 'aid')],
    },
    'Mexico: “[aid][help]” · picked: “help” · went with it: Mexico: “aid”',
  ],
  ['words out', 'accept', accepted(words('MEX', 'safe', '')), 'Mexico: “safe” → –'],
  ['a proposal without words', 'accept', accepted(words('MEX', '', '')), 'Mexico'],
  ['long words cut', 'accept', accepted(words('MEX', '', 'a'.repeat(300))), `Mexico: “${'a'.repeat(240)}…”`],
  [
    'a position with whose words it is on, for whom, and why',
    'take-position',
    {
      subjects: ['MEX:1'],
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
    'end-floor',
    { spoke: 'JAM', seconds: 200, limit: 180 },
    'Jamaica spoke for 3 minutes, 20 seconds over time',
  ],
  [
    'who spoke, and for how long',
    'give-floor',
    { delegation: 'MEX', spoke: 'CAN', seconds: 125 },
    'Mexico · Canada spoke for 2 minutes',
  ],
  ['whether one may ask for the floor', 'set-speakers', { open: true }, 'open'],
  [
    'a group with who speaks for how many',
    'set-group',
    { code: 'CARICOM', name: 'Caribbean Community', members: ['JAM', 'BRB'], speaker: 'JAM' },
    'CARICOM · Jamaica speaks · 2 members',
  ],
  [
    'a comment with the words it is about',
    'comment',
    { ...place, labels: { p2: 'OP 2' }, words: 'safe', text: 'Why?' },
    'OP 2 · “safe” · “Why?”',
  ],
  [
    'what became of other proposals',
    'accept',
    { ...accepted(), carried: [{ ...effect, state: 'needs-rebase' }] },
    'Canada: needs a look',
  ],
  [
    'words that came too late, and why',
    'late-words',
    { reason: 'paragraph-gone', paragraph: null, text: 'big', struck: true },
    'You had struck: · “big” · because: the paragraph was no longer there',
  ],
  [
    'the reading and its meeting',
    'open-reading',
    { ...reading, number: 2 },
    '0 paragraphs · Second reading · Third meeting, March 4, 2025',
  ],
  [
    'what was left on a paragraph',
    'take-up',
    { paragraph: 'p9', reading: 'r1', number: 1, left: { brackets: 1, proposals: 2 } },
    'First reading · 1 bracket and 2 open proposals',
  ],
  [
    'that nothing was left',
    'take-up',
    { paragraph: 'p9', reading: 'r1', number: 1, left: { brackets: 0, proposals: 0 } },
    'First reading · nothing left open',
  ],
  [
    'the deadline by the clock of the meeting',
    'extend-silence',
    { ...silence, deadline, reason: 'asked for' },
    `${until} · because: asked for`,
  ],
  [
    'what came of silence',
    'end-silence',
    { ...ended, held: under('OP 1', 'OP 2'), broken: under('OP 3') },
    `${until} · silence held on OP 1 and OP 2 · broken on OP 3`,
  ],
  [
    'what could not stand',
    'end-silence',
    { ...ended, notPossible: under('OP 4') },
    `${until} · could not stand: OP 4`,
  ],
  [
    'nothing of what it does not understand',
    'accept',
    { words: 3, proposals: [4], reason: '', labels: 7 },
    '',
  ],
])('an entry shows %s', (_, what, detail, said) =>
  expect(
    sayDetail(
      anEntry('d1', 1, { what, detail, by }),
      { p2: 'OP 2' },
      (code) => names[code] ?? code,
      messagesIn('en'),
    ),
  ).toBe(said),
)
