import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { projectText } from '#app/domain/text/view.ts'
import { writeDocx } from '#app/exchange/docx/write-docx.ts'
import type { Paper } from '#app/exchange/paper.ts'
import { proposalBy, rolling, rollingText, supported } from '#tests/builders/rolling.ts'
import { rollingTexts } from './arbitrary.ts'
import { paperOf } from './papers.ts'
import { validateWord } from './validate-word.ts'
import { readWord, seen, settle, textOf, type WordFile } from './word-file.ts'

const shape = (bytes: Uint8Array): WordFile => readWord(bytes)
const written = (text: RollingText, given: Parameters<typeof paperOf>[1] = {}): WordFile =>
  shape(writeDocx(paperOf(text, given)))

/** The paragraphs of the text itself, without symbol block, title and status line. */
const bodyOf = ({ body }: WordFile) =>
  body.filter(({ style }) => !['SymbolBlock', 'Title', 'StatusLine'].includes(style))

describe('a rolling text in Word', () => {
  const cases: [string, string, string[]][] = [
    ['an insertion', 'OP 1: To urge {+MEX:safe +}passage', ['1.\tTo urge {+Mexico:safe +}passage']],
    ['a deletion', 'OP 1: To urge {-CAN:safe -}passage', ['1.\tTo urge {-Canada:safe -}passage']],
    [
      'a replacement',
      'OP 1: To {-CAN:urge-}{+CAN:invite+} all',
      ['1.\tTo {-Canada:urge-}{+Canada:invite+} all'],
    ],
    [
      'a deletion within another one’s insertion',
      'OP 1: To {+MEX:urge {-CAN:and -}help+} all',
      ['1.\tTo {+Mexico:urge +}{+Mexico:{-Canada:and -}+}{+Mexico:help+} all'],
    ],
    [
      'an insertion within another one’s insertion',
      'OP 1: To {+MEX:urge {+CAN:kindly +}help+} all',
      ['1.\tTo {+Mexico:urge +}{+Canada:kindly +}{+Mexico:help+} all'],
    ],
    ['the chair’s own words', 'OP 1: To {+CHAIR:see +}all', ['1.\tTo {+Chair:see +}all']],
    ['a delegation without a name', 'OP 1: To {+XYZ:see +}all', ['1.\tTo {+XYZ:see +}all']],
    ['a proposed paragraph', '+BRA OP 1 bis: To rest', ['{+Brazil:1 bis.\t+}{+Brazil:To rest+}']],
    ['a removal', '-JAM OP 1: To rest', ['{-Jamaica:1.\t-}{-Jamaica:To rest-}']],
    [
      'a break',
      'OP 1: To see {+MEX:all.¶To rest+} well',
      ['1.\tTo see {+Mexico:all.+}', '{+Mexico:To rest+} well'],
    ],
    ['a join', 'OP 1: To see\n^BRA OP 2: To rest', ['1.\tTo see', '{-Brazil:2.\t-}To rest']],
    ['a later preambular paragraph', 'PP 2 bis: NOTING all', ['PP2 bis. NOTING all']],
    ['a heading', 'H I: "Water"', ['I.\t"Water"']],
    [
      'marks of lists',
      'OP 1: To:\na a: see\ni i: all\na b: both',
      ['1.\tTo:', 'a.\tsee', 'i.\tall', 'b.\tboth'],
    ],
    ['a status', 'OP 1 (ad-referendum 2012-11-29): To see', ['1.\tTo see (AGREED AD REFERENDUM, 11/29/12)']],
    ['a pending paragraph', 'OP 1 (under-discussion): To see', ['1.\tTo see (PENDING)']],
  ]
  it.each(cases)('has %s', (_name, notation, expected) => {
    const file = written(rollingText(`F: THE COUNCIL,\n${notation}`))
    expect(bodyOf(file).slice(1).map(seen)).toEqual(expected)
  })

  it('has the time of each proposal', () => {
    const { body } = written(rolling`OP 1: To {+MEX@86400:see +}all`)
    expect(body.flatMap(({ runs }) => runs.flatMap(({ dates }) => dates))).toEqual(['1970-01-02T00:00:00Z'])
  })

  it('says in paragraph marks who adds or removes a paragraph, a break, a border between two', () => {
    const file = written(rolling`
      T: one
      +MEX T: two
      -CAN T: three
      T: four{+BRA:¶+} five
      T: six
      ^JAM T: seven`)
    expect(
      bodyOf(file)
        .slice(1)
        .map(({ markIns, markDel }) => [markIns, markDel]),
    ).toEqual([
      [null, null],
      ['Mexico', null],
      [null, 'Canada'],
      ['Brazil', null],
      [null, null],
      [null, 'Jamaica'],
      [null, null],
    ])
  })

  it('names every delegation that strikes the same words: the first as author, the others in comments', () => {
    const file = written(rolling`OP 1: To {-CAN@9:{-BRA@5:{-MEX@7:urge and -}-}-}help`)
    expect(
      bodyOf(file)
        .at(-1)
        ?.runs.filter(({ text }) => text)
        .map(({ del }) => del),
    ).toEqual([[], [], ['Brazil'], []])
    expect(Object.values(file.comments)).toEqual([
      { author: 'Mexico', text: 'Mexico also proposes to delete these words.' },
      { author: 'Canada', text: 'Canada also proposes to delete these words.' },
    ])
    expect(
      bodyOf(file)
        .at(-1)
        ?.runs.filter(({ comments }) => comments.length > 0)
        .map(({ text }) => text),
    ).toEqual(['urge and ', ''])
  })

  it('says who co-sponsors a proposal', () => {
    const text = rolling`OP 1: To {+MEX#1:see +}all`
    const paragraph = supported(text.paragraphs[0]!, { 'MEX:1': ['CAN', 'BRA', 'JAM'] })
    const file = written({ ...text, paragraphs: [paragraph] })
    expect(file.comments).toEqual({
      0: { author: 'Mexico', text: 'Co-sponsored by Canada, Brazil, and Jamaica.' },
    })
  })

  it('says where a paragraph would go, at both places and by who proposes it', () => {
    const text = rolling`
      F#f: RESOLVES:
      >MEX#1=b >CAN#2=f OP#a 1: To {-BRA:see-} all
      OP#b 2: To rest
      a#c a: well
      OP#d 3: To stay`
    const [formula, moved, ...others] = text.paragraphs
    const file = written({
      ...text,
      paragraphs: [formula!, supported(moved!, { 'MEX:1': ['JAM'] }), ...others],
    })
    expect(Object.values(file.comments)).toEqual([
      { author: 'Mexico', text: 'Mexico: move after OP 2' },
      { author: 'Canada', text: 'Canada: move to the start of “RESOLVES:”' },
      { author: 'Mexico', text: 'Co-sponsored by Jamaica.' },
      { author: 'Mexico', text: 'Mexico: OP 1 here' },
    ])
    expect(bodyOf(file).slice(1).map(seen)).toEqual([
      '1.\tTo {-Brazil:see-} all',
      '2.\tTo rest',
      'a.\twell',
      '3.\tTo stay',
    ])
  })

  it('sets negotiated brackets in bold, and citations not', () => {
    const { body } = written(rolling`OP 1: To [see [{+MEX:or+}] hear] it [AG/RES. 102 (III-O/73)]`)
    expect(
      body
        .at(-1)
        ?.runs.filter(({ bold }) => bold)
        .map(({ text }) => text),
    ).toEqual(['[', '[', ']', ']'])
  })

  it('marks each paragraph once by its id', () => {
    const file = written(rolling`
      T#a-b: one
      T#a_b: two{+MEX:¶+} three
      T#${'x'.repeat(60)}: four
      T#${'x'.repeat(61)}: five`)
    const names = file.body.flatMap(({ bookmarks }) => bookmarks)
    expect(names.slice(0, 2)).toEqual(['_c_a_b', '_c_a_b_2'])
    expect(names).toHaveLength(4)
    expect(new Set(names).size).toBe(4)
    expect(names.every((name) => /^_c_\w+$/.test(name) && name.length <= 40)).toBe(true)
  })

  it('goes on tracking', () => {
    expect(written(rolling`T: one`).parts['word/settings.xml']).toContain('<w:trackRevisions/>')
  })
})

describe('notes in Word', () => {
  const text = rolling`
    F: THE COUNCIL,
    PP: NOTING doc.2/24;3/
    OP 1: To {-CAN:see3/ -}and hear [all]2/
    N 1: To the title.
    N 2: Reserved {+MEX:until May +}…
    N 3: A word.
    H: FOOTNOTES
    N 2: … and later.`

  it('stand at their marks, and those without one at the title', () => {
    const file = written(text)
    expect(file.body.map(seen).filter((line) => line.includes('^'))).toEqual([
      'DRAFT PARAGRAPHS ON BRIDGES ^1(1/)',
      'NOTING doc.2/24;^3(3/)',
      '1.\tTo {-Canada:see3/ -}and hear [all]^2(2/)',
    ])
    expect(
      Object.entries(file.notes)
        .filter(([id]) => Number(id) > 0)
        .map(([id, lines]) => `${id}: ${lines.map(seen).join('|')}`),
    ).toEqual(['1: 1/\tTo the title.', '2: 2/\tReserved {+Mexico:until May +}…', '3: 3/\tA word.'])
  })

  it('go on at the end under their heading', () => {
    expect(bodyOf(written(text)).slice(-2).map(textOf)).toEqual(['FOOTNOTES', '2.\t… and later.'])
  })
})

describe('a clean text in Word', () => {
  const text = rolling`
    F: THE COUNCIL,
    OP 1 (agreed 2024-04-09): To {-CAN:urge-}{+CAN:invite+} [all]
    +MEX OP: To rest
    -JAM OP 2: To go
    OP 3: To see {+BRA:all.¶To hear+} it
    ^BRA OP 4: and more`

  it('reads as it would if adopted now, with its numbers as frozen', () => {
    expect(bodyOf(written(text, { view: 'clean' })).map(seen)).toEqual([
      'THE COUNCIL,',
      '1.\tTo invite [all]',
      '1 bis.\tTo rest',
      '3.\tTo see all.',
      '3 bis.\tTo hear itand more',
    ])
  })

  it('has a paragraph where it would stand, under its number', () =>
    expect(
      bodyOf(
        written(
          rolling`
          F: THE COUNCIL,
          >MEX=b OP#a 1: To see
          a#x a: well
          OP#b 2: To rest
          OP#c 3: To stay`,
          { view: 'clean' },
        ),
      ).map(seen),
    ).toEqual(['THE COUNCIL,', '2.\tTo rest', '1.\tTo see', 'a.\twell', '3.\tTo stay']))

  it('has no changes, no names, no status', () => {
    const { parts } = written(text, { view: 'clean' })
    expect(parts['word/document.xml']).not.toMatch(/w:ins|w:del|Mexico|AGREED/)
    expect(parts['word/settings.xml']).not.toContain('trackRevisions')
    expect(parts['word/comments.xml']).toBeUndefined()
  })
})

describe('the form of the paper', () => {
  it('begins with symbol block, title and status line', () => {
    expect(
      written(rolling`T: one`)
        .body.slice(0, 6)
        .map(textOf),
    ).toEqual([
      'COMMITTEE ON BRIDGES\tOEA/Ser.P',
      '\tAG/CB/doc.8/24 rev. 2',
      '\t18 April 2024',
      '\tOriginal: English',
      'DRAFT PARAGRAPHS ON BRIDGES',
      '(Presented by the Chair)',
    ])
  })

  it('has the organ’s lines when the text has none', () => {
    const text = rolling`
      PP: NOTANDO todo,
      OP: Descansar`
    expect(bodyOf(written(text, { language: 'es' })).map(textOf)).toEqual([
      'LA ASAMBLEA GENERAL,',
      'NOTANDO todo,',
      'RESUELVE:',
      'Descansar',
    ])
  })

  it('is letter paper with the page number from the second page on', () => {
    const { parts } = written(rolling`T: one`)
    expect(parts['word/document.xml']).toContain('<w:pgSz w:w="12240" w:h="15840"/>')
    expect(parts['word/document.xml']).toContain('w:top="2160" w:right="1570" w:bottom="1296" w:left="1699"')
    expect(parts['word/document.xml']).toContain('<w:titlePg/>')
    expect(parts['word/header1.xml']).toContain('PAGE')
    expect(parts['word/styles.xml']).toMatch(/Times New Roman.*w:sz w:val="22".*w:lang w:val="en-US"/)
  })

  it('is the same bytes for the same paper', () => {
    const text = rolling`OP 1: To {+MEX:see +}all`
    expect(writeDocx(paperOf(text))).toEqual(writeDocx(paperOf(structuredClone(text))))
  })

  it('ends with how far the record had come when it was issued', () => {
    const record = { number: 214, code: '9F3A-01C2-77B0-4E5D-A812' }
    const last = written(rollingText('T: To see'), { record }).body.at(-1)!
    expect([last.style, textOf(last)]).toEqual([
      'RecordLine',
      'Record of AG/CB/doc.8/24 rev. 2: entry 214, 9F3A-01C2-77B0-4E5D-A812',
    ])
  })

  it('survives what XML forbids', () => {
    const file = written(rollingText('T: a\u0001b<&>"\uD800c\td\uF0B7\uFFFF'), {
      delegations: { MEX: '<&">' },
    })
    expect(textOf(file.body.at(-1)!)).toBe('ab<&>"\uFFFDc\td\uF0B7')
  })
})

describe('any rolling text', () => {
  const check = (text: RollingText, view: Paper['view']): WordFile => written(text, { view })

  it('gives the clean text when all changes are accepted, the base text when all are rejected', () => {
    fc.assert(
      fc.property(rollingTexts, (text) => {
        const lines = bodyOf(check(text, 'rolling')).slice(1)
        const filled = (all: string[]) => all.filter((each) => each !== '')
        expect(filled(settle(lines, 'accept'))).toEqual(
          filled(projectText(text, { kind: 'clean' }).map((p) => p.text)),
        )
        expect(filled(settle(lines, 'reject'))).toEqual(
          filled(projectText(text, { kind: 'base' }).map((p) => p.text)),
        )
        const clean = bodyOf(check(text, 'clean')).slice(1).map(textOf)
        expect(filled(clean)).toEqual(filled(projectText(text, { kind: 'clean' }).map((p) => p.text)))
      }),
      { numRuns: 400 },
    )
  })

  it('names in the file whoever proposes anything in it, and uses no id twice', () => {
    const names: Record<string, string> = { MEX: 'Mexico', CAN: 'Canada', BRA: 'Brazil', JAM: 'Jamaica' }
    fc.assert(
      fc.property(rollingTexts, (text) => {
        const { parts, ids } = check(text, 'rolling')
        const authors = new Set(
          [...JSON.stringify(parts).matchAll(/w:author=\\"([^\\"]+)/g)].map((found) => found[1]),
        )
        const proposers = (joinsToo: (at: number) => boolean) =>
          text.paragraphs.flatMap(({ runs, proposed, removals, merges }, at) =>
            [
              ...(proposed ? [proposed] : []),
              ...removals,
              ...(joinsToo(at) ? merges : []),
              ...runs.flatMap(({ insertions, strikes }) => [...insertions.slice(-1), ...strikes]),
            ].map(({ delegation }) => names[delegation]),
          )
        // A first paragraph can be joined only to a formula line that the paper itself adds.
        expect([...authors]).toEqual(expect.arrayContaining(proposers((at) => at > 0)))
        expect(proposers(() => true)).toEqual(expect.arrayContaining([...authors]))
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 200 },
    )
  })
})

const schemas = new URL('../../../shared/schemas/ooxml/', import.meta.url)

describe.skipIf(!existsSync(schemas))('the Word file (skipped where ../shared is absent)', () => {
  it('is valid against the schema of WordprocessingML in every part', async () => {
    const texts = [
      ...fc.sample(rollingTexts, { numRuns: 12, seed: 7 }),
      rolling`
        F: THE COUNCIL,
        H I: "Water"
        PP 2 bis (agreed 2024-04-09): NOTING [all];1/
        OP 1: To {+MEX:see {-CAN,BRA:and {+JAM:¶ yes+}-}+}
        a: x
        i: y
        N 1: Reserved {+MEX:until May +}…
        H: FOOTNOTES
        N 1: … {-CAN,BRA:and later-}.`,
    ]
    for (const view of ['rolling', 'clean'] as const)
      for (const text of texts) {
        const { parts } = check(text, view)
        expect(await validateWord(schemas, parts)).toEqual([])
      }
  })

  it('would not be, were a deletion outside its place', async () => {
    const document = check(rolling`T: {-CAN:one-}`, 'rolling').parts['word/document.xml'] ?? ''
    const broken = document.replaceAll('<w:body>', '<w:body><w:delText>x</w:delText>')
    expect(await validateWord(schemas, { 'word/document.xml': broken })).toHaveLength(1)
  })

  const check = (text: RollingText, view: Paper['view']): WordFile => written(text, { view })
})

it('keeps a proposal’s author when two of one delegation strike the same words', () => {
  const text = rolling`OP 1: To see`
  const paragraph = { ...text.paragraphs[0]!, removals: [proposalBy('CAN', '1'), proposalBy('CAN', '2')] }
  expect(written({ ...text, paragraphs: [paragraph] }).comments).toEqual({})
})
