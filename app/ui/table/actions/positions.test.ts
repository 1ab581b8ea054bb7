import { describe, expect, test } from 'vitest'
import type { Role } from '#app/domain/basics/actor.ts'
import { emptyFloor, type Floor, type GroupPosition, type Position } from '#app/domain/floor/floor.ts'
import { rollingText } from '#tests/builders/rolling.ts'
import { tableContext } from '#tests/builders/table-context.ts'
import type { Place } from '#app/ui/context/action.ts'
import { actionsIn, actionsOf } from './actions.ts'

const text = rollingText('OP: To [widen][open] {+CAN:regular +}{+MEX:safe +}pathways')
const stances = [
  'Supports',
  'Opposes',
  'Reserves',
  'Flexible',
  'Needs clarification',
  'Waiting for instructions',
]
const common = { subject: 'p1', on: 'paragraph', note: '', user: 'u', at: 1 } as const
const position: Position = { ...common, delegation: 'MEX', stance: 'reserves', note: 'until Monday' }
const group = { code: 'NA', name: 'North America', members: ['MEX', 'CAN'], speaker: 'MEX' }
const ofGroup: GroupPosition = { ...common, delegation: 'MEX', stance: 'supports', group: 'NA' }

type State = { floor?: Partial<Floor>; isTransmitted?: boolean; isCopy?: boolean }

const here = (role: Role, state: State = {}) =>
  tableContext({ role, text, labels: { p1: 'OP 1' }, focus: 'p1', ...state })

/** On the paragraph itself, by short names; what holds already with a star. */
const onParagraph = (place: Place, role: Role, state?: State): string[] =>
  actionsIn(place, here(role, state))
    .filter(({ id, about }) => id.startsWith('position.') && about?.split(' ')[0] === 'p1')
    .map(({ short, isOn }) => `${short}${isOn ? '*' : ''}`)

const taken = stances.map((stance) => (stance === 'Reserves' ? 'Reserves*' : stance))

describe('the menu of positions offers', () => {
  test.each<[string, string[], string[]]>([
    ['a delegation every stance', onParagraph('position', 'delegate'), stances],
    [
      'what may be done with the position taken',
      onParagraph('position', 'delegate', { floor: { positions: [position] } }),
      [...taken, 'Edit the note…', 'Take the position back'],
    ],
    [
      'a note where there is none',
      onParagraph('position', 'delegate', { floor: { positions: [{ ...position, note: '' }] } }).slice(-2),
      ['Add a note…', 'Take the position back'],
    ],
    [
      'who speaks for a group, the group’s too',
      onParagraph('position', 'delegate', { floor: { groups: [group] } }),
      [...stances, ...stances],
    ],
    [
      'to take the group’s back, and to leave what it says',
      onParagraph('position', 'delegate', { floor: { groups: [group], groupPositions: [ofGroup] } }).slice(
        -3,
      ),
      ['Waiting for instructions', 'Take the position of NA back', 'Dissociate from NA'],
    ],
    [
      'to join again',
      onParagraph('position', 'delegate', {
        floor: {
          groups: [{ ...group, speaker: 'CAN' }],
          groupPositions: [{ ...ofGroup, delegation: 'CAN' }],
          dissociations: [{ ...common, delegation: 'MEX', group: 'NA' }],
        },
      }).slice(-1),
      ['Join NA again'],
    ],
    ['the chair nothing', onParagraph('position', 'chair'), []],
    ['an observer nothing', onParagraph('position', 'observer'), []],
    ['nothing in a transmitted text', onParagraph('position', 'delegate', { isTransmitted: true }), []],
    ['nothing in a working copy', onParagraph('position', 'delegate', { isCopy: true }), []],
  ])('%s', (_, said, expected) => expect(said).toEqual(expected))
})

test('the palette leaves out the stance that holds', () => {
  const said = onParagraph('palette', 'delegate', { floor: { positions: [position] } })
  expect(said).toEqual([
    ...stances.filter((stance) => stance !== 'Reserves'),
    ...['Edit the note…', 'Take the position back'],
  ])
})

test('the palette has positions on others’ proposals in the paragraph, not on one’s own', () => {
  const said = actionsIn('palette', here('delegate'))
    .filter(({ id }) => id === 'position.take')
    .map(({ said }) => said)
  expect(said).toContain('OP 1: Supports')
  expect(said).toContain('OP 1: Supports · Canada, “regular”')
  expect(said.filter((name) => name.includes('Mexico'))).toEqual([])
})

test('what is said for a group is named with it, also on one’s own proposal', () => {
  const said = actionsIn('palette', here('delegate', { floor: { groups: [group] } })).map(({ said }) => said)
  expect(said).toContain('OP 1: For NA: Supports')
  expect(said).toContain('OP 1: For NA: Supports · Mexico, “safe”')
})

test('another stance keeps the note, and the note is asked for with what was taken', () => {
  const actions = actionsOf(here('delegate', { floor: { ...emptyFloor, positions: [position] } }))
  const find = (id: string, about: string) => actions.find((each) => each.id === id && each.about === about)
  expect(find('position.take', 'p1 supports')?.effect).toEqual({
    kind: 'state',
    statement: { kind: 'take-position', subjects: ['p1'], stance: 'supports', note: 'until Monday' },
  })
  expect(find('position.note', 'p1 ')?.effect).toEqual({
    kind: 'ask',
    asking: { kind: 'position-note', subjects: ['p1'], own: position },
  })
})
