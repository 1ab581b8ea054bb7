import type { NewParagraph } from '#app/domain/decisions/decision.ts'
import type { Language } from '#app/domain/basics/draft.ts'
import type { FrontMatter } from './front-matter.ts'

/** What an import understood. Nothing of the source is missing from it: see `reassemble`. */
export type ImportedText = {
  front: FrontMatter
  paragraphs: readonly ImportedParagraph[]
  /** In reading order. */
  flags: readonly ImportFlag[]
  counts: ImportCounts
  /** Of the organ's line or the symbol block; `en` where neither tells. */
  language: Language
}

export type ImportedParagraph = NewParagraph & {
  /** "p1", "p2" … in reading order. */
  id: string
  /** As typed: "2 bis.", "[9.", "(a)"; empty when there is none. */
  label: string
  /** So many opening brackets at the end of reading `label` stand at the start of `text` too. */
  labelBrackets: number
  /** A line drawn over the notes, which is form and not text; empty elsewhere. */
  rule: string
  /** Where it begins, from 1. */
  sourceLine: number
  sourceColumn: number
  /** A page number or running head that stood between lines of the text. */
  pageFurniture: boolean
  /** The note that became `status`: it stood at this offset of `text` and is no longer in it. */
  statusNote: { raw: string; offset: number } | null
  /** What else was understood in the text. These words stay in it. */
  notes: readonly ParagraphNote[]
  /** At this offset a page ended: the next so many paragraphs of the list stood there in the source. */
  interruptions: readonly { offset: number; paragraphs: number }[]
}

export type ParagraphNote =
  /** "(Proposed by Alfa; supported by Bravo and Charlie)" */
  | {
      kind: 'proposers'
      offset: number
      raw: string
      proposers: readonly string[]
      supporters: readonly string[]
    }
  /** "{Chair's note: placement to be decided}" */
  | { kind: 'drafting'; offset: number; raw: string }

/** Something to look at before the text is used. `line` and `column` are places in the source, from 1. */
export type ImportFlag = { line: number; column: number; paragraph: string | null } & (
  | { kind: 'bracket-not-closed' }
  | { kind: 'bracket-not-opened' }
  | { kind: 'numbering-jump'; expected: string; found: string }
  | { kind: 'number-repeated'; found: string }
  /** `was` as "U+0007", `now` the sign that stands for it. */
  | { kind: 'character-replaced'; was: string; now: string }
  /** Bullets of a symbol font, `count` in all; the first one is here. */
  | { kind: 'symbol-font'; count: number }
  /** The day and the month of a status note stood the other way round than its language has them. */
  | { kind: 'date-order'; read: string }
  /** Looks like a status note, but could not be read; it stays in the text. */
  | { kind: 'status-not-read'; raw: string }
)

export type ImportCounts = {
  /** Without page furniture. */
  paragraphs: number
  preambular: number
  operative: number
  subparagraphs: number
  headings: number
  footnotes: number
  /** Page numbers and running heads, kept as paragraphs of their own. */
  pageFurniture: number
  /** Balanced pairs that look negotiated. */
  brackets: number
  /** Pairs that look like citations, "[AG/RES. 102 (III-O/73)]". */
  citations: number
  /** Of the most deeply nested pair. */
  bracketDepth: number
  /** Groups of alternatives, "[shall][should]". */
  alternatives: number
  /** Pairs that name delegations. */
  attributions: number
  /** Paragraphs by status, where it was noted. */
  agreed: number
  adReferendum: number
  words: number
}

const withoutBlanks = (text: string): string => text.replace(/\s+/gu, '')

/**
 * All characters of the source, in order and without white space, put together from the parts of the result.
 * Equal to the source without white space once `repairCharacters` has been applied to it: the proof that
 * an import loses nothing.
 */
export function reassemble(imported: Pick<ImportedText, 'front' | 'paragraphs'>): string {
  const { paragraphs } = imported
  const front = [...imported.front.pieces]
  const out: string[] = []
  const frontBefore = (line: number, column: number): void => {
    while (front[0] && (front[0].line < line || (front[0].line === line && front[0].column < column)))
      out.push(front.shift()!.raw)
  }
  let next = 0
  const emit = (): void => {
    const paragraph = paragraphs[next++]!
    frontBefore(paragraph.sourceLine, paragraph.sourceColumn)
    out.push(paragraph.rule, paragraph.label)
    let from = paragraph.labelBrackets
    const { statusNote, text } = paragraph
    const stops = [
      ...paragraph.interruptions.map(({ offset, paragraphs: count }) => ({ offset, count, raw: '' })),
      ...(statusNote ? [{ offset: statusNote.offset, count: 0, raw: statusNote.raw }] : []),
    ].sort((a, b) => a.offset - b.offset || a.count - b.count)
    for (const stop of stops) {
      out.push(text.slice(from, stop.offset), stop.raw)
      from = Math.max(from, stop.offset)
      for (const until = Math.min(next + stop.count, paragraphs.length); next < until;) emit()
    }
    out.push(text.slice(from))
  }
  while (next < paragraphs.length) emit()
  frontBefore(Infinity, 0)
  return withoutBlanks(out.join(''))
}

/**
 * The paragraphs to fill a draft with. Lines of the symbol block that the draft's own header will not carry
 * (`carried` names those it will) come first as plain text, so that they are not lost.
 */
export function paragraphsOf(
  { front, paragraphs }: Pick<ImportedText, 'front' | 'paragraphs'>,
  {
    carried,
    pageFurniture,
  }: { carried: readonly FrontMatter['pieces'][number]['field'][]; pageFurniture: boolean },
): NewParagraph[] {
  const lines = front.pieces
    .filter((piece) => !carried.includes(piece.field))
    .map((piece) => plain(piece.raw))
  const kept = paragraphs.filter((paragraph) => pageFurniture || !paragraph.pageFurniture)
  return [...lines, ...kept.map(bare)]
}

/** Of what was read of a paragraph, what a draft is filled with. */
export const bare = ({ kind, level, number, text, status, statusDate }: NewParagraph): NewParagraph => ({
  kind,
  level,
  number,
  text,
  status,
  statusDate,
})

const plain = (text: string): NewParagraph => ({
  kind: 'text',
  level: 0,
  number: null,
  text,
  status: 'open',
  statusDate: null,
})
