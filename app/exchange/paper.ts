import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { CHAIR } from '#app/domain/basics/actor.ts'
import type { DraftHeader, Language, Organ } from '#app/domain/basics/draft.ts'
import { numbersOf } from '#app/domain/numbering/numbering.ts'
import type { ParagraphId, ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import type { RollingParagraph, RollingText } from '#app/domain/basics/rolling.ts'
import { formatStatusNote } from '#app/domain/decisions/status.ts'
import { paperWords } from './paper-words.ts'

/** A text with all that a paper says of it: what every writer starts from. */
export type Paper = {
  header: DraftHeader
  organ: Organ
  text: RollingText
  /** As frozen at a revision, or as they stand now: paragraph → "OP 2 bis". */
  labels: Readonly<Record<ParagraphId, string>>
  /** Names in the language of the paper: code → "Mexico". */
  delegations: Readonly<Record<DelegationCode, string>>
  /** `rolling` with everything proposed, `clean` as it would read if adopted now. */
  view: 'rolling' | 'clean'
  /** As printed, with its suffix: "CIDI/CAM/doc.8/24 rev. 2". */
  symbol: string
  /** Up to where the record had come when it was issued or handed on; null for the text as it stands. */
  record: { number: number; code: string } | null
  /** ms since epoch; the same paper at the same time gives the same bytes. */
  generatedAt: number
}

/** The name that stands for a delegation on paper; the chair's own words are the chair's. */
export const nameOf = ({ delegations, header }: Paper, code: DelegationCode): string =>
  delegations[code] ?? (code === CHAIR ? paperWords[header.originalLanguage].chair : code)

/**
 * The number to print before each paragraph, "2 bis" or "a": from the frozen labels where they tell one. A
 * heading has one only if it was given one; so has a preambular paragraph only if it was put in later
 * ("2 bis"), since a preamble is not numbered on paper.
 */
export function printedNumbers(
  text: RollingText,
  labels: Paper['labels'],
): Record<ParagraphId, string | null> {
  const counted = numbersOf(text.paragraphs)
  return Object.fromEntries(
    text.paragraphs.map((paragraph) => {
      const { id } = paragraph
      return [id, printedNumber(paragraph, labels[id] ?? '', counted[id] ?? null)]
    }),
  )
}

function printedNumber(
  { kind, number }: Pick<RollingParagraph, 'kind' | 'number'>,
  label: string,
  counted: string | null,
): string | null {
  switch (kind) {
    case 'operative':
      return /^OP (.+)$/.exec(label)?.[1] ?? counted
    case 'footnote':
      return /^(.+)\/$/.exec(label)?.[1] ?? number
    case 'subparagraph':
      return lastOf(label, counted)
    case 'preambular':
      return /\p{L}/u.test(number ?? '') ? number : null
    case 'heading':
    case 'formula':
    case 'opener':
    case 'text':
      return number
  }
}

/** Of "OP 2 a ii" the last part, which is what the paragraph itself is called. */
function lastOf(label: string, counted: string | null): string | null {
  if (!label || (counted && label.endsWith(` ${counted}`))) return counted
  return /(\S+(?: (?:bis|ter|[a-z]+ies|alt))?)$/.exec(label)?.[1] ?? counted
}

/** The note at a paragraph's end. What is still under discussion is said to be pending. */
export function statusNoteOf(status: ParagraphStatus, date: string | null, language: Language): string {
  if (status === 'under-discussion') return `(${paperWords[language].pending})`
  return formatStatusNote(status, date, language)
}

/** The last line of an issued paper: who has it can tell whether the record was rewritten since. */
export const recordLine = ({ header, symbol, record }: Paper): string | null =>
  record && paperWords[header.originalLanguage].record(symbol, record.number, record.code)

/** The lines at the right of the symbol block. */
export function symbolLines({ header, symbol }: Paper, date: string): string[] {
  const { original, languages } = paperWords[header.originalLanguage]
  return [header.series, symbol, date, `${original}: ${languages[header.originalLanguage]}`]
}
