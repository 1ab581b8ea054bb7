import { expect, test } from 'vitest'
import { messagesIn } from '#app/messages/catalogue.ts'
import { arrangedIn } from './meeting-detail.ts'

const names: Record<string, string> = { CAN: 'Canada', MEX: 'Mexico' }
const deadline = { day: '2025-03-04', time: '18:00', zone: 'America/New_York', offset: -300 }

test.each([
  ['nothing for an entry that arranged nothing', { paragraph: 'p1', status: 'agreed' }, ''],
  [
    'the reading and its meeting',
    { reading: 'r1', number: 2, meeting: 'Third meeting', date: '2025-03-04' },
    'Second reading · Third meeting, March 4, 2025',
  ],
  [
    'what was left on a paragraph',
    { reading: 'r1', number: 1, left: { brackets: 1, proposals: 2 } },
    'First reading · 1 bracket and 2 open proposals',
  ],
  ['that nothing was left', { left: { brackets: 0, proposals: 0 } }, 'nothing left open'],
  ['the deadline by the clock of the meeting', { deadline }, 'March 4, 2025, 18:00 (New York time, UTC−5)'],
  [
    'what came of silence',
    { held: [{ label: 'OP 1' }, { label: 'OP 2' }], broken: [{ label: 'OP 3' }], notPossible: [] },
    'silence held on OP 1 and OP 2 · broken on OP 3',
  ],
  ['what could not stand', { notPossible: [{ label: 'OP 4' }] }, 'could not stand: OP 4'],
  [
    'who spoke, and for how long',
    { delegation: 'MEX', spoke: 'CAN', seconds: 125 },
    'Mexico · Canada spoke for 2 minutes',
  ],
  ['nothing that it does not understand', { left: 3, deadline: 'soon', held: 'all', meeting: 4 }, ''],
])('an entry says %s', (_, detail, said) =>
  expect(
    arrangedIn(detail, (code) => names[code] ?? code, messagesIn('en'))
      .filter(Boolean)
      .join(' · '),
  ).toBe(said),
)
