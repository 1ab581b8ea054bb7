import { parseBrackets, type BracketTree } from '#app/domain/brackets/bracket.ts'
import type { Language } from '#app/domain/basics/draft.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import { Body, type RawParagraph } from './body.ts'
import {
  checkText,
  MAX_CHARACTERS,
  repairCharacters,
  type ImportRefusal,
  type Replacement,
} from './characters.ts'
import { findFlags } from './flags.ts'
import { formulaLanguage, resolvesLanguage } from './forms.ts'
import { readFrontMatter } from './front-matter.ts'
import type { ImportCounts, ImportedParagraph, ImportedText } from './imported-text.ts'
import { linesOf, wrapWidth, type Line } from './lines.ts'
import { readNotes } from './notes.ts'
import { findPageFurniture } from './page-furniture.ts'

export type ReadOptions = {
  /** Where the text itself does not tell. */
  language?: Language
  /** In UTF-16 code units. */
  limit?: number
}

/**
 * Reads a resolution, or a part of one, from plain text in the form that the Organization's papers have, in any
 * of its four languages, and other negotiating texts as far as their form is alike. Loses no character: see
 * `reassemble`. Refuses only what is no text, or too much of it; never throws.
 */
export function readPlainText(
  source: string,
  options: ReadOptions = {},
): Result<ImportedText, ImportRefusal> {
  const checked = checkText(source, options.limit ?? MAX_CHARACTERS)
  return checked.ok ? accept(read(checked.value, options.language)) : checked
}

function read(source: string, given: Language | undefined): ImportedText {
  const { text, replacements } = repairCharacters(source)
  const lines = linesOf(text)
  const language = given ?? languageOf(lines)
  const { front, loose, bodyStart } = readFrontMatter(lines, language)
  const furniture = findPageFurniture(
    lines,
    lines
      .slice(0, bodyStart)
      .map((line) => line.text)
      .join(' '),
  )
  const body = new Body(language, wrapWidth(lines.filter((_, at) => !furniture.has(at))))
  for (const block of loose) body.addLoose(block)
  for (let at = bodyStart; at < lines.length; at++) {
    if (furniture.has(at)) body.addPageFurniture(lines[at]!)
    else body.add(lines[at]!, lines[at + 1], nextFilled(lines, at))
  }
  body.end()
  return importedFrom(front, body.paragraphs, language, replacements, source)
}

function nextFilled(lines: readonly Line[], at: number): Line | undefined {
  let next = at + 1
  while (lines[next]?.text === '') next++
  return lines[next]
}

function importedFrom(
  front: ImportedText['front'],
  raw: readonly RawParagraph[],
  language: Language,
  replacements: readonly Replacement[],
  source: string,
): ImportedText {
  const dates: string[] = []
  const paragraphs = raw.map((paragraph, at) => finish(paragraph, `p${at + 1}`, dates))
  const tree = parseBrackets(paragraphs.filter(({ pageFurniture }) => !pageFurniture))
  const flags = findFlags({ paragraphs, raw, tree, replacements, source, doubtfulDates: dates })
  return { front, paragraphs, flags, counts: countsOf(paragraphs, tree), language }
}

function languageOf(lines: readonly Line[]): Language {
  for (const [at, { text }] of lines.entries()) {
    const found =
      formulaLanguage(text) ??
      resolvesLanguage(text) ??
      (text ? formulaLanguage(`${text} ${lines[at + 1]?.text ?? ''}`) : null)
    if (found) return found
  }
  return 'en'
}

/** Takes the status note off, and makes a paragraph of plain data. */
function finish(raw: RawParagraph, id: string, doubtfulDates: string[]): ImportedParagraph {
  const { kind, level, number, label, labelBrackets, rule, pageFurniture, interruptions } = raw
  const read = readNotes(raw.text, raw.language)
  // A page that ended within or after the note: its place could not be told any more.
  const taken = !interruptions.some(({ offset }) => offset > (read.status?.offset ?? Infinity))
  const { text, status, notes } = taken ? read : { ...read, text: raw.text, status: null, notes: [] }
  if (status?.dateDoubtful) doubtfulDates.push(id)
  return {
    id,
    kind,
    level,
    number,
    text,
    status: status?.status ?? 'open',
    statusDate: status?.date ?? null,
    label,
    labelBrackets,
    rule,
    sourceLine: raw.places[0]?.line ?? 1,
    sourceColumn: raw.places[0]?.column ?? 1,
    pageFurniture,
    statusNote: status && { raw: status.raw, offset: status.offset },
    notes,
    interruptions,
  }
}

function countsOf(all: readonly ImportedParagraph[], tree: BracketTree): ImportCounts {
  const paragraphs = all.filter(({ pageFurniture }) => !pageFurniture)
  const ofKind = (kind: string): number => paragraphs.filter((paragraph) => paragraph.kind === kind).length
  const negotiated = tree.brackets.filter(({ literal }) => literal === null)
  return {
    paragraphs: paragraphs.length,
    preambular: ofKind('preambular'),
    operative: ofKind('operative'),
    subparagraphs: ofKind('subparagraph'),
    headings: ofKind('heading'),
    footnotes: ofKind('footnote'),
    pageFurniture: all.length - paragraphs.length,
    brackets: negotiated.length,
    citations: tree.brackets.length - negotiated.length,
    bracketDepth: tree.brackets.reduce((most, { depth }) => Math.max(most, depth), 0),
    alternatives: tree.alternatives.length,
    attributions: negotiated.filter(({ attribution }) => attribution.length > 0).length,
    agreed: paragraphs.filter(({ status }) => status === 'agreed').length,
    adReferendum: paragraphs.filter(({ status }) => status === 'ad-referendum').length,
    words: paragraphs.reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0),
  }
}
