import { describe, expect, test } from 'vitest'
import { rollingText } from '#tests/builders/rolling.ts'
import { bracketedText, type BracketSaying } from './bracketed.ts'
import { countBrackets } from '../brackets/bracket.ts'
import { bracketsOf, textOf } from './view.ts'

const names: Record<string, string> = { MEX: 'MEXICO', CAN: 'CANADA', JAM: 'JAMAICA' }
const saying: BracketSaying = {
  nameOf: (code) => names[code] ?? code,
  labels: { p1: 'OP 1', p2: 'OP 2', p3: 'OP 3' },
  move: ({ kind, name }, hasFamily) => `${kind} ${name || 'of all'}${hasFamily ? ' with its own' : ''}`,
  join: (to) => `join to ${to}`,
}
const written = (line: string) => {
  const { paragraphs } = bracketedText(rollingText(line), saying)
  return paragraphs.map((paragraph) => textOf(paragraph, { kind: 'base' })).join('\n')
}

describe('the text with proposals as alternatives', () => {
  test.each<[string, string, string]>([
    ['leaves what nobody touches as it is', 'OP: To urge [all] states', 'To urge [all] states'],
    ['brackets words in', 'OP: To {+MEX:strongly +}urge', 'To [MEXICO: strongly] urge'],
    ['keeps blanks outside', 'OP: To{+MEX: strongly+} urge', 'To [MEXICO: strongly] urge'],
    ['brackets words out', 'OP: To {-MEX:strongly -}urge', 'To [strongly][MEXICO: —] urge'],
    [
      'puts a replacement beside what it replaces',
      'OP: To {-MEX:facilitate-}{+MEX:expand+} pathways',
      'To [facilitate][MEXICO: expand] pathways',
    ],
    [
      'puts it so also where it stands before',
      'OP: To {+MEX:expand+}{-MEX:facilitate-} pathways',
      'To [MEXICO: expand][facilitate] pathways',
    ],
    [
      'names the other one who only strikes',
      'OP: To {-MEX,JAM:facilitate-}{+MEX:expand+} pathways',
      'To [facilitate][JAMAICA: —][MEXICO: expand] pathways',
    ],
    [
      'has two replacements of the same words as alternatives',
      'OP: To {-CAN,MEX:urge-}{+MEX:invite+}{+CAN:call upon+} states',
      'To [urge][MEXICO: invite][CANADA: call upon] states',
    ],
    [
      'nests what is proposed within a proposal',
      'OP: To {+MEX:urge {+CAN:all +}its +}members',
      'To [MEXICO: urge [CANADA: all] its] members',
    ],
    [
      'brackets words struck within a proposal',
      'OP: To {+MEX:urge {-CAN:all -}its+} members',
      'To [MEXICO: urge [all][CANADA: —] its] members',
    ],
    ['brackets a proposed paragraph as a whole', '+MEX OP: To add', '[MEXICO: To add]'],
    ['brackets one that is to go', '-CAN OP: To go', '[To go][CANADA: —]'],
    ['writes a break as its sign', 'OP: one{+MEX:.¶To+} two', 'one[MEXICO: .¶To] two'],
    ['leaves blanks alone', 'OP: To{+MEX: +} urge', 'To  urge'],
    [
      'leaves a paragraph that would go elsewhere in its place, and says where',
      '>MEX=p2 OP: To urge\nOP: To invite',
      '[To urge][MEXICO: after OP 2]\nTo invite',
    ],
    [
      'says once what several want',
      '>MEX=p2 >CAN=p2 >JAM= OP: To urge\nOP: To invite',
      '[To urge][MEXICO, CANADA: after OP 2][JAMAICA: first of all]\nTo invite',
    ],
    [
      'says that subparagraphs go along',
      '>MEX=p3 OP: To urge:\na: all\nOP: To invite',
      '[To urge:][MEXICO: after OP 3 with its own]\nall\nTo invite',
    ],
    [
      'puts it beside who would have it out',
      '-CAN >MEX=p2 OP: To {+JAM:strongly +}urge\nOP: To invite',
      '[To [JAMAICA: strongly] urge][CANADA: —][MEXICO: after OP 2]\nTo invite',
    ],
    [
      'says who would join it',
      'OP: To urge\n^MEX OP: and invite',
      'To urge\n[MEXICO: join to OP 1] and invite',
    ],
  ])('%s', (_, line, expected) => expect(written(line)).toBe(expected))

  test('balances, and keeps brackets that are no alternatives literal', () => {
    const text = rollingText('OP: See {-MEX:[AG/RES. 1]-}{+MEX:it+} [now]', ['1:4'])
    const bracketed = bracketedText(text, saying)
    const tree = bracketsOf(bracketed, { kind: 'base' })
    expect(tree.strays).toEqual([])
    expect(countBrackets(tree)).toMatchObject({ pairs: { p1: 3 } })
    expect(tree.brackets.filter(({ literal }) => literal)).toHaveLength(1)
  })
})
