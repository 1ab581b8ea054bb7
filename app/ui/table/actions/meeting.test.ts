import { describe, expect, test } from 'vitest'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { Role } from '#app/domain/basics/actor.ts'
import type { Reading } from '#app/domain/meeting/reading.ts'
import type { Silence } from '#app/domain/meeting/silence.ts'
import { noSpeakers } from '#app/domain/meeting/speakers.ts'
import { rollingText } from '#tests/builders/rolling.ts'
import { tableContext } from '#tests/builders/table-context.ts'
import { actionsIn } from './actions.ts'

const text = rollingText('OP: To urge\nOP: To invite\nOP: To ask')
const labels = { p1: 'OP 1', p2: 'OP 2', p3: 'OP 3' }
const reading: Reading = {
  id: 'r',
  number: 1,
  meeting: 'First',
  date: '2025-03-04',
  paragraphs: ['p1', 'p2'],
  taken: { p1: { brackets: 0, proposals: 0 } },
  openedAt: 1,
  closedAt: null,
}
const silence: Silence = {
  id: 's',
  items: [
    { kind: 'paragraph', subjects: ['p2'], paragraph: 'p2', label: 'OP 2', fate: { kind: 'running' } },
    {
      kind: 'proposal',
      subjects: ['CAN:1', 'CAN:2'],
      paragraph: 'p3',
      label: 'OP 3',
      fate: { kind: 'running' },
    },
    { kind: 'paragraph', subjects: ['p1'], paragraph: 'p1', label: 'OP 1', fate: { kind: 'cancelled' } },
  ],
  deadline: { day: '2030-01-01', time: '12:00', zone: 'UTC', offset: 0 },
  at: Date.UTC(2030, 0, 1, 12),
  startedAt: 1,
  endedAt: null,
}

function offered(role: Role, floor: Partial<Floor> = {}, focus: string | null = null): string[] {
  const here = tableContext({ role, text, labels, floor, focus })
  return actionsIn('palette', here)
    .filter(({ group, effect }) => group === 'meeting' && effect !== null)
    .map(({ said }) => said)
}
const waiting = { ...noSpeakers, waiting: [{ delegation: 'CAN', at: 1 }] }

describe('the palette offers', () => {
  const everybody = ['Speakers’ list', 'Room screen (new window)']
  test.each<[string, string[], string[]]>([
    ['an observer the lists alone', offered('observer', { silences: [silence] }), everybody],
    ['a delegation the floor', offered('delegate'), ['Ask for the floor', ...everybody]],
    [
      'a delegation to break silence on each thing that it runs on',
      offered('delegate', { silences: [silence] }),
      ['Break silence on OP 2…', 'Break silence on OP 3 (Canada)…', 'Ask for the floor', ...everybody],
    ],
    [
      'a delegation that waits to take its wish back',
      offered('delegate', { speakers: { ...waiting, waiting: [{ delegation: 'MEX', at: 1 }] } }),
      ['Take back the wish to speak', ...everybody],
    ],
    [
      'a delegation no floor when the list is closed',
      offered('delegate', { speakers: { ...waiting, open: false } }),
      everybody,
    ],
  ])('%s', (_, said, expected) => expect(said).toEqual(expected))

  test.each<[string, string[], string[], string[]]>([
    [
      'the chair a reading',
      offered('chair'),
      ['Open a reading…', 'Silence procedure…'],
      ['Close the reading…'],
    ],
    [
      'the chair of a reading its next paragraph',
      offered('chair', { readings: [reading] }),
      ['OP 2 is read', 'Close the reading…'],
      ['Open a reading…'],
    ],
    [
      'the next speaker the floor',
      offered('secretariat', { speakers: waiting }),
      ['Give the floor to Canada'],
      [],
    ],
    [
      'the chair to end who speaks',
      offered('chair', { speakers: { ...waiting, speaking: { delegation: 'MEX', since: 1 } } }),
      ['Mexico has spoken'],
      [],
    ],
    [
      'the podium to limit the time of speakers',
      offered('secretariat'),
      ['Time for each speaker…'],
      ['No time limit for speakers'],
    ],
    [
      'the podium to take a limit away',
      offered('chair', { speakers: { ...noSpeakers, minutes: 3 } }),
      ['Time for each speaker…', 'No time limit for speakers'],
      [],
    ],
    [
      'the chair what the room does not show',
      offered('chair', { focus: 'p1' }, 'p3'),
      [
        'Show OP 3 in the room',
        'Show OP 2 in the room',
        'Room: Clean text',
        'Room: Bracketed text',
        'Blank the room’s screen',
        'Remote control',
      ],
      ['Show OP 1 in the room', 'Room: Rolling text'],
    ],
    [
      'the secretariat no silence',
      offered('secretariat'),
      ['Remote control'],
      ['Silence procedure…', 'Open a reading…'],
    ],
  ])('%s', (_, said, some, none) => {
    expect(said).toEqual(expect.arrayContaining(some))
    for (const each of none) expect(said).not.toContain(each)
  })
})
