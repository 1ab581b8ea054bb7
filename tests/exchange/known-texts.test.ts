import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { repairCharacters } from '#app/exchange/text/characters.ts'
import { reassemble, type ImportedText } from '#app/exchange/text/imported-text.ts'
import { readPlainText } from '#app/exchange/text/read-plain-text.ts'

const shared = new URL('../../../shared/', import.meta.url)
const rolling = new URL('data/oas-rolling-text.en.txt', shared)
const frames = new URL('data/oas-frames.es-fr-pt.txt', shared)
const geneva = new URL('texts/geneva-negotiating-text-2015-02-12.txt', shared)
const resolution = new URL('texts/A-RES-79-271.en.txt', shared)

function read(source: string): ImportedText {
  const result = readPlainText(source)
  if (!result.ok) throw new Error(result.refusal.kind)
  expect(reassemble(result.value)).toBe(repairCharacters(source).text.replace(/\s/gu, ''))
  return result.value
}

const outline = ({ paragraphs }: ImportedText): string[] =>
  paragraphs
    .filter(({ pageFurniture }) => !pageFurniture)
    .map(({ kind, level, number, status, statusDate }) =>
      [kind, level || '', number, status === 'open' ? '' : status, statusDate].filter(Boolean).join(' '),
    )

describe.skipIf(!existsSync(rolling))('the sample rolling text (skipped where ../shared is absent)', () => {
  const text = () => read(readFileSync(rolling, 'utf8'))

  it('gives up its symbol block', () => {
    expect(text().front).toMatchObject({
      organ: 'COMMITTEE ON MIGRATION ISSUES',
      series: 'OEA/Ser.W',
      symbol: { stem: 'CIDI/CAM/doc.99/24', revision: 3, corrigendum: 1, addendum: null },
      date: '2024-04-18',
      originalLanguages: ['es', 'en'],
      documentType: 'DRAFT PARAGRAPHS',
      title: 'EXAMPLE TITLE FOR A MIGRATION SECTION',
      titleNotes: ['1/', '2/'],
    })
  })

  it('has the paragraphs a reader sees', () => {
    expect(outline(text())).toEqual([
      'formula',
      'preambular',
      'preambular',
      'preambular 2 bis',
      'opener',
      'preambular ad-referendum 2024-03-12',
      'preambular',
      'preambular 4 alt',
      'preambular',
      'formula',
      'heading I',
      'operative 1 agreed 2024-04-09',
      'operative 2',
      'subparagraph 1 a',
      'subparagraph 2 i',
      'subparagraph 2 ii under-discussion',
      'subparagraph 1 b',
      'operative 2 bis',
      'operative 2 ter',
      'operative [3][4]',
      'operative 5',
      'text 1',
      'text 1',
      'footnote 1',
      'footnote 2',
      'footnote 3',
      'heading',
      'footnote 1',
      'footnote 2',
    ])
  })

  it('needs no flag', () => expect(text().flags).toEqual([]))

  it('names who proposed what', () => {
    expect(
      text().paragraphs.flatMap(({ notes }) =>
        notes.map((note) => ('proposers' in note ? note.proposers : note.kind)),
      ),
    ).toEqual([['Alfa'], ['Delta'], 'drafting', ['Hotel'], 'drafting'])
  })
})

describe.skipIf(!existsSync(frames))(
  'the frames in three languages (skipped where ../shared is absent)',
  () => {
    const parts = () =>
      readFileSync(frames, 'utf8')
        .split(/^### /m)
        .slice(1)
        .map((part) => ({ language: part.slice(0, 2), text: part.slice(3) }))

    it.each([
      [
        'es',
        'formula,preambular,opener,preambular,preambular,formula,operative 1 ad-referendum 2052-03-12,operative 1 bis under-discussion',
      ],
      ['fr', 'formula,preambular,opener,preambular,formula,operative 1,operative 1 bis'],
      ['pt', 'formula,preambular,preambular,formula,operative 1,operative 1 bis'],
    ])('%s has its form', (language, form) => {
      const text = read(parts().find((part) => part.language === language)?.text ?? '')
      expect(text.language).toBe(language)
      expect(outline(text).join()).toBe(form)
      expect(text.flags).toEqual([])
    })
  },
)

describe.skipIf(!existsSync(geneva))('the Geneva text (skipped where ../shared is absent)', () => {
  const source = existsSync(geneva) ? readFileSync(geneva, 'utf8') : ''
  const text = read(source || 'x')

  it('keeps all of its brackets, and names the four without a partner by their lines', () => {
    expect(text.counts.brackets + text.counts.citations).toBe(1271)
    const strays = text.flags.filter(({ kind }) => kind.startsWith('bracket-'))
    expect(strays.map(({ kind, line }) => `${line} ${kind}`)).toEqual([
      '198 bracket-not-opened',
      '431 bracket-not-opened',
      '448 bracket-not-closed',
      '3278 bracket-not-closed',
    ])
  })

  it('sets the numbers and heads of its 86 pages apart', () => {
    expect(text.counts.pageFurniture).toBe(171)
    expect(text.paragraphs.filter(({ kind }) => kind === 'footnote').map(({ number }) => number)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(String),
    )
  })

  it('joins a paragraph over a page', () => {
    const over = text.paragraphs.find(
      (p) => p.interruptions.length > 0 && p.text.startsWith('Option 5: All Parties, according'),
    )
    expect(over?.interruptions).toEqual([{ offset: expect.any(Number) as number, paragraphs: 2 }])
  })

  it('finds its sections and its numbers from 0 to 103', () => {
    const sections = text.paragraphs.filter(({ kind }) => kind === 'heading').map(({ number }) => number)
    expect(sections).toEqual(expect.arrayContaining(['A', 'B', 'C', 'D', 'E', 'G', 'H', 'J', 'K', 'L', 'M']))
    const numbers = new Set(
      text.paragraphs.map(({ kind, number }) => (kind === 'operative' ? Number.parseInt(number ?? '') : -1)),
    )
    expect(Array.from({ length: 104 }, (_, n) => n).filter((n) => !numbers.has(n))).toEqual([])
  })
})

describe.skipIf(!existsSync(resolution))(
  'a United Nations resolution (skipped where ../shared is absent)',
  () => {
    const text = read(existsSync(resolution) ? readFileSync(resolution, 'utf8') : 'x')

    it('reads as one, with its notes and without its pages', () => {
      expect(text.front).toMatchObject({ symbol: { stem: 'A/RES/79/271' }, date: '2025-03-04' })
      expect(outline(text).slice(5)).toEqual([
        'formula',
        ...Array<string>(3).fill('preambular'),
        ...[1, 2, 3].map((n) => `footnote ${n}`),
        'preambular',
        ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `operative ${n}`),
        'footnote 4',
        'footnote 5',
        'operative 9',
        'text',
      ])
      expect(text.flags).toEqual([])
    })
  },
)
