import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bracketCharacters,
  countBrackets,
  isNegotiatedBracket,
  parseBrackets,
  stripBrackets,
  type Bracket,
  type BracketTree,
} from './bracket.ts'

/** Paragraphs are separated by a blank line and called a, b, c … */
const paragraphsOf = (text: string) =>
  text.split('\n\n').map((part, at) => ({ id: String.fromCharCode(97 + at), text: part }))
const treeOf = (text: string): BracketTree => parseBrackets(paragraphsOf(text))
const depthOf = (tree: BracketTree) => Math.max(0, ...tree.brackets.map(({ depth }) => depth))

function contentOf(text: string, { open, close }: Bracket): string {
  const paragraph = paragraphsOf(text).find(({ id }) => id === open.paragraph)!
  return open.paragraph === close.paragraph
    ? paragraph.text.slice(open.offset + 1, close.offset)
    : paragraph.text.slice(open.offset + 1)
}

const choicesOf = (text: string, tree: BracketTree): string[][] => [
  ...tree.alternatives.map((group) => group.map((index) => contentOf(text, tree.brackets[index]!))),
  ...tree.brackets.filter(({ choices }) => choices.length > 0).map(({ choices }) => [...choices]),
]

type Case = {
  id: string
  text: string
  pairs: number
  depth?: number
  strays?: string[]
  alternatives?: string[][]
  names?: string[][]
  actions?: (string | null)[]
  groups?: (string | null)[]
  placeholders?: string[]
  negotiated?: number
}

const cases: Case[] = [
  { id: 'simple', text: 'To [urge] member states.', pairs: 1, depth: 1 },
  {
    id: 'adjacent_alternatives',
    text: 'Parties [shall][should][may] report.',
    pairs: 3,
    depth: 1,
    alternatives: [['shall', 'should', 'may']],
  },
  {
    id: 'alternatives_with_space',
    text: 'The [first] [second] reading.',
    pairs: 2,
    depth: 1,
    alternatives: [['first', 'second']],
  },
  {
    id: 'slash_alternative',
    text: 'upon [accepting/ratifying] this text',
    pairs: 1,
    depth: 1,
    alternatives: [['accepting', 'ratifying']],
  },
  { id: 'nested', text: '[a [b [c [d [e]]]]]', pairs: 5, depth: 5 },
  { id: 'punctuation_inside', text: 'measures[, as appropriate,] and plans', pairs: 1, depth: 1 },
  {
    id: 'suffix_fragment',
    text: '[x] member[s] from each group',
    pairs: 2,
    depth: 1,
    alternatives: [],
    placeholders: ['x'],
  },
  { id: 'spans_paragraphs', text: '[Paragraph one.\n\nParagraph two.]', pairs: 1, depth: 1 },
  {
    id: 'spans_numbered_items',
    text: '3. [[Decides][Clarifies] that A;\n4. Decides that B;]',
    pairs: 3,
    depth: 2,
    alternatives: [['Decides', 'Clarifies']],
  },
  {
    id: 'bracketed_number',
    text: '[4][2]. Recognizes the point.',
    pairs: 2,
    alternatives: [['4', '2']],
  },
  { id: 'number_inside', text: '[9. Also decides to continue;]', pairs: 1 },
  { id: 'number_outside', text: '16.5 bis. [Be inscribed in an annex;]', pairs: 1 },
  {
    id: 'hierarchical_bis',
    text: '24 quater.2. [The secretariat shall also organize workshops.]',
    pairs: 1,
  },
  {
    id: 'heading_alternatives',
    text: 'II. [Further guidance] [Additional information]',
    pairs: 2,
    alternatives: [['Further guidance', 'Additional information']],
  },
  { id: 'placeholder_date', text: 'by [X date]', pairs: 1, placeholders: ['X date'] },
  {
    id: 'placeholder_other',
    text: '[contribution][commitment][other]',
    pairs: 3,
    alternatives: [['contribution', 'commitment', 'other']],
    placeholders: ['other'],
  },
  {
    id: 'placeholder_symbol',
    text: 'contained in [document symbol to be added]',
    pairs: 1,
    placeholders: ['document symbol to be added'],
  },
  { id: 'drafting_note_curly', text: 'Option 3: {No text required}', pairs: 0 },
  {
    id: 'option_inline',
    text: '[Option 1: {Placeholder for preamble}\n\nOption 2:\n\n[Text]]',
    pairs: 2,
    depth: 2,
    names: [],
  },
  { id: 'unbalanced_open', text: '[a [b] c', pairs: 1, depth: 1, strays: ['a0['] },
  { id: 'unbalanced_close', text: 'a] b', pairs: 0, strays: ['a1]'] },
  {
    id: 'citation_not_negotiation',
    text: 'resolution on treaties [AG/RES. 102 (III-O/73)]',
    pairs: 1,
    negotiated: 0,
  },
  {
    id: 'un_committee_line',
    text: '[without reference to a Main Committee (A/78/L.41)]',
    pairs: 1,
    negotiated: 0,
  },
  { id: 'editorial_sic', text: 'the accord [sic] was', pairs: 1, negotiated: 0 },
  { id: 'ellipsis_in_bracket', text: 'a term of [...] years', pairs: 1, negotiated: 0 },
  {
    id: 'attribution_colon',
    text: '[Alfa, Bravo: in accordance with national law]',
    pairs: 1,
    names: [['Alfa', 'Bravo']],
    actions: ['insert'],
  },
  {
    id: 'attribution_delete',
    text: '[Charlie: delete "regular"]',
    pairs: 1,
    names: [['Charlie']],
    actions: ['delete'],
  },
  {
    id: 'attribution_group',
    text: '[CARICOM: retain] [Delta on behalf of MERCOSUR: delete]',
    pairs: 2,
    alternatives: [],
    names: [['CARICOM'], ['Delta']],
    actions: ['retain', 'delete'],
    groups: [null, 'MERCOSUR'],
  },
  { id: 'attribution_footnote', text: 'freedoms [set forth in those instruments]1/', pairs: 1 },
  {
    id: 'status_suffix',
    text: 'the financing thereof; (AGREED UPON AD REFERENDUM, 11/29/12)',
    pairs: 0,
  },
  { id: 'zero_for_letter_o', text: 'AG/RES. 9002 (XCI-0/51)', pairs: 0 },
  {
    id: 'symbol_space_variants',
    text: 'AG/RES.2883 | AG/RES. 2883 | AG/doc.5557/16 | AG/doc. 5785/22 | rev.2 | rev. 2',
    pairs: 0,
  },
  // Cases of our own
  { id: 'ellipsis_character', text: 'a term of […] years', pairs: 1, negotiated: 0 },
  { id: 'citation_with_zero', text: '[AG/RES. 102 (III-0/73)]', pairs: 1, negotiated: 0 },
  {
    id: 'citation_inside_negotiated',
    text: '[recalling treaties [AG/RES. 102 (III-O/73)]]',
    pairs: 2,
    negotiated: 1,
  },
  { id: 'capitals_are_no_citation', text: 'accompanied [AND/OR] unaccompanied', pairs: 1, alternatives: [] },
  { id: 'and_or', text: '[accompanied and/or unaccompanied] children', pairs: 1, alternatives: [] },
  { id: 'fraction', text: '[1/2] of them', pairs: 1, alternatives: [] },
  {
    id: 'spaced_slash',
    text: '[commitments / contributions / actions on adaptation]',
    pairs: 1,
    alternatives: [['commitments', 'contributions', 'actions on adaptation']],
  },
  {
    id: 'slash_between',
    text: 'States [shall] / [should] act',
    pairs: 2,
    alternatives: [['shall', 'should']],
  },
  {
    id: 'comma_adds',
    text: '[regularization][, as appropriate, regular pathways]',
    pairs: 2,
    alternatives: [],
  },
  { id: 'or_between_is_text', text: '[a] or [b]', pairs: 2, alternatives: [] },
  {
    id: 'nested_alternatives',
    text: '[[one][two] [three]]',
    pairs: 4,
    depth: 2,
    alternatives: [['one', 'two', 'three']],
  },
  { id: 'alternatives_end_at_paragraph', text: '[one]\n\n[two]', pairs: 2, alternatives: [] },
  { id: 'list_lead_in', text: '[by ensuring that: a, b]', pairs: 1, names: [] },
  { id: 'lead_in_with_capital', text: '[The use of market mechanisms is to: help]', pairs: 1, names: [] },
  { id: 'article_heading', text: '[Article X: Loss and damage]', pairs: 1, names: [] },
  { id: 'colon_ends_line', text: '[Immunities:\n\nA member]', pairs: 1, names: [] },
  { id: 'resolves', text: '[RESOLVES: to act]', pairs: 1, names: [] },
  { id: 'url', text: '[Https://www.oas.org]', pairs: 1, names: [] },
  {
    id: 'compound_name',
    text: '[TRINIDAD AND TOBAGO, Mexico and Canada: safe]',
    pairs: 1,
    names: [['TRINIDAD AND TOBAGO', 'Mexico', 'Canada']],
  },
  {
    id: 'names_in_spanish',
    text: '[El Salvador y Antigua y Barbuda: mantener]',
    pairs: 1,
    names: [['El Salvador', 'Antigua y Barbuda']],
    actions: ['retain'],
  },
  {
    id: 'french_colon',
    text: '[Haïti, Côte d’Ivoire : supprimer «\u00a0régulière\u00a0»]',
    pairs: 1,
    names: [['Haïti', 'Côte d’Ivoire']],
    actions: ['delete'],
  },
  {
    id: 'attribution_before_bracket',
    text: '[MEXICO: [shall] do]',
    pairs: 2,
    depth: 2,
    names: [['MEXICO']],
  },
  { id: 'empty', text: 'by []', pairs: 1, placeholders: [''] },
  { id: 'year_to_come', text: 'by [20xx]', pairs: 1, placeholders: ['20xx'] },
  { id: 'conjunction_is_no_placeholder', text: 'niñas [y] niños', pairs: 1, placeholders: [] },
  { id: 'other_alone_is_a_word', text: 'the [other] States', pairs: 1, placeholders: [] },
  { id: 'stray_then_pair', text: 'a] [b] [', pairs: 1, strays: ['a1]', 'a7['] },
  { id: 'strays_across', text: 'one [\n\ntwo ] ]', pairs: 1, strays: ['b6]'] },
]

describe('parseBrackets', () => {
  it.each(cases)('reads $id', ({ text, pairs, ...expected }) => {
    const tree = treeOf(text)
    expect(tree.brackets).toHaveLength(pairs)
    expect(tree.strays.map(({ paragraph, offset, char }) => `${paragraph}${offset}${char}`)).toEqual(
      expected.strays ?? [],
    )
    if (expected.depth !== undefined) expect(depthOf(tree)).toBe(expected.depth)
    if (expected.alternatives) expect(choicesOf(text, tree)).toEqual(expected.alternatives)
    const attributed = tree.brackets.filter(({ attribution }) => attribution.length > 0)
    if (expected.names) expect(attributed.map(({ attribution }) => attribution)).toEqual(expected.names)
    if (expected.actions) expect(attributed.map(({ action }) => action)).toEqual(expected.actions)
    if (expected.groups) expect(attributed.map(({ onBehalfOf }) => onBehalfOf)).toEqual(expected.groups)
    if (expected.placeholders)
      expect(tree.brackets.filter((b) => b.placeholder).map((b) => contentOf(text, b))).toEqual(
        expected.placeholders,
      )
    expect(countBrackets(tree).total).toBe(expected.negotiated ?? pairs)
  })

  it('takes a bracket that a user has marked as not negotiated', () => {
    const tree = parseBrackets(paragraphsOf('a [b] [c]'), ({ offset }) => offset === 6)
    expect(tree.brackets.map(({ literal }) => literal)).toEqual([null, 'marked'])
    expect(tree.alternatives).toEqual([])
  })

  it('flags no marked character that has no partner', () => {
    expect(parseBrackets(paragraphsOf('in [0, 1)'), ({ offset }) => offset === 3).strays).toEqual([])
  })

  it('reaches from one paragraph into another', () => {
    const [bracket] = treeOf('[Paragraph one.\n\nParagraph two.]').brackets
    expect(bracket).toMatchObject({
      open: { paragraph: 'a', offset: 0 },
      close: { paragraph: 'b', offset: 14 },
    })
  })
})

describe('countBrackets', () => {
  it('counts a pair where it opens, once, and strays apart', () => {
    expect(countBrackets(treeOf('[one [two]\n\nthree] four]\n\n[sic] [five]'))).toEqual({
      pairs: { a: 2, c: 1 },
      strays: { b: 1 },
      total: 3,
    })
  })
})

describe('stripBrackets', () => {
  const strip = (text: string, which: (b: Bracket) => boolean = () => true) =>
    stripBrackets(paragraphsOf(text), treeOf(text).brackets.filter(which))
      .map((paragraph) => paragraph.text)
      .join('\n\n')
  it.each([
    ['a pair goes, its words stay', 'To [urge] states', 'To urge states'],
    ['an attribution goes with its pair', '[MEXICO, CANADA: safe] and', 'safe and'],
    ['both ends go when they are in two paragraphs', '[one\n\ntwo]', 'one\n\ntwo'],
    ['nested pairs go together', '[a [b]c]', 'a bc'],
    ['strays stay', 'a] [b', 'a] [b'],
  ])('%s', (_, before, after) => expect(strip(before)).toBe(after))

  it('leaves the pairs that were not named', () => {
    expect(strip('[a [b] c]', ({ depth }) => depth === 1)).toBe('a [b] c')
  })
})

describe('any text', () => {
  const text = fc.array(
    fc.string({ unit: fc.constantFrom('[', ']', 'a', ' ', '/', ',', ':', 'M', '\u{1F600}') }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  const named = (parts: string[]) => parts.map((part, at) => ({ id: `p${at}`, text: part }))
  const check = (rule: (paragraphs: { id: string; text: string }[], tree: BracketTree) => void) =>
    fc.assert(
      fc.property(text, (parts) => rule(named(parts), parseBrackets(named(parts)))),
      { seed: 2024, numRuns: 500 },
    )
  const absolute = (paragraphs: { id: string; text: string }[]) => {
    const start = new Map<string, number>()
    let at = 0
    for (const paragraph of paragraphs) {
      start.set(paragraph.id, at)
      at += paragraph.text.length
    }
    return (place: { paragraph: string; offset: number }) => start.get(place.paragraph)! + place.offset
  }

  it('has every bracket character in one pair or among the strays', () =>
    check((paragraphs, { brackets, strays }) => {
      const at = absolute(paragraphs)
      const all = [...paragraphs.map((p) => p.text).join('')].join('')
      const expected = [...all.matchAll(/[[\]]/g)].map(({ index }) => index)
      const found = [...brackets.flatMap(({ open, close }) => [open, close]), ...strays].map(at)
      expect(found.sort((a, b) => a - b)).toEqual(expected)
    }))

  it('nests: two pairs never cross, and depth counts the pairs around', () =>
    check((paragraphs, { brackets }) => {
      const at = absolute(paragraphs)
      for (const bracket of brackets) {
        const around = brackets.filter(
          (other) => at(other.open) < at(bracket.open) && at(other.close) > at(bracket.open),
        )
        for (const other of around) expect(at(other.close)).toBeGreaterThan(at(bracket.close))
        expect(bracket.depth).toBe(around.length + 1)
        expect(bracket.parent).toBe(around.length ? brackets.indexOf(around.at(-1)!) : null)
      }
    }))

  it('pairs the same whether or not it is cut into paragraphs', () =>
    check((paragraphs, { brackets }) => {
      const at = absolute(paragraphs)
      const whole = parseBrackets([{ id: 'p', text: paragraphs.map((p) => p.text).join('') }])
      expect(brackets.map(({ open, close }) => [at(open), at(close)])).toEqual(
        whole.brackets.map(({ open, close }) => [open.offset, close.offset]),
      )
    }))

  it('loses only the named characters when brackets are stripped', () =>
    check((paragraphs, { brackets }) => {
      const gone = brackets.flatMap(bracketCharacters).reduce((sum, { from, to }) => sum + to - from, 0)
      const before = paragraphs.reduce((sum, p) => sum + p.text.length, 0)
      const after = stripBrackets(paragraphs, brackets).reduce((sum, p) => sum + p.text.length, 0)
      expect(after).toBe(before - gone)
    }))
})

const geneva = new URL('../../../../shared/texts/geneva-negotiating-text-2015-02-12.txt', import.meta.url)

describe('a long text', () => {
  it.skipIf(!existsSync(geneva))(
    '54,000 words with 1,273 opening brackets are read (skipped without the text)',
    () => {
      const paragraphs = readFileSync(geneva, 'utf8')
        .split('\n')
        .map((text, at) => ({ id: `p${at}`, text }))
      const tree = parseBrackets(paragraphs)
      expect(tree.brackets).toHaveLength(1271)
      expect(tree.strays.map(({ char }) => char)).toEqual([']', ']', '[', '['])
      expect(tree.brackets.filter(isNegotiatedBracket).length).toBeGreaterThan(1260)
    },
  )
})
