import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { repairCharacters } from '#app/exchange/text/characters.ts'
import { reassemble, type ImportedText } from '#app/exchange/text/imported-text.ts'
import { readPlainText } from '#app/exchange/text/read-plain-text.ts'

type Case = { id: string; text: string; depth?: number; balanced?: boolean; alternatives?: string[][] }

const file = new URL('../../../shared/data/bracket-edge-cases.jsonl', import.meta.url)
const present = existsSync(file)
const cases: Case[] = present
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Case)
  : []

const imported = (text: string): ImportedText => {
  const result = readPlainText(text)
  if (!result.ok) throw new Error(result.refusal.kind)
  return result.value
}

const isUnbalanced = ({ kind }: { kind: string }): boolean =>
  kind === 'bracket-not-closed' || kind === 'bracket-not-opened'

/** What a reader expects of the paragraphs: kind, number and text, one a line. */
const expected: Record<string, string[]> = {
  spans_paragraphs: ['text - | [Paragraph one.', 'text - | Paragraph two.]'],
  spans_numbered_items: ['operative 3 | [[Decides][Clarifies] that A;', 'operative 4 | Decides that B;]'],
  bracketed_number: ['operative [4][2] | Recognizes the point.'],
  number_inside: ['operative 9 | [Also decides to continue;]'],
  number_outside: ['operative 16.5 bis | [Be inscribed in an annex;]'],
  hierarchical_bis: ['operative 24 quater.2 | [The secretariat shall also organize workshops.]'],
  heading_alternatives: ['heading II | [Further guidance] [Additional information]'],
  drafting_note_curly: ['text - | Option 3: {No text required}'],
  option_inline: ['text - | [Option 1: {Placeholder for preamble}', 'text - | Option 2:', 'text - | [Text]]'],
  status_suffix: ['text - | the financing thereof;'],
}

describe.skipIf(!present)('the collected bracket cases (skipped where ../shared is absent)', () => {
  it.each(cases.map((one) => [one.id, one] as const))(
    '%s is read whole',
    (id, { text, depth, balanced, alternatives }) => {
      const result = imported(text)
      expect(reassemble(result)).toBe(repairCharacters(text).text.replace(/\s/gu, ''))
      if (balanced !== undefined) expect(result.flags.filter(isUnbalanced)).toHaveLength(balanced ? 0 : 1)
      if (depth !== undefined) expect(result.counts.bracketDepth).toBe(depth)
      if (alternatives && text.includes('][')) expect(result.counts.alternatives).toBe(alternatives.length)
      if (expected[id])
        expect(result.paragraphs.map((p) => `${p.kind} ${p.number ?? '-'} | ${p.text}`)).toEqual(expected[id])
    },
  )

  it('takes the status of the suffix', () => {
    const text = cases.find(({ id }) => id === 'status_suffix')?.text ?? ''
    expect(imported(text).paragraphs[0]).toMatchObject({ status: 'ad-referendum', statusDate: '2012-11-29' })
  })
})
