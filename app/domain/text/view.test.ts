import { describe, expect, it } from 'vitest'
import { paragraph, rolling, rollingText } from '#tests/builders/rolling.ts'
import { charAt, offsetOf } from '../basics/character.ts'
import { countBrackets } from '../brackets/bracket.ts'
import { bracketsOf, isShown, projectText, runsOf, textOf } from './view.ts'
import type { View } from '../basics/rolling.ts'

const rollingView: View = { kind: 'rolling' }
const base: View = { kind: 'base' }
const clean: View = { kind: 'clean' }
const only = (...delegations: string[]): View => ({ kind: 'only', delegations })

describe('textOf', () => {
  const amended = 'To urge {+MEX:safe +}{-CAN:and -}passage'
  const nested = 'To {+MEX:urge {+CAN:all +}its +}members'
  it.each<[string, string, View, string]>([
    ['rolling has every character', amended, rollingView, 'To urge safe and passage'],
    ['base has no insertion and no strike', amended, base, 'To urge and passage'],
    ['clean carries all of them out', amended, clean, 'To urge safe passage'],
    ['only Mexico inserts', amended, only('MEX'), 'To urge safe and passage'],
    ['only Canada strikes', amended, only('CAN'), 'To urge passage'],
    ['both do both', amended, only('CAN', 'MEX'), 'To urge safe passage'],
    ['a stranger changes nothing', amended, only('BRA'), 'To urge and passage'],
    ['nobody chosen reads as the base', amended, only(), 'To urge and passage'],
    ['a nested insertion needs the one around it', nested, only('CAN'), 'To members'],
    ['the outer one stands without the nested one', nested, only('MEX'), 'To urge its members'],
    ['a nested one stands in its frame', nested, only('MEX', 'CAN'), 'To urge all its members'],
    ['two strikes of the same words take them once', '{-CAN,MEX:old -}text', clean, 'text'],
    ['one of two strikes is enough', '{-CAN,MEX:old -}text', only('MEX'), 'text'],
    ['a struck insertion is out', 'a{+MEX:b{-CAN:c-}+}', clean, 'ab'],
    ['an insertion struck by a third stays for its author', 'a{+MEX:{-CAN:b-}+}', only('MEX'), 'ab'],
    ['brackets stay', 'To [urge] {+MEX:[all]+}', clean, 'To [urge] [all]'],
    ['a tracked break stays a character', 'one{+MEX:¶+}two', clean, 'one\u2029two'],
  ])('%s', (_, notation, view, expected) => expect(textOf(paragraph(notation), view)).toBe(expected))
})

describe('isShown', () => {
  const [proposed, removed, both] = rolling`
    +MEX OP: To add
    -CAN OP: To go
    +MEX -CAN OP: To come and go
  `.paragraphs
  it.each([
    ['a proposed paragraph', proposed!, { rolling: 1, base: 0, clean: 1, mexico: 1, canada: 0 }],
    ['one that should go', removed!, { rolling: 1, base: 1, clean: 0, mexico: 1, canada: 0 }],
    ['one that came and should go', both!, { rolling: 1, base: 0, clean: 0, mexico: 1, canada: 0 }],
  ])('%s', (_, given, expected) => {
    const views = { rolling: rollingView, base, clean, mexico: only('MEX'), canada: only('CAN') }
    const shown = Object.entries(views).map(([name, view]) => [name, Number(isShown(given, view))])
    expect(Object.fromEntries(shown)).toEqual(expected)
    for (const view of Object.values(views))
      if (!isShown(given, view)) expect(runsOf(given, view)).toEqual([])
  })

  it("has a proposed paragraph's words whether or not its runs repeat the proposal", () => {
    const attribution = proposed!.proposed!
    const repeating = {
      ...proposed!,
      runs: proposed!.runs.map((run) => ({ ...run, insertions: [attribution] })),
    }
    for (const view of [clean, only('MEX')]) expect(textOf(repeating, view)).toBe(textOf(proposed!, view))
    expect(textOf(proposed!, clean)).toBe('To add')
  })
})

describe('projectText', () => {
  const text = rolling`
    OP 1: To urge{+MEX:. ¶To invite+} all.
    -CAN OP 2: To go.
    ^USA OP 3: And to stay.
    +MEX OP: To add.
  `
  const parts = (view: View) => projectText(text, view).map(({ key, text: words }) => `${key}: ${words}`)

  it.each<[string, View, string[]]>([
    [
      'rolling leaves all in their places',
      rollingView,
      ['p1: To urge. \u2029To invite all.', 'p2: To go.', 'p3: And to stay.', 'MEX:new4: To add.'],
    ],
    ['base has neither break nor join', base, ['p1: To urge all.', 'p2: To go.', 'p3: And to stay.']],
    [
      'clean splits, removes, joins and adds',
      clean,
      ['p1: To urge. ', 'p1/1: To invite all.And to stay.', 'MEX:new4: To add.'],
    ],
    [
      'only Mexico splits and adds',
      only('MEX'),
      ['p1: To urge. ', 'p1/1: To invite all.', 'p2: To go.', 'p3: And to stay.', 'MEX:new4: To add.'],
    ],
    ['only the United States joins', only('USA'), ['p1: To urge all.', 'p2: To go.And to stay.']],
  ])('%s', (_, view, expected) => expect(parts(view)).toEqual(expected))

  it('keeps the number with the first part and names what was joined', () => {
    expect(
      projectText(text, clean).map(({ id, part, number, joined }) => [id, part, number, joined]),
    ).toEqual([
      ['p1', 0, '1', []],
      ['p1', 1, null, ['p3']],
      ['MEX:new4', 0, null, []],
    ])
  })

  it('does not join the first paragraph to anything', () => {
    const first = rolling`^USA OP: Alone.`
    expect(projectText(first, clean).map((each) => each.text)).toEqual(['Alone.'])
  })
})

describe('bracketsOf', () => {
  const text = rollingText('OP: To [urge] {+MEX:[all]+}\nOP: [sic] [x]', ['1:3'])
  it.each<[View, Record<string, number>]>([
    [rollingView, { p1: 1, p2: 1 }],
    [base, { p2: 1 }],
  ])('leaves out what users marked as literal in $kind', (view, pairs) =>
    expect(countBrackets(bracketsOf(text, view)).pairs).toEqual(pairs),
  )
})

describe('characters', () => {
  const { runs } = paragraph('ab{+MEX:cd+}ef', {}, 7)
  it.each([0, 1, 2, 3, 4, 5])('%i is found again by its identity', (offset) => {
    expect(charAt(runs, offset)).toBe(`7:${offset}`)
    expect(offsetOf(runs, `7:${offset}`)).toBe(offset)
  })
  it('knows no character beyond the text', () => {
    expect(charAt(runs, 6)).toBeNull()
    expect(offsetOf(runs, '7:6')).toBeNull()
    expect(offsetOf(runs, '70:1')).toBeNull()
  })
})
