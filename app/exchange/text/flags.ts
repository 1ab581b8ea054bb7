import type { BracketTree } from '#app/domain/brackets/bracket.ts'
import type { RawParagraph } from './body.ts'
import { MAX_REPORTED, type Replacement } from './characters.ts'
import type { ImportedParagraph, ImportFlag } from './imported-text.ts'
import { findNumberingFlags } from './numbering-flags.ts'
import { findUnreadStatusNote } from './status-note.ts'

export type Findings = {
  paragraphs: readonly ImportedParagraph[]
  /** The same paragraphs, with the places of their text in the source. */
  raw: readonly RawParagraph[]
  tree: BracketTree
  replacements: readonly Replacement[]
  source: string
  /** Ids of paragraphs whose status has day and month in the other language's order. */
  doubtfulDates: readonly string[]
}

type Place = Pick<ImportFlag, 'line' | 'column' | 'paragraph'>

/** What a person should look at, in the order of the source; of each kind the first {@link MAX_REPORTED}. */
export function findFlags(findings: Findings): ImportFlag[] {
  const { paragraphs, raw } = findings
  const indexes = new Map(paragraphs.map(({ id }, at) => [id, at]))
  const placeOf = (id: string, offset: number): Place => placeIn(raw[indexes.get(id)!]!, id, offset)
  const flags: ImportFlag[] = [
    ...findings.tree.strays.slice(0, MAX_REPORTED).map(({ paragraph, offset, char }) => ({
      kind: char === '[' ? ('bracket-not-closed' as const) : ('bracket-not-opened' as const),
      ...placeOf(paragraph, offset),
    })),
    ...findNumberingFlags(paragraphs)
      .slice(0, MAX_REPORTED)
      .map(({ paragraph, ...flag }) => ({
        ...flag,
        ...placeOf(paragraph, 0),
      })),
    ...replacedCharacters(findings),
    ...symbolFont(paragraphs, placeOf),
    ...statusFlags(findings, placeOf).slice(0, MAX_REPORTED),
  ]
  return flags.sort((a, b) => a.line - b.line || a.column - b.column)
}

function placeIn({ places }: RawParagraph, paragraph: string, offset: number): Place {
  let low = 0
  let high = places.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (places[middle]!.offset <= offset) low = middle
    else high = middle - 1
  }
  const stretch = places[low]
  if (!stretch) return { line: 1, column: 1, paragraph }
  return { line: stretch.line, column: stretch.column + offset - stretch.offset, paragraph }
}

function replacedCharacters({ replacements, source, paragraphs }: Findings): ImportFlag[] {
  let line = 1
  let lineStart = 0
  let at = 0
  let next = 0
  return replacements.map(({ offset, was, now }) => {
    for (; at < offset; at++) {
      const char = source[at]
      if (char === '\n' || (char === '\r' && source[at + 1] !== '\n')) {
        line++
        lineStart = at + 1
      }
    }
    while (paragraphs[next + 1] && paragraphs[next + 1]!.sourceLine <= line) next++
    const owner = paragraphs[next]
    const paragraph = owner && owner.sourceLine <= line ? owner.id : null
    const code = `U+${was.toString(16).toUpperCase().padStart(4, '0')}`
    return { kind: 'character-replaced', was: code, now, line, column: offset - lineStart + 1, paragraph }
  })
}

function symbolFont(
  paragraphs: readonly ImportedParagraph[],
  placeOf: (id: string, offset: number) => Place,
): ImportFlag[] {
  const counted = paragraphs.map(({ id, text }) => ({
    id,
    first: text.search(/[\uF020-\uF0FF]/),
    count: text.match(/[\uF020-\uF0FF]/g)?.length ?? 0,
  }))
  const first = counted.find(({ count }) => count > 0)
  if (!first) return []
  const count = counted.reduce((sum, entry) => sum + entry.count, 0)
  return [{ kind: 'symbol-font', count, ...placeOf(first.id, first.first) }]
}

function statusFlags(
  { paragraphs, doubtfulDates }: Findings,
  placeOf: (id: string, offset: number) => Place,
): ImportFlag[] {
  return paragraphs.flatMap(({ id, text, statusNote }): ImportFlag[] => {
    const unread = findUnreadStatusNote(text)
    return [
      ...(unread
        ? [{ kind: 'status-not-read' as const, raw: unread.raw, ...placeOf(id, unread.offset) }]
        : []),
      ...(statusNote && doubtfulDates.includes(id)
        ? [{ kind: 'date-order' as const, read: statusNote.raw, ...placeOf(id, statusNote.offset) }]
        : []),
    ]
  })
}
