import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paragraph, rollingText } from '#tests/builders/rolling.ts'
import {
  compareTexts,
  countChanges,
  longestIncreasing,
  type ComparedParagraph,
  type Side,
} from './compare.ts'
import { labelsOf } from '../numbering/numbering.ts'
import type { RollingText, View } from '../basics/rolling.ts'

const clean: View = { kind: 'clean' }
const sideOf = (text: RollingText): Side => ({ text, labels: labelsOf(text.paragraphs) })
const side = (notation: string): Side => sideOf(rollingText(notation.replaceAll(' | ', '\n')))

/** `a same`, `b changed moved`, with `OP 1 → OP 2` when labels differ and `open → agreed` for a status. */
const say = (each: ComparedParagraph): string =>
  [
    each.id,
    each.change,
    ...(each.moved ? ['moved'] : []),
    ...(each.labelBefore && each.labelAfter && each.labelBefore !== each.labelAfter
      ? [`${each.labelBefore} → ${each.labelAfter}`]
      : []),
    ...(each.statusBefore && each.statusAfter && each.statusBefore !== each.statusAfter
      ? [`${each.statusBefore} → ${each.statusAfter}`]
      : []),
  ].join(' ')

describe('compareTexts', () => {
  it.each([
    ['nothing', 'OP#a 1: A | OP#b 2: B', 'OP#a 1: A | OP#b 2: B', ['a same', 'b same']],
    ['a word', 'OP#a 1: To urge', 'OP#a 1: To invite', ['a changed']],
    [
      'a new paragraph',
      'OP#a 1: A | OP#b 2: B',
      'OP#a 1: A | OP#c: C | OP#b 2: B',
      ['a same', 'c added', 'b same'],
    ],
    [
      'a removed one in its place',
      'OP#a 1: A | OP#b 2: B | OP#c 3: C',
      'OP#a 1: A | OP#c 3: C',
      ['a same', 'b removed', 'c same'],
    ],
    ['a removed first one', 'OP#a 1: A | OP#b 2: B', 'OP#b 2: B', ['a removed', 'b same']],
    ['all new', '', 'OP#a 1: A', ['a added']],
    [
      'a move down',
      'OP#a 1: A | OP#b 2: B | OP#c 3: C',
      'OP#b 2: B | OP#c 3: C | OP#a 1: A',
      ['b same', 'c same', 'a same moved'],
    ],
    [
      'a move up with a change',
      'OP#a 1: A | OP#b 2: B | OP#c 3: C',
      'OP#c 3: CC | OP#a 1: A | OP#b 2: B',
      ['c changed moved', 'a same', 'b same'],
    ],
    [
      'a removal does not move what is around',
      'OP#a 1: A | OP#b 2: B | OP#c 3: C',
      'OP#b 2: B | OP#c 3: C',
      ['a removed', 'b same', 'c same'],
    ],
    ['a status', 'OP#a 1: A', 'OP#a 1 (agreed 2024-04-09): A', ['a same open → agreed']],
    ['a number', 'OP#a 1: A | OP#b 1 bis: B', 'OP#a 1: A | OP#b 2: B', ['a same', 'b same OP 1 bis → OP 2']],
    ['what is struck is gone in the clean text', 'OP#a 1: A{-MEX: b-}', 'OP#a 1: A', ['a same']],
    [
      'what is proposed to go is gone in the clean text',
      'OP#a 1: A | OP#b 2: B',
      'OP#a 1: A | -MEX OP#b 2: B',
      ['a same', 'b removed'],
    ],
  ])('shows %s', (_, before, after, expected) =>
    expect(compareTexts(side(before), side(after), clean).map(say)).toEqual(expected),
  )

  it.each<[View, string]>([
    [clean, 'To safe'],
    [{ kind: 'base' }, 'To urge'],
    [{ kind: 'only', delegations: ['CAN'] }, 'To'],
  ])('compares the texts in the view %o', (view, expected) => {
    const after = side('OP#a 1: To{-CAN: urge-}{+MEX: safe+}')
    expect(compareTexts(side(''), after, view)[0]!.pieces).toEqual([{ op: 'insert', text: expected }])
  })

  it('shows a tracked break as a sign', () => {
    const [compared] = compareTexts(side('OP#a 1: AB'), side('OP#a 1: A{+MEX:¶+}B'), clean)
    expect(compared!.pieces.map(({ text }) => text).join('')).toContain('¶')
  })

  it('has every paragraph of both sides once', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(12)), fc.uniqueArray(fc.nat(12)), (old, now) => {
        const text = (ids: number[]) =>
          sideOf(rollingText(ids.map((id) => `OP#q${id}: text ${id}`).join('\n')))
        const compared = compareTexts(text(old), text(now), clean)
        const ids = compared.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(new Set(ids)).toEqual(new Set([...old, ...now].map((id) => `q${id}`)))
        expect(ids.filter((id) => now.includes(Number(id.slice(1))))).toEqual(now.map((id) => `q${id}`))
        const settled = compared
          .filter(({ change, moved }) => change === 'same' && !moved)
          .map(({ id }) => Number(id.slice(1)))
        const places = settled.map((id) => old.indexOf(id))
        expect(places).toEqual([...places].sort((a, b) => a - b))
      }),
      { seed: 5, numRuns: 300 },
    ))
})

describe('countChanges', () => {
  it('counts each way of being different', () => {
    const compared = compareTexts(
      side('OP#a 1: A | OP#b 2: B | OP#c 3: C | OP#d 4: D'),
      side('OP#c 3 (agreed): CC | OP#a 1: A | OP#b 2: B | OP#e: E'),
      clean,
    )
    expect(countChanges(compared)).toEqual({ changed: 1, added: 1, removed: 1, moved: 1, status: 1 })
  })
})

describe('longestIncreasing', () => {
  it.each([
    [[], []],
    [
      [1, 2, 3],
      [0, 1, 2],
    ],
    [
      [2, 0, 1],
      [1, 2],
    ],
    [[3, 2, 1], [2]],
    [
      [0, 5, 1, 2, 6],
      [0, 2, 3, 4],
    ],
  ])('of %j stands at %j', (values, expected) => expect(longestIncreasing(values)).toEqual(expected))
})

const geneva = new URL('../../../../shared/texts/geneva-negotiating-text-2015-02-12.txt', import.meta.url)

describe('a long text', () => {
  it.skipIf(!existsSync(geneva))(
    '54,000 words with a change in each tenth line (skipped without the text)',
    () => {
      const lines = readFileSync(geneva, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
      const text = (change: (line: string, at: number) => string): Side => {
        const paragraphs = lines.map((line, at) =>
          paragraph('', {
            id: `q${at}`,
            runs: [{ text: change(line, at), first: `${at}:0`, insertions: [], strikes: [] }],
          }),
        )
        return { text: { paragraphs, literalBrackets: [] }, labels: {} }
      }
      const before = text((line) => line)
      const after = text((line, at) => (at % 10 === 0 ? line.replace(/\b(\w+) (\w+)/g, '$2 [$1]') : line))
      const compared = compareTexts(before, after, clean)
      expect(countChanges(compared).changed).toBeGreaterThan(400)
    },
  )
})
