import { count } from './common.ts'

export const drafts = {
  title: 'Drafts',
  lead: 'Every text under negotiation and where it stands.',
  create: 'New draft',
  empty: 'No draft yet',
  emptyText: 'Drafts appear here with their symbol, and with how much of each is agreed.',
  emptyForOthers: 'The secretariat or the chair opens a draft; it will appear here then.',
  organ: 'Organ',
  symbol: 'Symbol',
  phase: { negotiation: 'In negotiation', transmitted: 'Transmitted' },
  original: (language: string) => `Original: ${language}`,
}

export const newDraft = {
  title: 'New draft',
  lead: 'What stands at the head of the paper. The text comes next.',
  organ: 'Organ',
  organHint: 'Decides the series, the formula and who receives the agreed text.',
  name: 'Title',
  nameHint: 'As it stands on the paper, such as “Draft paragraphs on migration”.',
  symbol: 'Symbol',
  symbolHint: (stem: string) => `Without its revision, such as ${stem}8/24.`,
  date: 'Date',
  language: 'Original language',
  statusLine: 'Status line',
  statusLineHint: 'In parentheses under the title, such as “(Presented by the Chair)”.',
  submit: 'Create the draft',
  nameNeeded: 'Write a title.',
  symbolNeeded: 'Write the symbol.',
  symbolTaken: 'Another draft has this symbol already.',
  dateNeeded: 'Write the date, such as 2024-04-09.',
  organNeeded: 'Choose the organ.',
  languageNeeded: 'Choose the language of the text.',
  unknownOrgan: 'This organ is not known here.',
  tooLong: (limit: number) => `Keep it under ${limit} characters.`,
}

export const importing = {
  title: 'Fill the draft',
  lead: 'Paste a text or choose a plain-text file. You see what was understood before anything is stored.',
  paste: 'Paste the text',
  pasteHint: 'Headings, preamble, RESOLVES:, numbered paragraphs, brackets and status notes are recognised.',
  file: 'Or choose a .txt file',
  fileHint: 'Plain text. UTF-8 is best; UTF-16 and Windows files are read too.',
  read: 'Read the text',
  reading: 'Reading the text…',
  form: 'Start with the form only',
  formHint: (formula: string) =>
    `Puts “${formula}” and “RESOLVES:” with one empty paragraph under each; the chair types from there.`,
  nothing: 'Paste a text or choose a file first.',
  refused: {
    'import-empty': 'This text is empty: there is nothing to read in it.',
    'import-binary': 'This is not plain text. Save it as .txt (UTF-8) and choose it again.',
    'import-too-big': (size: string, limit: string) =>
      `This is too large: ${size}, and up to ${limit} are read. Split it, or leave out what is not part of the draft.`,
  },
  formats: {
    docx: 'This is a Word document. Open it in Word, save it as plain text (.txt, UTF-8) and choose that file.',
    doc: 'This is an old Word document. Open it in Word, save it as plain text (.txt, UTF-8) and choose that file.',
    pdf: 'This is a PDF. Open it, select all its text, copy it and paste it here.',
    rtf: 'This is a rich-text file. Save it as plain text (.txt, UTF-8) and choose that file.',
  },
  units: {
    characters: (n: number) => count(n, { one: '# character', other: '# characters' }),
    lines: (n: number) => count(n, { one: '# line', other: '# lines' }),
    bytes: (n: number) => `${(n / 1_000_000).toFixed(1)} MB`,
  },
  notEmpty: 'This draft has a text already, and import fills an empty draft only.',
  toTable: 'Go to the table',
  understood: 'What was understood',
  counts: {
    preambular: (n: number) => count(n, { one: '# preambular paragraph', other: '# preambular paragraphs' }),
    operative: (n: number) => count(n, { one: '# operative paragraph', other: '# operative paragraphs' }),
    subparagraphs: (n: number) => count(n, { one: '# subparagraph', other: '# subparagraphs' }),
    headings: (n: number) => count(n, { one: '# heading', other: '# headings' }),
    footnotes: (n: number) => count(n, { one: '# note', other: '# notes' }),
    brackets: (n: number) => count(n, { one: '# bracket', other: '# brackets' }),
    alternatives: (n: number) =>
      count(n, { one: '# group of alternatives', other: '# groups of alternatives' }),
    attributions: (n: number) => count(n, { one: '# bracket with a name', other: '# brackets with a name' }),
    citations: (n: number) =>
      count(n, { one: '# bracket that is a citation', other: '# brackets that are citations' }),
    bracketDepth: (n: number) => `nested ${n} deep`,
    agreed: (n: number) => count(n, { one: '# agreed', other: '# agreed' }),
    adReferendum: (n: number) => count(n, { one: '# agreed ad referendum', other: '# agreed ad referendum' }),
    words: (n: number) => count(n, { one: '# word', other: '# words' }),
    pageFurniture: (n: number) =>
      count(n, { one: '# page number or running head', other: '# page numbers and running heads' }),
  },
  flagged: 'What to look at',
  flaggedNone: 'Nothing to flag: every bracket closes and every line found its place.',
  flaggedText: (n: number) =>
    count(n, {
      one: 'One thing reads strangely. Nothing was changed or left out because of it.',
      other: '# things read strangely. Nothing was changed or left out because of them.',
    }),
  moreFlags: (n: number) => `and ${count(n, { one: 'one more', other: '# more' })}`,
  flags: {
    'bracket-not-closed': 'This bracket is never closed.',
    'bracket-not-opened': 'This bracket closes nothing.',
    'numbering-jump': (expected: string, found: string) =>
      `${expected} would come here; ${found} stands instead.`,
    'number-repeated': (found: string) => `The number ${found} stands here a second time.`,
    'character-replaced': (was: string, now: string) =>
      `The character ${was} cannot stand in a document; ${now} stands in its place.`,
    'symbol-font': (n: number) =>
      count(n, {
        one: 'One sign of a symbol font: what it showed can only be seen in that font.',
        other: '# signs of a symbol font: what they showed can only be seen in that font.',
      }),
    'date-order': (read: string) => `Day and month stand the other way round than usual: ${read}`,
    'status-not-read': (raw: string) =>
      `Looks like a status note that could not be read; it stays in the text: ${raw}`,
  },
  place: (line: number, column: number) => `Line ${line}, character ${column}`,
  lossless: 'No character was lost: put together again, these parts give the text you pasted.',
  lossy:
    'Put together again, these parts do not give the text you pasted. Compare them before you fill the draft.',
  front: 'Symbol block',
  frontHint:
    'Recognised at the top. The draft keeps its own title, symbol and date; other lines become paragraphs.',
  frontFields: {
    organ: 'Organ',
    series: 'Series',
    symbol: 'Symbol',
    date: 'Date',
    original: 'Original',
    distribution: 'Distribution',
    documentType: 'Type',
    title: 'Title',
    status: 'Status line',
  },
  paragraphs: 'Paragraphs',
  label: 'Number',
  kind: 'Kind',
  text: 'Text',
  furniture: 'page number or running head, left out',
  furnitureKeep: 'Keep page numbers and running heads as text',
  fill: 'Fill the draft',
  filling: 'Filling the draft…',
  again: 'Read another text',
  shortened: (shown: number, total: number) =>
    `The first ${shown} of ${total} paragraphs are shown; all of them will be filled in.`,
}
