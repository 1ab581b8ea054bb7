import { describe, expect, it } from 'vitest'
import { rollingText } from '#tests/builders/rolling.ts'
import { labelsOf } from '../numbering/numbering.ts'
import { hasText, mayAgree, whatIsMissing, type MissingPoint } from './readiness.ts'

const read = (notation: string) => rollingText(notation.replaceAll(' | ', '\n'))

const say = (point: MissingPoint): string => {
  const where = `${point.label}: `
  switch (point.kind) {
    case 'bracket':
      return `${where}${point.excerpt} @${point.offset}`
    case 'stray':
      return `${where}stray ${point.char} @${point.offset}`
    case 'proposal':
      return `${where}${point.delegation} ${point.proposals.join(' ')}`
    case 'not-agreed':
      return `${where}${point.status}`
  }
}

describe('whatIsMissing', () => {
  it.each<[string, string, string[]]>([
    ['nothing in an agreed text', 'F: THE ASSEMBLY, | PP (agreed): A | F: RESOLVES: | OP (agreed): B', []],
    ['nothing of what frames it', 'O: CONSIDERING: | PP (agreed): That', []],
    ['a paragraph that is open', 'OP 1: A', ['OP 1: open']],
    ['one agreed ad referendum only', 'OP 1 (ad-referendum): A', ['OP 1: ad-referendum']],
    ['a heading without agreement', 'H I: Title', ['§ I: open']],
    ['each bracket', 'OP 1 (agreed): [a] and [b [c]]', ['OP 1: [a] @0', 'OP 1: [b [c]] @8', 'OP 1: [c] @11']],
    ['no citation', 'OP 1 (agreed): treaties [AG/RES. 102 (III-O/73)]', []],
    ['a bracket where it opens', 'OP 1 (agreed): [a | OP 2 (agreed): b]', ['OP 1: [a @0']],
    ['a bracket in a formula too', 'F: [RESOLVES:]', [': [RESOLVES:] @0']],
    ['strays', 'OP 1 (agreed): a] b | OP 2 (agreed): [c', ['OP 1: stray ] @1', 'OP 2: stray [ @0']],
    [
      'proposals before the rest',
      'OP 1: To {-CAN:urge-}{+CAN:invite+} [all]',
      ['OP 1: CAN CAN:1 CAN:2', 'OP 1: [all] @8', 'OP 1: open'],
    ],
    ['a proposed paragraph once', 'OP 1 (agreed): A | +MEX OP: [B]', ['OP 1 bis: MEX MEX:new2']],
    [
      'removals and joins',
      '-CAN OP 1 (agreed): A | ^USA OP 2 (agreed): B',
      ['OP 1: CAN CAN:out1', 'OP 2: USA USA:join2'],
    ],
    ['brackets of the base text, not those proposed', 'OP 1 (agreed): a {+MEX:[b]+}', ['OP 1: MEX MEX:1']],
  ])('names %s', (_, notation, expected) => {
    const text = read(notation)
    expect(whatIsMissing(text, labelsOf(text.paragraphs)).map(say)).toEqual(expected)
  })

  it('leaves out the brackets that a user has marked', () => {
    const text = rollingText('OP 1 (agreed): a [b] c', ['1:2'])
    expect(whatIsMissing(text, {})).toEqual([])
  })

  it('shortens a long bracket', () => {
    const text = rollingText(`OP 1 (agreed): [${'word '.repeat(40)}]`)
    expect(whatIsMissing(text, { p1: 'OP 1' })).toMatchObject([
      { kind: 'bracket', excerpt: `[${'word '.repeat(11)}wor…` },
    ])
  })
})

describe('hasText', () => {
  it.each([
    ['', false],
    ['H: Title | F: RESOLVES:', false],
    ['+MEX OP: A', false],
    ['OP: A', true],
    ['PP: A', true],
  ])('of "%s" is %s', (notation, expected) => expect(hasText(read(notation))).toBe(expected))
})

describe('mayAgree', () => {
  it.each([
    ['a settled paragraph', 'OP#a: A', 'agreed', false, 'yes'],
    ['one with proposals', 'OP#a: A{+MEX: b+}', 'agreed', false, 'proposals-pending 1'],
    ['one with proposals, ad referendum', 'OP#a: A{+MEX: b+}', 'ad-referendum', false, 'proposals-pending 1'],
    ['one with proposals that are declined with it', 'OP#a: A{+MEX: b+}', 'agreed', true, 'yes'],
    ['one with brackets', 'OP#a: [A]', 'agreed', false, 'brackets-pending 1'],
    ['one with brackets, whatever is declined', 'OP#a: [A]{+MEX: b+}', 'agreed', true, 'brackets-pending 1'],
    ['one with brackets, ad referendum', 'OP#a: [A]', 'ad-referendum', false, 'yes'],
    ['one with a citation', 'OP#a: A [sic]', 'agreed', false, 'yes'],
    ['one with a stray', 'OP#a: A]', 'agreed', false, 'brackets-pending 1'],
    ['one in which a bracket closes', 'OP: [x | OP#a: A]', 'agreed', false, 'brackets-pending 1'],
    ['one inside a bracket', 'OP: [x | OP#a: A | OP: y]', 'agreed', false, 'brackets-pending 1'],
    ['one after a bracket', 'OP: [x] | OP#a: A', 'agreed', false, 'yes'],
    ['one that does not exist', 'OP: A', 'agreed', false, 'no-such-paragraph -'],
  ] as const)('%s', (_, notation, status, declineRemaining, expected) => {
    const result = mayAgree(read(notation), 'a', { status, declineRemaining })
    const said = result.ok
      ? 'yes'
      : `${result.refusal.kind} ${'count' in result.refusal ? result.refusal.count : '-'}`
    expect(said).toBe(expected)
  })

  it('does not agree to a paragraph that is only proposed', () => {
    const text = read('+MEX#9 OP: A')
    expect(mayAgree(text, 'MEX:9', { status: 'agreed', declineRemaining: true }).ok).toBe(false)
  })
})
