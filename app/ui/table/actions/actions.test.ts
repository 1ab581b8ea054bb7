import { describe, expect, test } from 'vitest'
import type { Role } from '#app/domain/basics/actor.ts'
import type { Place } from '#app/ui/context/action.ts'
import type { SelectedWords } from '#app/live/types.ts'
import { rollingText } from '#tests/builders/rolling.ts'
import { tableContext } from '#tests/builders/table-context.ts'
import { actionsIn, actionsOf } from './actions.ts'

const texts = {
  open: 'OP: To urge\nOP: To [widen][open] {+MEX:regular +}pathways\nOP: To ask',
  closed: 'OP: To urge\nOP 2 (agreed 2024-01-01): To widen pathways\nOP: To ask',
} as const
const labels = { p1: 'OP 1', p2: 'OP 2', p3: 'OP 3' }

type State = 'open' | 'closed' | 'frozen' | 'private'

function here(role: Role, state: State, focus: string | null = 'p2') {
  return tableContext({
    role,
    labels,
    focus,
    text: rollingText(texts[state === 'closed' ? 'closed' : 'open']),
    isTransmitted: state === 'frozen',
    isCopy: state === 'private',
    ...(state === 'frozen' && { isConnected: false }),
  })
}

/** What a place offers: what cannot be done now in round brackets. */
const ids = (role: Role, place: Place, state: State, focus: string | null = 'p2'): string[] =>
  actionsIn(place, here(role, state, focus)).map(({ id, effect }) => (effect ? id : `(${id})`))

const place = [
  'paragraph.consolidate',
  'paragraph.up',
  'paragraph.down',
  'paragraph.join',
  '(paragraph.split)',
  'paragraph.add',
]
const meeting = ['reading.open', 'silence.start', 'speakers.list', 'speakers.limit']
const screens = ['screen.open', 'screen.remote']

describe('a place offers by role and state', () => {
  test.each<[Role, Place, State, string[]]>([
    [
      'chair',
      'paragraph',
      'open',
      [
        ...['status.discuss', 'status.ad-referendum', 'status.agree'],
        ...['silence.start', 'screen.show-here', 'propose.move'],
        ...[...place, 'paragraph.form', 'follow', 'paragraph.link', 'paragraph.remove'],
      ],
    ],
    [
      'chair',
      'paragraph',
      'closed',
      [
        ...['status.reopen', 'silence.start', 'screen.show-here', '(propose.move)'],
        ...[...place, '(paragraph.form)', 'follow', 'paragraph.link', '(paragraph.remove)'],
      ],
    ],
    [
      'secretariat',
      'paragraph',
      'open',
      ['screen.show-here', 'paragraph.add', 'paragraph.form', 'follow', 'paragraph.link'],
    ],
    ['delegate', 'propose', 'open', ['propose.move', 'propose.join', 'propose.remove']],
    ['delegate', 'propose', 'closed', ['(propose.move)', '(propose.join)', '(propose.remove)']],
    ['delegate', 'propose', 'private', ['propose.move', 'propose.join', 'propose.remove']],
    ['delegate', 'propose', 'frozen', []],
    ['observer', 'propose', 'open', []],
    [
      'chair',
      'card',
      'open',
      ['proposal.accept', 'proposal.bracket-named', 'proposal.bracket-unnamed', 'proposal.decline'],
    ],
    ['chair', 'card', 'frozen', []],
    ['delegate', 'card', 'open', ['proposal.withdraw']],
    ['observer', 'card', 'open', []],
    [
      'chair',
      'bracket',
      'open',
      [
        ...['bracket.pick', 'bracket.unbracket', 'bracket.literal'],
        ...['bracket.pick', 'bracket.unbracket', 'bracket.literal', 'bracket.whole'],
      ],
    ],
    ['chair', 'bracket', 'closed', []],
    ['secretariat', 'bracket', 'open', []],
    ['chair', 'meeting', 'open', [...meeting, ...screens]],
    ['chair', 'meeting', 'frozen', ['speakers.list', ...screens]],
    ['delegate', 'meeting', 'open', ['speakers.ask', 'speakers.list', 'screen.open']],
    ['delegate', 'meeting', 'private', []],
    ['observer', 'meeting', 'open', ['speakers.list', 'screen.open']],
  ])('%s, %s, %s', (role, place, state, expected) => expect(ids(role, place, state)).toEqual(expected))
})

test.each<[string, Role, string[], string[]]>([
  [
    'the chair’s decisions',
    'chair',
    ['proposal.accept', 'proposal.decline', 'proposal.bracket-named', 'status.agree', 'bracket.pick'],
    [],
  ],
  [
    'and what else a chair arranges',
    'chair',
    ['bracket.unbracket', 'undo', 'reading.open', 'silence.start', 'screen.blank', 'paragraph.remove'],
    ['paragraph.split'],
  ],
  [
    'a delegation what it may say',
    'delegate',
    ['propose.paragraph', 'position.take', 'comment.add', 'proposal.withdraw', 'speakers.ask', 'follow'],
    ['undo', 'proposal.accept', 'status.agree', 'screen.blank'],
  ],
  [
    'an observer the pages and the views',
    'observer',
    ['page.open', 'view.clean', 'go.paragraph', 'open.keys'],
    ['comment.add', 'propose.paragraph', 'position.take', 'groups.open'],
  ],
])('the palette has %s', (_, role, some, none) => {
  const said = ids(role, 'palette', 'open')
  expect(said).toEqual(expect.arrayContaining(some))
  for (const id of none) expect(said).not.toContain(id)
})

const box = { top: 0, bottom: 0, left: 0, right: 0 }
const selected = (given: Partial<SelectedWords>): SelectedWords => ({
  ...{ paragraph: 'p2', from: '2:0', to: '2:3', collapsed: false, proposals: [], bracket: null, box },
  ...given,
})

test.each<[string, Partial<SelectedWords>, string[]]>([
  ['base text', {}, ['selection.bracket']],
  ['others’ words', { proposals: ['MEX:1'] }, ['selection.accept']],
  [
    'a caret in a bracket',
    { collapsed: true, bracket: { open: '2:3', literal: false } },
    ['selection.unbracket', 'selection.literal'],
  ],
])('over selected words the chair has, on %s', (_, selection, expected) => {
  const chair = { ...here('chair', 'open'), selection: selected(selection) }
  expect(actionsIn('selection', chair).map(({ id }) => id)).toEqual(expected)
  const split = actionsOf(chair).find(({ id }) => id === 'paragraph.split')
  expect(split?.effect !== null).toBe(chair.selection.collapsed)
})

test('what is offered is said as data, and by names that tell it apart', () => {
  const actions = actionsOf(here('chair', 'open'))
  expect(actions.find(({ id }) => id === 'proposal.accept')).toMatchObject({
    said: 'OP 2: Accept · Mexico, “regular”',
    short: 'Accept',
    effect: { kind: 'decide', decision: { kind: 'accept', proposals: ['MEX:1'] } },
  })
  expect(actions.find(({ id }) => id === 'status.agree')).toMatchObject({
    said: 'OP 2: Agree…',
    effect: { kind: 'ask', asking: { kind: 'agree', paragraph: 'p2', status: 'agreed' } },
  })
  const keys = actions.map(({ id, about, places }) => `${id} ${about ?? ''} ${places[0] ?? ''}`)
  expect(keys).toEqual([...new Set(keys)])
})

test.each<[string, number | null, Role, State, string[]]>([
  ['nothing before a text is issued', null, 'chair', 'open', []],
  ['the text as first issued', 0, 'chair', 'open', ['Restore as first issued…']],
  [
    'the latest three in its menu',
    3,
    'chair',
    'open',
    ['Restore as in rev. 3…', 'Restore as in rev. 2…', 'Restore as in rev. 1…'],
  ],
  ['none of a closed paragraph', 0, 'chair', 'closed', ['(Restore as first issued…)']],
  ['nothing to others', 3, 'secretariat', 'open', []],
])('a paragraph can be restored as in %s', (_, revision, role, state, expected) => {
  const given = { ...here(role, state), revision }
  const named = (place: Place) =>
    actionsIn(place, given)
      .filter(({ id }) => id === 'paragraph.restore')
      .map(({ short, effect }) => (effect ? short : `(${short})`))
  expect(named('paragraph')).toEqual(expected)
  if (revision === 3 && role === 'chair') expect(named('palette')).toHaveLength(4)
})
