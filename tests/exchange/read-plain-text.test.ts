import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText, MAX_CHARACTERS, repairCharacters } from '#app/exchange/text/characters.ts'
import { paragraphsOf, reassemble, type ImportedText } from '#app/exchange/text/imported-text.ts'
import { readPlainText, type ReadOptions } from '#app/exchange/text/read-plain-text.ts'

function read(source: string, options?: ReadOptions): ImportedText {
  const result = readPlainText(source, options)
  if (!result.ok) throw new Error(result.refusal.kind)
  expectWhole(result.value, source)
  return result.value
}

const expectWhole = (imported: ImportedText, source: string): void =>
  expect(reassemble(imported)).toBe(repairCharacters(source).text.replace(/\s+/gu, ''))

/** "kind level number: text", one a paragraph. */
const outline = (source: string): string[] =>
  read(source).paragraphs.map(
    ({ kind, level, number, text, pageFurniture }) =>
      [pageFurniture ? 'page' : kind, level || '', number ?? ''].filter(Boolean).join(' ') + `: ${text}`,
  )

describe('the parts of a resolution', () => {
  const cases: [string, string, string[]][] = [
    [
      'a whole resolution without blank lines',
      'THE PERMANENT COUNCIL,\nNOTING the first report;\nRECALLING that it was late; and\nAWARE of the cost,\nRESOLVES:\n1. To thank the author.\n2. To read it.',
      [
        'formula: THE PERMANENT COUNCIL,',
        'preambular: NOTING the first report;',
        'preambular: RECALLING that it was late; and',
        'preambular: AWARE of the cost,',
        'formula: RESOLVES:',
        'operative 1: To thank the author.',
        'operative 2: To read it.',
      ],
    ],
    [
      'an organ whose name takes two lines',
      'THE INTER-AMERICAN COUNCIL FOR INTEGRAL\nDEVELOPMENT (CIDI),\n\nMINDFUL of time,',
      [
        'formula: THE INTER-AMERICAN COUNCIL FOR INTEGRAL DEVELOPMENT (CIDI),',
        'preambular: MINDFUL of time,',
      ],
    ],
    [
      'a single operative paragraph without a number',
      'LA ASAMBLEA GENERAL,\n\nVISTO el informe,\n\nRESUELVE:\n\nAgradecer a su autora.',
      [
        'formula: LA ASAMBLEA GENERAL,',
        'preambular: VISTO el informe,',
        'formula: RESUELVE:',
        'operative: Agradecer a su autora.',
      ],
    ],
    [
      'a declaration in French',
      "L’ASSEMBLÉE GÉNÉRALE,\n\nVU le rapport,\n\nDÉCLARE:\n\n1. Que l'eau est claire.",
      [
        'formula: L’ASSEMBLÉE GÉNÉRALE,',
        'preambular: VU le rapport,',
        'formula: DÉCLARE:',
        "operative 1: Que l'eau est claire.",
      ],
    ],
    [
      'an opener with children',
      'TENDO EM MENTE o rio;\n\nCONSIDERANDO:\n\nQue o rio sobe; e\n\nQue a ponte cai,',
      [
        'text: TENDO EM MENTE o rio;',
        'opener: CONSIDERANDO:',
        'preambular: Que o rio sobe; e',
        'preambular: Que a ponte cai,',
      ],
    ],
    [
      'lists within lists, and back',
      '4. To build:\n\na. a bridge with:\n\ni. piers; and\n\nii. a deck;\n\nb. a road.\n\n5. To rest.',
      [
        'operative 4: To build:',
        'subparagraph 1 a: a bridge with:',
        'subparagraph 2 i: piers; and',
        'subparagraph 2 ii: a deck;',
        'subparagraph 1 b: a road.',
        'operative 5: To rest.',
      ],
    ],
    [
      'marks in parentheses',
      '4. To build:\n(a) a bridge;\n(i) of stone;\n(ii) of wood;\n(b) a road.',
      [
        'operative 4: To build:',
        'subparagraph 1 (a): a bridge;',
        'subparagraph 2 (i): of stone;',
        'subparagraph 2 (ii): of wood;',
        'subparagraph 1 (b): a road.',
      ],
    ],
    [
      'the letter i after h',
      '1. To see:\ng. one;\nh. two;\ni. three;\nj. four.',
      [
        'operative 1: To see:',
        ...['g. one;', 'h. two;', 'i. three;', 'j. four.'].map(
          (t) => `subparagraph 1 ${t[0]}: ${t.slice(3)}`,
        ),
      ],
    ],
    [
      'Latin numbers, old and doubled',
      '2. To a.\n2 bis. To b.\n2 ter.1 To c.\n[3][4]. To d.\n[5. To e.]\n6 [bis. To f.]\nOP 7 alt. To g.\nPP2 bis. NOTING h;',
      [
        'operative 2: To a.',
        'operative 2 bis: To b.',
        'operative 2 ter.1: To c.',
        'operative [3][4]: To d.',
        'operative 5: [To e.]',
        'operative 6 bis: [To f.]',
        'operative 7 alt: To g.',
        'preambular 2 bis: NOTING h;',
      ],
    ],
    [
      'section headings',
      'RESOLVES:\n\nI.   "Water and bridges"\n\n1. To a.\n\nB. [Roads\n\n2. To b.]\n\nFINAL PROVISIONS\n\n3. To c.',
      [
        'formula: RESOLVES:',
        'heading I: "Water and bridges"',
        'operative 1: To a.',
        'heading B: [Roads',
        'operative 2: To b.]',
        'heading: FINAL PROVISIONS',
        'operative 3: To c.',
      ],
    ],
    [
      'options and a drafting note',
      '7.   Option 1: To dig.\n     Option 2: To wait.\n     Option 3: {No text}',
      ['operative 7: Option 1: To dig.', 'text 1: Option 2: To wait.', 'text 1: Option 3: {No text}'],
    ],
    [
      'notes under a rule and their end under a heading',
      '1. To a.1/\n\n__________\n1. Reserved, since …\n\nFOOTNOTES\n\n1. … there was no time.',
      [
        'operative 1: To a.1/',
        'footnote 1: Reserved, since …',
        'heading: FOOTNOTES',
        'footnote 1: … there was no time.',
      ],
    ],
    [
      'a rule that no note follows',
      'To a.\n\n__________\n\nSigned in the capital.',
      ['text: To a.', 'text: __________', 'text: Signed in the capital.'],
    ],
  ]
  it.each(cases)('are told apart in %s', (_name, source, expected) =>
    expect(outline(source)).toEqual(expected),
  )
})

describe('lines that belong together', () => {
  const cases: [string, string, string[]][] = [
    [
      'hard-wrapped paragraphs',
      '1. To ask the Secretariat for a report on the state of the bridges and to bring\n   it before the Council in spring.\n2. To read it with the care that a matter of such weight and of such cost will\n   always deserve.',
      [
        'operative 1: To ask the Secretariat for a report on the state of the bridges and to bring it before the Council in spring.',
        'operative 2: To read it with the care that a matter of such weight and of such cost will always deserve.',
      ],
    ],
    [
      'a number that ends up at the start of a line',
      'AWARE of the costs that are named in the annex to the report and in paragraph\n12. of the resolution that was adopted at the spring meeting of the whole Council,',
      [
        'preambular: AWARE of the costs that are named in the annex to the report and in paragraph 12. of the resolution that was adopted at the spring meeting of the whole Council,',
      ],
    ],
    [
      'a word cut at its hyphen',
      'NOTING the work of governmental organizations and the growing number of non-\ngovernmental ones in the field,',
      [
        'preambular: NOTING the work of governmental organizations and the growing number of non-governmental ones in the field,',
      ],
    ],
    [
      'first lines set in',
      '          Noting that the river rose by three metres in the course\n     of a single night and that it took the old bridge,\n          Noting also that the new one was not yet finished when it\n     was needed,',
      [
        'preambular: Noting that the river rose by three metres in the course of a single night and that it took the old bridge,',
        'preambular: Noting also that the new one was not yet finished when it was needed,',
      ],
    ],
    [
      'a sentence over a page, around number and head',
      [1, 2, 3, 4]
        .map(
          (n) =>
            `${n}. To carry on with the work that was begun in the first year and was\n\n${n}\n\nCouncil – item 3\n\nnot ended in the second year.\n`,
        )
        .join(''),
      [1, 2, 3, 4].flatMap((n) => [
        `operative ${n}: To carry on with the work that was begun in the first year and was not ended in the second year.`,
        `page: ${n}`,
        'page: Council – item 3',
      ]),
    ],
  ]
  it.each(cases)('are joined: %s', (_name, source, expected) => expect(outline(source)).toEqual(expected))
})

describe('a status note', () => {
  const cases: [string, ReadOptions['language'], string, string, string | null][] = [
    ['(AGREED AD REFERENDUM, 03/12/24)', 'en', 'To a.', 'ad-referendum', '2024-03-12'],
    ['(AGREED UPON AD REFERENDUM, 11/29/12)', 'en', 'To a.', 'ad-referendum', '2012-11-29'],
    ['(AGREED, 04/09/24)', 'en', 'To a.', 'agreed', '2024-04-09'],
    ['(AGREED)', 'en', 'To a.', 'agreed', null],
    ['(Agreed ad referendum, April 9, 2024)', 'en', 'To a.', 'ad-referendum', '2024-04-09'],
    ['(PENDING)', 'en', 'To a.', 'under-discussion', null],
    ['(ACORDADO AD REFERÉNDUM, 12/3/52)', 'es', 'To a.', 'ad-referendum', '2052-03-12'],
    ['(APROBADO, 9 de abril de 2024)', 'es', 'To a.', 'agreed', '2024-04-09'],
    ['(CONVENU AD REFERENDUM, 12/03/24)', 'fr', 'To a.', 'ad-referendum', '2024-03-12'],
    ['(EN SUSPENS)', 'fr', 'To a.', 'under-discussion', null],
    ['(ACORDADO, 1/2/24)', 'pt', 'To a.', 'agreed', '2024-02-01'],
    ['(PENDENTE)', 'pt', 'To a.', 'under-discussion', null],
    ['(Panama)', 'en', 'To a. (Panama)', 'open', null],
    ['(AGREED, some day)', 'en', 'To a. (AGREED, some day)', 'open', null],
  ]
  it.each(cases)('%s in %s leaves "%s", %s since %s', (note, language, text, status, statusDate) => {
    expect(read(`1. To a. ${note}`, { language }).paragraphs[0]).toMatchObject({ text, status, statusDate })
  })

  it('stands before or after the proposers', () => {
    const { paragraphs } = read('1. To a. (AGREED, 04/09/24) (Proposed by Alfa)\n2. To b. (Bravo) (PENDING)')
    expect(paragraphs.map(({ text, status }) => `${text} ${status}`)).toEqual([
      'To a. (Proposed by Alfa) agreed',
      'To b. (Bravo) under-discussion',
    ])
    expect(paragraphs[0]?.notes).toMatchObject([{ kind: 'proposers', offset: 6, proposers: ['Alfa'] }])
  })
})

describe('what a person should look at', () => {
  const cases: [string, string, object[]][] = [
    [
      'a bracket that never closes',
      'NOTING a,\n\n  [NOTING [b],',
      [{ kind: 'bracket-not-closed', line: 3, column: 3, paragraph: 'p2' }],
    ],
    [
      'a bracket that never opened',
      '1. To urge and\nto ask] all.',
      [{ kind: 'bracket-not-opened', line: 2, column: 7 }],
    ],
    ['the bracket of a label', '[3. To ask.', [{ kind: 'bracket-not-closed', line: 1, column: 1 }]],
    [
      'a gap in the numbers',
      '1. To a.\n2. To b.\n5. To c.',
      [{ kind: 'numbering-jump', expected: '3', found: '5', line: 3 }],
    ],
    ['a number twice', '1. To a.\n1. To b.', [{ kind: 'number-repeated', found: '1', line: 2 }]],
    [
      'a gap in the letters',
      '1. To a:\na. x;\nc. y.',
      [{ kind: 'numbering-jump', expected: 'b', found: 'c', line: 3 }],
    ],
    [
      'a control character',
      '1. To\u0007 a.',
      [{ kind: 'character-replaced', was: 'U+0007', now: '␇', line: 1, column: 6 }],
    ],
    [
      'a quotation mark that lost its code page',
      '\u0093a\u0094',
      [
        { was: 'U+0093', now: '“' },
        { was: 'U+0094', now: '”' },
      ],
    ],
    [
      'a date the other way round',
      '1. To a. (AGREED, 18/04/24)',
      [{ kind: 'date-order', read: '(AGREED, 18/04/24)' }],
    ],
    [
      'a status that cannot be read',
      '1. To a. (AGREED, some day)',
      [{ kind: 'status-not-read', raw: '(AGREED, some day)' }],
    ],
    ['bullets of a symbol font', '\uF0B7 one;\n\uF0B7 two.', [{ kind: 'symbol-font', count: 2 }]],
    [
      'nothing when a new heading starts the count again',
      'I. "A"\n1. To a.\n2. To b.\nII. "B"\n1. To c.',
      [],
    ],
    ['nothing when a section begins at 44', '44. To a.\n45. To b.\n45 bis. To c.\n46. To d.', []],
  ]
  it.each(cases)('is %s', (_name, source, flags) => expect(read(source).flags).toMatchObject(flags))
})

describe('what is no text', () => {
  it.each([
    ['nothing', '', 'import-empty'],
    ['white space only', ' \t\r\n\f\u00A0\uFEFF', 'import-empty'],
    ['zero bytes', 'a\0b', 'import-binary'],
    ['a Word file', 'PK\x03\x04\x14', 'import-binary'],
    ['a PDF file', '%PDF-1.7', 'import-binary'],
    ['ten million characters', 'a '.repeat(5_000_000), 'import-too-big'],
    ['a million lines', 'a\n'.repeat(400_000), 'import-too-big'],
  ])('is refused: %s', (_name, source, kind) => {
    expect(readPlainText(source)).toMatchObject({ ok: false, refusal: { kind } })
  })

  it('is refused with its size and the limit', () => {
    const source = 'a'.repeat(MAX_CHARACTERS + 1)
    expect(readPlainText(source)).toMatchObject({
      refusal: { size: MAX_CHARACTERS + 1, limit: MAX_CHARACTERS, unit: 'characters' },
    })
    expect(decodeText(new Uint8Array(10_000_000))).toMatchObject({
      refusal: { kind: 'import-too-big', unit: 'bytes' },
    })
  })
})

describe('a file', () => {
  const latin = Uint8Array.from('VISTO el a\xf1o; \x93ya\x94', (char) => char.charCodeAt(0))
  const utf16 = (text: string, bom: boolean): Uint8Array => {
    const words = Uint16Array.from((bom ? '\uFEFF' : '') + text, (char) => char.charCodeAt(0))
    return new Uint8Array(words.buffer)
  }
  it.each([
    ['UTF-8', new TextEncoder().encode('VISTO el año'), 'VISTO el año', 'utf-8'],
    ['UTF-8 with its mark', new TextEncoder().encode('\uFEFFVISTO el año'), 'VISTO el año', 'utf-8'],
    ['Windows-1252', latin, 'VISTO el año; “ya”', 'windows-1252'],
    ['UTF-16 with its mark', utf16('VISTO el año', true), 'VISTO el año', 'utf-16le'],
    ['UTF-16 without', utf16('VISTO el a', false), 'VISTO el a', 'utf-16le'],
  ])('in %s is read', (_name, bytes, text, encoding) => {
    expect(decodeText(bytes)).toEqual({ ok: true, value: { text, encoding } })
  })
})

describe('any text at all', () => {
  const fragment = fc.oneof(
    fc.constantFrom(
      ...[
        '[',
        ']',
        '(',
        ')',
        '{',
        '}',
        '\n',
        '\n\n',
        '\r\n',
        '\r',
        '\f',
        '\t',
        ' ',
        '   ',
        '\u00A0',
        '\u2028',
        '\u2029',
        '\uFEFF',
      ],
      ...[
        '1. ',
        '2 bis. ',
        '[3][4]. ',
        '[5. ',
        '6 [bis. ',
        '24 quater.2. ',
        'PP2 alt. ',
        'a. ',
        '(ii) ',
        'I. ',
        'A. ',
        '1',
        '2',
        '99',
      ],
      ...[
        'THE GENERAL ASSEMBLY,',
        'LA ASAMBLEA GENERAL,',
        'RESOLVES:',
        'DÉCIDE:',
        'CONSIDERING:',
        'RECALLING ',
        'That ',
        'FOOTNOTES',
        '____',
      ],
      ...[
        '(AGREED AD REFERENDUM, 03/12/24)',
        '(AGREED, 13/31/24)',
        '(PENDING)',
        '(Delta)',
        '(Proposed by Alfa; supported by Bravo)',
      ],
      ...[
        'OEA/Ser.W',
        'CIDI/CAM/doc.8/24 rev. 2',
        '18 April 2024',
        'Original: Spanish',
        'DRAFT PARAGRAPHS',
        'TITLE 1/ 2/',
        '79/271.',
      ],
      ...[
        'Option 1: ',
        'Option (b): ',
        '• ',
        '\uF0B7',
        'o ',
        '- 2 -',
        'Page 3',
        '2/3',
        '25-03668 (E)',
        'non-',
        'and/',
        ';',
        '.',
        ',',
        '3/',
      ],
      ...[
        'שלום',
        'مرحبا',
        '中文',
        '\u202E',
        '😀',
        '\uD800',
        '\uDC00',
        '\u0001',
        '\u0085',
        '\uFFFF',
        '\u200B',
        'e\u0301',
      ],
    ),
    fc.string({ maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.replaceAll('\0', '')),
  )
  const text = fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(''))

  it('is read without an error and without losing a character', () => {
    fc.assert(
      fc.property(text, (source) => {
        const result = readPlainText(source)
        if (result.ok) expectWhole(result.value, source)
        else expect(source.trim() === '' || /^(?:PK|%PDF-|\{\\rtf)/.test(source)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['a million opening brackets', '['.repeat(300_000)],
    ['one line that never ends a sentence, wrapped', 'aaaa bbbb cccc dddd\n'.repeat(40_000)],
    ['nothing but parentheses', '(A) '.repeat(200_000)],
    ['a gap as long as a book', `a${' '.repeat(900_000)}b`],
    ['columns without end', 'AG/RES. 1   '.repeat(80_000)],
    ['a figure as long as a book', '1.'.repeat(400_000)],
  ])('of a hostile kind is read within the time of a test: %s', (_name, source) => {
    expect(read(source)).toBeDefined()
  })
})

describe('the paragraphs to fill a draft with', () => {
  const source =
    'COMMITTEE ON BRIDGES          OEA/Ser.W\n                              18 April 2024\n\nON BRIDGES\n\nTHE GENERAL ASSEMBLY,\n\nNOTING all,'
  it.each([
    [['organ', 'series', 'date', 'title'] as const, 'THE GENERAL ASSEMBLY,|NOTING all,'],
    [['title'] as const, 'COMMITTEE ON BRIDGES|OEA/Ser.W|18 April 2024|THE GENERAL ASSEMBLY,|NOTING all,'],
  ])('keep what the header does not carry (%s)', (carried, texts) => {
    const paragraphs = paragraphsOf(read(source), { carried, pageFurniture: true })
    expect(paragraphs.map(({ text }) => text).join('|')).toBe(texts)
  })
})
