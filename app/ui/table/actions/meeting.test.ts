import { describe, expect, test } from 'vitest'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { Role } from '#app/domain/basics/actor.ts'
import { defaultScreen } from '#app/domain/meeting/screen.ts'
import type { Reading } from '#app/domain/meeting/reading.ts'
import type { Silence } from '#app/domain/meeting/silence.ts'
import { noSpeakers } from '#app/domain/meeting/speakers.ts'
import type { Place } from '#app/ui/context/action.ts'
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

/** What a place offers: what cannot be done now in round brackets, what holds already with a star. */
const listed = (
  place: Place,
  role: Role,
  floor: Partial<Floor> = {},
  state: 'frozen' | 'private' | null = null,
) =>
  actionsIn(
    place,
    tableContext({
      role,
      text,
      labels,
      floor,
      isTransmitted: state === 'frozen',
      isCopy: state === 'private',
    }),
  ).map(({ said, short = said, effect, isOn }) => `${effect ? short : `(${short})`}${isOn ? '*' : ''}`)

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

describe('the remote control offers', () => {
  const paragraphs = ['Show OP 1 in the room', 'Show OP 2 in the room', 'Show OP 3 in the room']
  const sight = ['Rolling text*', 'Clean text', 'Bracketed text', 'Smaller', 'Bigger']
  const switches = ['Text around it', 'Show speakers', 'Blank screen']
  const pages = ['Room screen (new window)', 'Table']
  test.each<[string, string[], string[]]>([
    [
      'every paragraph, the steps, and how it is shown',
      listed('remote', 'chair'),
      [...paragraphs, 'Previous', 'Next', ...sight, ...switches, ...pages],
    ],
    [
      'no step beyond the last paragraph, and what holds',
      listed('remote', 'secretariat', {
        focus: 'p3',
        screen: { ...defaultScreen, view: 'clean', zoom: 6, blank: true },
      }),
      [
        ...[...paragraphs.slice(0, 2), `(${paragraphs[2]})*`, 'Previous', '(Next)'],
        ...['Rolling text', 'Clean text*', 'Bracketed text', 'Smaller', '(Bigger)'],
        ...['Text around it', 'Show speakers', 'Blank screen*', ...pages],
      ],
    ],
    [
      'the next speaker the floor',
      listed('remote', 'chair', { speakers: waiting }).filter((said) => said.startsWith('Give')),
      ['Give the floor to Canada'],
    ],
    ['the pages alone of a transmitted text', listed('remote', 'chair', {}, 'frozen'), pages],
    ['nothing to a delegation but the screen', listed('remote', 'delegate'), pages.slice(0, 1)],
    ['nothing in a working copy', listed('remote', 'delegate', {}, 'private'), []],
  ])('%s', (_, said, expected) => expect(said).toEqual(expected))
})

describe('the list of speakers offers', () => {
  const two = { ...noSpeakers, waiting: [{ delegation: 'CAN', at: 1 }, { delegation: 'MEX', at: 2 }] } // prettier-ignore
  const moved = (name: string, up: string, down: string) => [
    ...[up, down].map((step) => step.replace('#', name)),
    `Take ${name} off the list`,
    'Give the floor',
  ]
  test.each<[string, string[], string[]]>([
    [
      'the podium to keep it',
      listed('speakers', 'chair', { speakers: { ...two, speaking: { delegation: 'CAN', since: 1 } } }),
      [
        'Has spoken',
        ...moved('Canada', '(Move # up)', 'Move # down'),
        ...moved('Mexico', 'Move # up', '(Move # down)'),
        'Close the list',
      ],
    ],
    [
      'the podium whom to put on it',
      listed('speakers', 'secretariat', { speakers: { ...noSpeakers, open: false } }),
      ['Canada', 'Mexico', 'Open the list'],
    ],
    ['a delegation the floor', listed('speakers', 'delegate'), ['Ask for the floor']],
    ['one that waits to take it back', listed('speakers', 'delegate', { speakers: two }), ['Take it back']],
    [
      'nobody the floor when it is closed',
      listed('speakers', 'delegate', { speakers: { ...waiting, open: false } }),
      ['(Ask for the floor)'],
    ],
    ['an observer nothing', listed('speakers', 'observer', { speakers: two }), []],
    ['nothing when the text is transmitted', listed('speakers', 'chair', { speakers: two }, 'frozen'), []],
  ])('%s', (_, said, expected) => expect(said).toEqual(expected))

  test('what the palette has by its whole name', () => {
    const said = offered('chair', { speakers: two })
    expect(said).toEqual(
      expect.arrayContaining([
        ...['Give the floor to Canada', 'Give the floor to Mexico now', 'Move Mexico up'],
        ...['Take Canada off the list', 'Close the speakers’ list'],
      ]),
    )
    expect(said).not.toContain('Give the floor to Canada now')
    expect(offered('chair')).toContain('Put Mexico on the speakers’ list')
  })
})

test.each<[string, Role, 'frozen' | null, string[]]>([
  [
    'a delegation to break it',
    'delegate',
    null,
    ['Break silence on OP 2…', 'Break silence on OP 3 (Canada)…'],
  ],
  ['the chair nothing', 'chair', null, []],
  ['nothing when the text is transmitted', 'delegate', 'frozen', []],
])('beside what is under silence stands for %s', (_, role, state, expected) =>
  expect(listed('silence', role, { silences: [silence] }, state)).toEqual(expected),
)
