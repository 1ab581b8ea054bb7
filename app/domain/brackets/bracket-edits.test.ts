import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBrackets } from './bracket.ts'
import {
  afterEdits,
  bracketingPassage,
  mergingAlternatives,
  picking,
  type BracketEdits,
} from './bracket-edits.ts'

const lines = (text: string) => text.split('\n').map((text, at) => ({ id: `p${at}`, text }))
const said = (text: string, edits: BracketEdits | null) =>
  edits
    ? afterEdits(lines(text), edits)
        .map((paragraph) => paragraph.text)
        .join('\n')
    : null
const treeOf = (text: string) => parseBrackets(lines(text))
const pickingAlternative = (...given: Parameters<typeof picking>) => picking(...given)?.edits ?? null
const pick = (text: string, at: number) => said(text, pickingAlternative(lines(text), treeOf(text), at))
const merge = (text: string, at = 0) => said(text, mergingAlternatives(lines(text), treeOf(text), at))

describe('picking an alternative', () => {
  test.each<[string, string, number, string | null]>([
    ['keeps its words', 'To [aid][help][other] all', 1, 'To help all'],
    ['keeps the first', 'To [aid][help] all', 0, 'To aid all'],
    ['takes the names out', 'To [MEXICO: aid][CANADA: help] all', 1, 'To help all'],
    ['takes what parts them out', 'To [aid] / [help] all', 1, 'To help all'],
    ['keeps brackets within', 'To [aid [all]][help] us', 0, 'To aid [all] us'],
    ['leaves other groups', '[a][b] and [c][d]', 3, '[a][b] and d'],
    ['needs others beside it', 'To [aid] all [help]', 0, null],
    ['needs them in one paragraph', 'To [aid\nus][help] all', 0, null],
  ])('%s', (_, text, at, after) => expect(pick(text, at)).toBe(after))
})

describe('picking a choice of one bracket', () => {
  const choose = (text: string, at: number, choice: number) =>
    said(text, pickingAlternative(lines(text), treeOf(text), at, choice))
  test.each<[string, string, number, number, string | null]>([
    ['keeps the first', 'States [shall/should] act', 0, 0, 'States shall act'],
    ['keeps another', 'States [shall/should/may] act', 0, 2, 'States may act'],
    ['leaves blanks around the slash out', 'To [aid / give help] all', 0, 1, 'To give help all'],
    ['takes the names out', 'States [MEXICO: shall/should] act', 0, 1, 'States should act'],
    ['takes out what stands beside it', 'States [shall/should][may] act', 0, 1, 'States should act'],
    ['leaves the bracket around it', 'To [aid [all/some] of them]', 1, 0, 'To [aid all of them]'],
    ['knows no choice that is not there', 'States [shall/should] act', 0, 2, null],
    ['knows none between two forms of a word', 'the member[/s]', 0, 0, null],
    ['knows none in a word with an ending', 'the [member/s] of', 0, 0, null],
    ['knows none in “and/or”', 'aid [and/or] help', 0, 0, null],
    ['knows none across brackets', 'To [aid [all]/help]', 0, 0, null],
  ])('%s', (_, text, at, choice, after) => expect(choose(text, at, choice)).toBe(after))
  test('keeps short words apart from endings', () =>
    expect(
      treeOf('[the/a] [is/are] [within/in] [niño/a] [States/s]').brackets.map((each) => each.choices),
    ).toEqual([['the', 'a'], ['is', 'are'], ['within', 'in'], [], []]))
})

describe('what picking leaves out', () => {
  test.each<[string, string, number, number | null, string, string[]]>([
    ['is every other alternative', 'To [aid][MEXICO: help][other] all', 0, null, 'aid', ['help', 'other']],
    ['is every other choice', 'To [aid / give help] all', 0, 1, 'give help', ['aid']],
    ['is both together', 'To [aid/help][save] all', 0, 0, 'aid', ['help', 'save']],
    ['has its brackets within', 'To [aid][help [all]] us', 0, null, 'aid', ['help [all]']],
  ])('%s', (_, text, at, choice, kept, left) => {
    const words = (passage?: { from: number; to: number }) => text.slice(passage?.from, passage?.to)
    const picked = picking(lines(text), treeOf(text), at, choice)
    expect([words(picked?.kept), picked?.left.map(words)]).toEqual([kept, left])
  })
})

describe('merging alternatives', () => {
  test.each<[string, string, string | null]>([
    ['writes equal ones once', 'To [MEXICO: aid][CANADA: aid] all', 'To [MEXICO, CANADA: aid] all'],
    ['names whoever says the same', 'To [aid][CANADA: aid] all', 'To [CANADA: aid] all'],
    ['leaves the others', 'To [MEXICO: aid][help][CANADA: aid] all', 'To [MEXICO, CANADA: aid][help] all'],
    ['sees no difference in blanks', '[aid ][aid]', '[aid ]'],
    ['does not name twice', '[MEXICO: aid][MEXICO: aid]', '[MEXICO: aid]'],
    ['needs equal ones', '[aid][help]', null],
  ])('%s', (_, text, after) => expect(merge(text)).toBe(after))
})

describe('bracketing a passage', () => {
  const bracket = (text: string, from: string, to: string) => {
    const place = (words: string, end: boolean) => {
      const paragraph = lines(text).find((each) => each.text.includes(words))!
      const offset = paragraph.text.indexOf(words) + (end ? words.length - 1 : 0)
      return { paragraph: paragraph.id, offset }
    }
    return said(text, bracketingPassage(lines(text), [place(from, false), place(to, true)], '['))
  }
  test.each<[string, string, string, string, string]>([
    ['in one paragraph', 'To aid all', 'aid', 'aid', 'To [aid] all'],
    ['over two', 'To aid\nthem all', 'aid', 'them', 'To [aid\nthem] all'],
    ['widened over a pair', 'To [aid all] of us', 'all', 'of', 'To [[aid all] of] us'],
    ['widened over a pair of two paragraphs', 'a [b\nc] d\ne f', 'd', 'e', 'a [b\nc] [d\ne] f'],
    ['widened into the paragraph before', 'a [b\nc] d\ne f', 'c', 'e', 'a [[b\nc] d\ne] f'],
  ])('%s', (_, text, from, to, after) => expect(bracket(text, from, to)).toBe(after))
})

const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '[', ']', '/', 'M: '), maxLength: 24 })
const text = fc.array(words, { minLength: 1, maxLength: 3 }).map((each) => each.join('\n'))

describe('an operation on brackets', () => {
  test('takes out what it says and nothing else', () =>
    fc.assert(
      fc.property(text, fc.nat(6), (text, at) => {
        for (const work of [pickingAlternative, mergingAlternatives]) {
          const edits = work(lines(text), treeOf(text), at)
          if (!edits) continue
          const cut = edits.cuts.reduce((sum, { from, to }) => sum + to - from, 0)
          const put = edits.inserts.reduce((sum, insert) => sum + insert.text.length, 0)
          expect(said(text, edits)).toHaveLength(text.length - cut + put)
          if (work === pickingAlternative) expect(isWithin(said(text, edits)!, text)).toBe(true)
        }
      }),
    ))
  test('merging loses no word: what is cut still stands', () =>
    fc.assert(
      fc.property(text, fc.nat(6), (text, at) => {
        const after = merge(text, at)
        if (after === null) return
        const wordsIn = (given: string) => new Set(given.split(/[^ab]+/))
        expect([...wordsIn(text)].every((word) => wordsIn(after).has(word))).toBe(true)
      }),
    ))
  test('bracketing adds one pair, which nests, and nothing else', () =>
    fc.assert(
      fc.property(text, fc.nat(60), fc.nat(60), (text, a, b) => {
        const places = lines(text).flatMap(({ id, text }) =>
          Array.from(text, (_, offset) => ({ paragraph: id, offset })),
        )
        if (places.length === 0) return
        const ends = [a % places.length, b % places.length].sort((x, y) => x - y)
        const edits = bracketingPassage(lines(text), [places[ends[0]!]!, places[ends[1]!]!], '[')
        const after = said(text, edits)!
        expect(after).toHaveLength(text.length + 2)
        expect(isWithin(text, after)).toBe(true)
        // A stray within finds a partner in the new pair.
        if (treeOf(text).strays.length === 0)
          expect(treeOf(after).brackets).toHaveLength(treeOf(text).brackets.length + 1)
      }),
    ))
})

/** Whether all characters of `part` stand in `whole` in their order. */
function isWithin(part: string, whole: string): boolean {
  let at = 0
  for (const char of whole) if (char === part[at]) at++
  return at === part.length
}
