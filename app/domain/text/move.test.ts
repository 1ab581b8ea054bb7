import { describe, expect, test } from 'vitest'
import { rollingText } from '#tests/builders/rolling.ts'
import {
  arranged,
  arrivalsIn,
  familyOf,
  isMovable,
  isThere,
  namedPlace,
  placesFor,
  stepsOf,
  withMoved,
} from './move.ts'
import { labelsOf } from '../numbering/numbering.ts'
import type { View } from '../basics/rolling.ts'
import { projectText } from './view.ts'

const clean: View = { kind: 'clean' }
const resolution = (...lines: string[]) => rollingText(['F#f: RESOLVES:', ...lines].join('\n'))
const ids = (paragraphs: readonly { id: string }[]) => paragraphs.map(({ id }) => id).join(' ')

describe('a paragraph moves', () => {
  test.each<[string, string[], string]>([
    ['behind another', ['>MEX=C OP#A 1: a', 'OP#B 2: b', 'OP#C 3: c', 'OP#D 4: d'], 'f B C A D'],
    ['forward', ['OP#A 1: a', 'OP#B 2: b', '>MEX=A OP#C 3: c'], 'f A C B'],
    ['to the start of the text', ['OP#A 1: a', '>MEX= OP#B 2: b'], 'B f A'],
    ['first under a fixed line', ['OP#A 1: a', '>MEX=f OP#B 2: b'], 'f B A'],
    ['with what belongs to it', ['>MEX=B OP#A 1: a', 'a#x a: x', 'i#y i: y', 'OP#B 2: b'], 'f B A x y'],
    [
      'behind what belongs to the other',
      ['>MEX=B OP#A 1: a', 'OP#B 2: b', 'a#x a: x', 'OP#C 3: c'],
      'f B x A C',
    ],
    [
      'as a subparagraph first of another owner',
      ['OP#A 1: a', '>MEX=B a#x a: x', 'OP#B 2: b', 'a#y a: y'],
      'f A B x y',
    ],
    ['nowhere, when the place is within it', ['>MEX=x OP#A 1: a', 'a#x a: x', 'OP#B 2: b'], 'f A x B'],
    ['nowhere, when the place is unknown', ['>MEX=none OP#A 1: a', 'OP#B 2: b'], 'f A B'],
    ['nowhere, when it stands there', ['OP#A 1: a', '>MEX=A OP#B 2: b'], 'f A B'],
    [
      'to where the later of two would have it',
      ['>CAN#1=B >MEX#2=C OP#A 1: a', 'OP#B 2: b', 'OP#C 3: c'],
      'f B C A',
    ],
    ['in a ring, one after another', ['>MEX=B OP#A 1: a', '>CAN=A OP#B 2: b', 'OP#C 3: c'], 'f A B C'],
    ['in a ring of three', ['>MEX=B OP#A 1: a', '>CAN=C OP#B 2: b', '>BRA=A OP#C 3: c'], 'f A C B'],
  ])('%s', (_, lines, order) => expect(ids(arranged(resolution(...lines), clean).paragraphs)).toBe(order))

  test.each<[string, View, string]>([
    ['not in the rolling text', { kind: 'rolling' }, 'f A B C'],
    ['not in the base text', { kind: 'base' }, 'f A B C'],
    ['in the clean text', clean, 'f B A C'],
    ['for its own delegation', { kind: 'only', delegations: ['MEX'] }, 'f B A C'],
    ['not for another one', { kind: 'only', delegations: ['CAN'] }, 'f A B C'],
  ])('%s', (_, view, order) =>
    expect(ids(projectText(resolution('>MEX=B OP#A 1: a', 'OP#B 2: b', 'OP#C 3: c'), view))).toBe(order),
  )

  test('with the edits that others propose inside', () => {
    const text = resolution('>MEX=B OP#A 1: To {-CAN:urge-}{+CAN:ask+} all', 'OP#B 2: To rest')
    expect(projectText(text, clean).map((each) => each.text)).toEqual(['RESOLVES:', 'To rest', 'To ask all'])
    expect(projectText(text, { kind: 'only', delegations: ['MEX'] })[2]?.text).toBe('To urge all')
  })
  test('without taking its number away, or anybody’s', () => {
    const text = resolution('>MEX=C OP#A 1: a', 'OP#B 2: b', 'OP#C 3: c')
    const labels = labelsOf(text.paragraphs)
    expect(projectText(text, clean).map(({ id, number }) => `${labels[id]} ${number}`.trim())).toEqual([
      'null',
      'OP 2 2',
      'OP 3 3',
      'OP 1 1',
    ])
  })
})

describe('what belongs to a paragraph', () => {
  const { paragraphs } = resolution(
    'OP#A 1: a',
    'a#x a: x',
    'i#y i: y',
    'a#z b: z',
    'H#h I: Part',
    'OP#B 2: b',
  )
  test.each([
    ['A', 'A x y z'],
    ['x', 'x y'],
    ['z', 'z'],
    ['h', 'h'],
    ['f', 'f'],
    ['none', ''],
  ])('%s: %s', (id, family) => expect(familyOf(paragraphs, id).join(' ')).toBe(family))
})

describe('a step', () => {
  const after = (step: 'up' | 'down', id: string, ...lines: string[]) => {
    const { paragraphs } = resolution(...lines)
    const place = stepsOf(paragraphs, id)[step]
    return place && `${place.after}: ${ids(withMoved(paragraphs, id, place.after))}`
  }
  const two = ['OP#A 1: a', 'a#x a: x', 'i#y i: y', 'OP#B 2: b', 'a#z a: z', 'OP#C 3: c']
  test.each<['up' | 'down', string, string[], string | null]>([
    ['down', 'A', two, 'B: f B z A x y C'],
    ['up', 'B', two, 'f: f B z A x y C'],
    ['up', 'C', two, 'A: f A x y C B z'],
    ['down', 'B', two, 'C: f A x y C B z'],
    ['down', 'C', two, null],
    ['up', 'A', two, 'null: A x y f B z C'],
    ['up', 'f', two, null],
    ['down', 'f', two, 'A: A x y f B z C'],
    ['down', 'x', two, 'B: f A B x y z C'],
    ['up', 'z', two, 'x: f A x y z B C'],
    ['up', 'x', two, 'f: f x y A B z C'],
    ['up', 'y', two, 'A: f A y x B z C'],
    ['up', 'z', ['OP#A 1: a', 'a#x a: x', 'i#y i: y', 'a#z b: z'], 'A: f A z x y'],
    ['down', 'x', ['OP#A 1: a', 'a#x a: x', 'i#y i: y', 'a#z b: z'], 'z: f A z x y'],
    ['up', 'B', ['OP#A 1: a', 'H#h: Part', 'OP#B 2: b'], 'A: f A B h'],
    ['up', 'B', ['H#h: Part', 'a#x a: x', 'OP#B 2: b'], 'h: f h B x'],
    ['up', 'C', ['H#h: Part', 'a#x a: x', 'OP#B 2: b', 'OP#C 3: c'], 'x: f h x C B'],
    ['down', 'none', two, null],
  ])('%s from %s', (step, id, lines, said) => expect(after(step, id, ...lines)).toBe(said))
})

describe('the line at the new place', () => {
  const arrivals = (...lines: string[]) =>
    [...arrivalsIn(resolution(...lines))]
      .map(
        ([place, all]) =>
          `${place}: ${all.map(({ move, paragraph }) => `${move.delegation} ${paragraph}`).join(', ')}`,
      )
      .join('; ')
  test.each<[string, string[], string]>([
    ['stands behind the other', ['>MEX=B OP#A 1: a', 'OP#B 2: b'], 'B: MEX A'],
    ['stands behind what belongs to the other', ['>MEX=B OP#A 1: a', 'OP#B 2: b', 'a#x a: x'], 'x: MEX A'],
    ['stands at the start', ['OP#A 1: a', '>MEX= OP#B 2: b'], 'null: MEX B'],
    [
      'has two, where two would come',
      ['>MEX=C OP#A 1: a', '>CAN=C OP#B 2: b', 'OP#C 3: c'],
      'C: MEX A, CAN B',
    ],
    [
      'stands at both places of two',
      ['>MEX=B >CAN=C OP#A 1: a', 'OP#B 2: b', 'OP#C 3: c'],
      'C: CAN A; B: MEX A',
    ],
    ['is not there, when nothing would move', ['OP#A 1: a', '>MEX=A OP#B 2: b'], ''],
  ])('%s', (_, lines, said) => expect(arrivals(...lines)).toBe(said))
})

describe('where a paragraph fits', () => {
  const { paragraphs } = rollingText(`
    F#ga: THE GENERAL ASSEMBLY,
    PP#P 1: RECALLING
    PP#Q 2: NOTING
    F#f: RESOLVES:
    H#h I: Part
    OP#A 1: a
    a#x a: x
    a#y b: y
    +CAN#CAN:n OP: n
    OP#B 2: b
    H#k II: Rest
    OP#C 3: c`)
  test.each([
    ['a preambular one, in the preamble', 'Q', 'ga'],
    ['an operative one, beside its like in every section', 'A', 'B,k,C'],
    ['a subparagraph, beside its like', 'x', 'y'],
    ['a heading, beside the next one', 'h', 'B,k'],
    ['one that is not there, nowhere', 'none', ''],
  ])('%s', (_, id, places) => expect(placesFor(paragraphs, id).join()).toBe(places))
})

describe('the place of a move is called', () => {
  const text = rollingText(`
    F#f: RESOLVES:
    OP#A 1: a
    a#x a: x
    H#h I: Part of the whole
    OP#B 2: b
    T#t: Words without any number, and many more of them`)
  const labels = labelsOf(text.paragraphs)
  test.each<[string, string, string | null, string]>([
    ['by the number', 'B', 'A', 'after OP 1'],
    ['first, at the start', 'B', null, 'first '],
    ['first under a heading', 'A', 'h', 'first “Part of the whole”'],
    ['first under a fixed line', 'B', 'f', 'first “RESOLVES:”'],
    ['first of its owner', 'x', 'B', 'first OP 2'],
    ['by words, where there is no number', 'B', 't', 'after “Words without any number, and ma…”'],
  ])('%s', (_, id, after, said) => {
    const { kind, name } = namedPlace(text, labels, id, after)
    expect(`${kind} ${name}`).toBe(said)
  })
})

test.each([
  ['an open paragraph may move', 'OP#A 1: a', true],
  ['one that is agreed may not', 'OP#A 1 (agreed 2024-01-01): a', false],
  ['a fixed line may not', 'F#A: RESOLVES:', false],
  ['one that is itself proposed may not', '+MEX#A OP: a', false],
])('%s', (_, line, may) => expect(isMovable(rollingText(line).paragraphs[0]!)).toBe(may))

test('a paragraph stands behind the one before it', () => {
  const { paragraphs } = resolution('OP#A 1: a', 'a#x a: x', 'OP#B 2: b')
  expect([isThere(paragraphs, 'B', 'A'), isThere(paragraphs, 'B', null)]).toEqual([true, false])
})
