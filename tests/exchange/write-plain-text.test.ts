import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NewParagraph } from '#app/domain/decisions/decision.ts'
import type { Language } from '#app/domain/basics/draft.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { bare } from '#app/exchange/text/imported-text.ts'
import { readPlainText } from '#app/exchange/text/read-plain-text.ts'
import { writePlainText } from '#app/exchange/text/write-plain-text.ts'
import { paragraph, rolling, supported } from '#tests/builders/rolling.ts'
import { paperOf } from './papers.ts'

const bodyOf = (written: string): string => written.split('(Presented by the Chair)\n\n')[1] ?? ''

function readBack(written: string): NewParagraph[] {
  const result = readPlainText(written)
  if (!result.ok) throw new Error(result.refusal.kind)
  return result.value.paragraphs.map(bare)
}

describe('a rolling text in plain text', () => {
  it('has the form of the paper, with each proposal in a bracket that names its delegation', () => {
    const text = rolling`
      F: THE COUNCIL,
      PP: NOTING {+MEX:with care +}all,
      F: RESOLVES:
      OP 1 (ad-referendum 2012-11-29): To see
      a a: one
      i i: two
      OP 2: To {-CAN@1:{-BRA@2:urge-}-}{+CAN:invite+} them
      +BRA OP 2 bis: To rest
      -JAM OP 3: To go
      ^MEX OP 4: To stay{+MEX:. ¶To wait+}
      OP 5: To {+MEX:urge {-CAN:and -}{+BRA:or +}help+} all`
    expect(writePlainText(paperOf(text))).toBe(
      `COMMITTEE ON BRIDGES                                            OEA/Ser.P
                                                                AG/CB/doc.8/24 rev. 2
                                                                18 April 2024
                                                                Original: English

DRAFT PARAGRAPHS ON BRIDGES

(Presented by the Chair)

THE COUNCIL,

NOTING [MEXICO: with care] all,

RESOLVES:

1. To see (AGREED AD REFERENDUM, 11/29/12)

     a. one

          i. two

2. To urge [CANADA, BRAZIL: delete "urge"][CANADA: invite] them

2 bis. [BRAZIL: To rest]

3. To go [JAMAICA: delete this paragraph]

4. To stay[MEXICO: .] ¶ [MEXICO: join to the paragraph before]

[MEXICO: To wait]

5. To [MEXICO: urge] [MEXICO: and] [CANADA: delete "and"] [BRAZIL: or] [MEXICO: help] all
`,
    )
  })

  it('is clean when it is asked for clean', () => {
    const text = rolling`
      F: THE COUNCIL,
      OP 1 (agreed 2024-04-09): To {-CAN:urge-}{+CAN:invite+} them
      -JAM OP 2: To go`
    expect(bodyOf(writePlainText(paperOf(text, { view: 'clean' })))).toBe(
      'THE COUNCIL,\n\n1. To invite them\n',
    )
  })

  it('says nothing of who supports what, which is no words of the text', () => {
    const text = rolling`T: {+MEX#1:see+}`
    const paragraphs = [supported(text.paragraphs[0]!, { 'MEX:1': ['CAN'] })]
    expect(writePlainText(paperOf({ ...text, paragraphs }))).not.toContain('CANADA')
  })
})

const given = (kind: NewParagraph['kind'], text: string, more: Partial<NewParagraph> = {}): NewParagraph => ({
  kind,
  level: kind === 'subparagraph' ? 1 : 0,
  number: null,
  text,
  status: 'open',
  statusDate: null,
  ...more,
})

const textOf = (paragraphs: readonly NewParagraph[]): RollingText => ({
  literalBrackets: [],
  paragraphs: paragraphs.map(({ text, ...frame }, at) => paragraph(text, { ...frame, id: `p${at}` }, at + 1)),
})

describe('a paragraph that somebody would have elsewhere', () => {
  const text = rolling`
    F: THE COUNCIL,
    F: RESOLVES:
    >MEX=b >CAN= OP#a 1: To see
    OP#b 2: To rest`
  const written = (view: 'rolling' | 'clean', originalLanguage: 'en' | 'es' = 'en') => {
    const paper = paperOf(text, { view })
    const header = { ...paper.header, originalLanguage }
    return writePlainText({ ...paper, header })
      .split('\n\n')
      .slice(-2)
      .map((line) => line.trim())
  }
  it('stands where it stands, with a word about it at both places', () =>
    expect(written('rolling')).toEqual([
      '1. To see [MEXICO: move after OP 2] [CANADA: move to the start]',
      '2. To rest [MEXICO: OP 1 here]',
    ]))
  it('is spoken of in the language of the paper', () =>
    expect(written('rolling', 'es')).toEqual([
      '1. To see [MEXICO: trasladar después de OP 2] [CANADA: trasladar al comienzo]',
      '2. To rest [MEXICO: aquí OP 1]',
    ]))
  it('stands where it would, under its number, in the clean text', () => {
    const { paragraphs } = text
    const alone = {
      ...text,
      paragraphs: paragraphs.map((each) => ({ ...each, moves: (each.moves ?? []).slice(0, 1) })),
    }
    expect(
      writePlainText(paperOf(alone, { view: 'clean' }))
        .trim()
        .split('\n\n')
        .slice(-2),
    ).toEqual(['2. To rest', '1. To see'])
  })
})

describe('reading what was written', () => {
  const formulas: Record<
    Language,
    [organ: string, opener: string, child: string, resolves: string, verb: string]
  > = {
    en: ['THE GENERAL ASSEMBLY,', 'CONSIDERING:', 'That', 'RESOLVES:', 'To urge'],
    es: ['LA ASAMBLEA GENERAL,', 'CONSIDERANDO:', 'Que', 'RESUELVE:', 'Instar'],
    fr: ['L’ASSEMBLÉE GÉNÉRALE,', 'CONSIDÉRANT:', 'Que', 'DÉCIDE:', 'De charger'],
    pt: ['A ASSEMBLEIA GERAL,', 'CONSIDERANDO:', 'Que', 'RESOLVE:', 'Instar'],
  }
  const words = fc
    .array(
      fc.constantFrom(
        'states',
        '[all',
        'of them]',
        'and',
        '[shall][should]',
        'in 2024',
        '(AG/doc.8/24)',
        'says "no"',
        'año',
        'a–b',
        '[X: date]',
        '3/',
        '1.5',
        'bis',
        'water,',
      ),
      { minLength: 1, maxLength: 30 },
    )
    .map((all) => `so ${all.join(' ')}`)
  const status = fc.constantFrom<Pick<NewParagraph, 'status' | 'statusDate'>>(
    { status: 'open', statusDate: null },
    { status: 'agreed', statusDate: '2024-04-09' },
    { status: 'ad-referendum', statusDate: '2024-03-12' },
    { status: 'ad-referendum', statusDate: null },
    { status: 'under-discussion', statusDate: null },
  )
  const document = fc
    .record({
      language: fc.constantFrom<Language>('en', 'es', 'fr', 'pt'),
      preamble: fc.array(fc.record({ words, status }), { maxLength: 4 }),
      operative: fc.array(
        fc.record({
          words,
          status,
          bis: fc.boolean(),
          list: fc.array(fc.record({ words, status }), { maxLength: 3 }),
        }),
        { maxLength: 5 },
      ),
      notes: fc.array(words, { maxLength: 3 }),
    })
    .map(({ language, preamble, operative, notes }) => {
      const [organ, opener, child, resolves, verb] = formulas[language]
      const text = [
        given('formula', organ),
        given('opener', opener),
        ...preamble.map(({ words, status }) => given('preambular', `${child} ${words};`, status)),
        given('formula', resolves),
        ...operative.flatMap(({ words, status, bis, list }, at) => [
          given('operative', `${verb} ${words}.`, { ...status, number: bis ? `${at + 1} bis` : `${at + 1}` }),
          ...list.flatMap(({ words, status }, item) => [
            given('subparagraph', `${words};`, { ...status, number: 'abc'[item] ?? null }),
            ...(item === 0 ? [given('subparagraph', `${words};`, { level: 2, number: 'i' })] : []),
          ]),
        ]),
        ...notes.map((words, at) => given('footnote', `Note: ${words}`, { number: `${at + 1}` })),
      ]
      return { language, text }
    })

  it('gives the same paragraphs, with their numbers, levels and statuses', () => {
    fc.assert(
      fc.property(document, ({ language, text }) => {
        expect(readBack(writePlainText(paperOf(textOf(text), { language })))).toEqual(text)
      }),
      { numRuns: 500 },
    )
  })

  it('gives the symbol block and the title', () => {
    const result = readPlainText(writePlainText(paperOf(textOf([given('formula', 'THE GENERAL ASSEMBLY,')]))))
    expect(result.ok && result.value.front).toMatchObject({
      organ: 'COMMITTEE ON BRIDGES',
      series: 'OEA/Ser.P',
      symbol: { stem: 'AG/CB/doc.8/24', revision: 2 },
      date: '2024-04-18',
      originalLanguages: ['en'],
      title: 'DRAFT PARAGRAPHS ON BRIDGES',
      statusLine: '(Presented by the Chair)',
    })
  })
})

describe('the last line of an issued paper', () => {
  const text = rolling`
    F: THE COUNCIL,
    F: RESOLVES:
    OP 1: To rest`
  const record = { number: 214, code: '9F3A-01C2-77B0-4E5D-A812' }

  it.each<[Language, string]>([
    ['en', 'Record of AG/CB/doc.8/24 rev. 2: entry 214, 9F3A-01C2-77B0-4E5D-A812'],
    ['es', 'Registro de AG/CB/doc.8/24 rev. 2: asiento 214, 9F3A-01C2-77B0-4E5D-A812'],
    ['fr', 'Registre de AG/CB/doc.8/24 rev. 2 : inscription 214, 9F3A-01C2-77B0-4E5D-A812'],
    ['pt', 'Registro de AG/CB/doc.8/24 rev. 2: entrada 214, 9F3A-01C2-77B0-4E5D-A812'],
  ])('in %s tells how far the record had come, and is read as no paragraph', (language, line) => {
    const written = writePlainText(paperOf(text, { language, record }))
    expect(written.trimEnd().split('\n').at(-1)).toBe(line)
    const read = readPlainText(written)
    if (!read.ok) throw new Error(read.refusal.kind)
    const last = read.value.paragraphs.at(-1)
    expect(last).toMatchObject({ text: line, pageFurniture: true })
    expect(read.value.paragraphs.filter(({ pageFurniture }) => !pageFurniture).map(bare)).toEqual(
      readBack(writePlainText(paperOf(text, { language }))),
    )
  })

  it('is not there without a record', () =>
    expect(writePlainText(paperOf(text)).trimEnd()).toMatch(/To rest( \(.*\))?$/))
})
