import type { Language } from '#app/domain/basics/draft.ts'
import {
  formulaLanguage,
  isCapitals,
  isRule,
  opensInCapitals,
  opensOption,
  resolvesLanguage,
} from './forms.ts'
import { readField, readOriginal, readSymbol, type FrontField, type PaperSymbol } from './front-fields.ts'
import { readDate } from './dates.ts'
import { readLabel } from './labels.ts'
import { isBlank, type Line } from './lines.ts'

/** A part of the symbol block as it stood in the source. */
export type FrontPiece = { field: FrontField; raw: string; line: number; column: number }

/** The symbol block and the title. Each field is null where the source has none; `pieces` hold every character. */
export type FrontMatter = {
  organ: string | null
  /** "OEA/Ser.W" */
  series: string | null
  symbol: PaperSymbol | null
  /** ISO */
  date: string | null
  /** Of "Original: Spanish/English"; the first one is the original. */
  originalLanguages: readonly Language[]
  /** "DRAFT PARAGRAPHS" */
  documentType: string | null
  title: string | null
  /** Marks of the notes to the title: "1/", "2/". */
  titleNotes: readonly string[]
  /** "(Presented by the Chair …)" */
  statusLine: string | null
  /** In reading order. */
  pieces: readonly FrontPiece[]
}

export type ReadFront = {
  front: FrontMatter
  /** Lines before the body that no field was recognised in, by block; with `body` they hold all the rest. */
  loose: readonly (readonly Line[])[]
  /** Index of the first line of the body. */
  bodyStart: number
}

type Segment = Line & {
  field: FrontField | null
  /** Second or third column of its line. */ side: boolean
  block: number
}

const MOST_LINES = 60

/** Reads the symbol block and title that a paper begins with. What is no such block is left to the body. */
export function readFrontMatter(lines: readonly Line[], language: Language): ReadFront {
  const bodyStart = endOfFront(lines)
  const anchored = formulaAt(lines, bodyStart) !== null
  const segments = segmentsOf(lines.slice(0, bodyStart))
  recogniseFields(segments, language)
  recogniseStatus(segments)
  recogniseOrgan(segments)
  recogniseTitle(segments, anchored)
  const certain =
    anchored ||
    segments.some(({ field }) => field && field !== 'organ' && field !== 'title' && field !== 'status')
  if (!certain) return { front: frontOf([], language), loose: [], bodyStart: 0 }
  const pieces = segments.flatMap(({ field, text, number, column }) =>
    field ? [{ field, raw: text, line: number, column }] : [],
  )
  return { front: frontOf(pieces, language), loose: looseBlocks(segments), bodyStart }
}

/** The first line of the body: where a form of the text itself, or running prose, begins. */
function endOfFront(lines: readonly Line[]): number {
  let filled = 0
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (isBlank(line)) continue
    if (++filled > MOST_LINES || beginsBody(lines, at)) return at
  }
  return lines.length
}

function beginsBody(lines: readonly Line[], at: number): boolean {
  const { text } = lines[at]!
  if (formulaAt(lines, at) || resolvesLanguage(text) || opensInCapitals(text)) return true
  if (text.length > 400 || isRule(text) || opensOption(text) || isProse(lines, at)) return true
  const label = readLabel(text)
  return label !== null && !/^\d+\/\d+/.test(text) && /\p{L}/u.test(label.rest)
}

/** The organ's line, which may be wrapped over two lines. */
function formulaAt(lines: readonly Line[], at: number): Language | null {
  const line = lines[at]
  if (!line) return null
  const next = lines[at + 1]
  return (
    formulaLanguage(line.text) ??
    (next && isCapitals(line.text) ? formulaLanguage(`${line.text} ${next.text}`) : null)
  )
}

/** A block of sentences: it ends like one and is longer than the lines of a title page are. */
function isProse(lines: readonly Line[], at: number): boolean {
  if (at > 0 && !isBlank(lines[at - 1]!)) return false
  const block: string[] = []
  for (let next = at; lines[next]?.text; next++) block.push(lines[next]!.text)
  const text = block.join(' ')
  return text.length > 120 && /[.;:,]["”)\]]*$/.test(text) && !/^\(.*\)$/.test(text) && !isCapitals(text)
}

function segmentsOf(lines: readonly Line[]): Segment[] {
  let block = 0
  return lines.flatMap((line) => {
    if (isBlank(line)) block++
    return [...line.text.matchAll(/\S+(?:[ \u00A0]{1,2}\S+)*/g)].reduce<Segment[]>((columns, found) => {
      const last = columns.at(-1)
      const gap = last ? found.index - (last.column - line.column + last.text.length) : 0
      // "AG/doc.     /24" leaves room for a number to come.
      if (last && (gap < 3 || /^\/\d/.test(found[0]))) {
        last.text = line.text.slice(last.column - line.column, found.index + found[0].length)
        return columns
      }
      const column = line.column + found.index
      return [...columns, { ...line, text: found[0], column, field: null, side: columns.length > 0, block }]
    }, [])
  })
}

function recogniseFields(segments: Segment[], language: Language): void {
  for (const segment of segments) segment.field = readField(segment.text, language)
}

/** From "(" at a line's start to the line that ends with ")". */
function recogniseStatus(segments: Segment[]): void {
  for (let at = 0; at < segments.length; at++) {
    if (segments[at]!.field || !segments[at]!.text.startsWith('(')) continue
    const end = segments.findIndex(
      (segment, index) => index >= at && index < at + 8 && segment.text.endsWith(')'),
    )
    if (end < 0 || segments[end]!.block !== segments[at]!.block) continue
    for (let part = at; part <= end; part++) segments[part]!.field ??= 'status'
  }
}

/** What stands left of the series or symbol, or the first line in capitals of several. */
function recogniseOrgan(segments: Segment[]): void {
  let beside = false
  segments.forEach((segment, at) => {
    const right = segments[at + 1]
    if (segment.side || segment.field || !right?.side || !right.field) return
    segment.field = 'organ'
    beside = true
  })
  const first = segments[0]
  if (beside || !first || first.field || !isCapitals(first.text)) return
  const title = segments.find(
    (segment) => segment.block > first.block && !segment.field && isCapitals(segment.text),
  )
  if (title)
    for (const segment of segments)
      if (segment.block === first.block && isCapitals(segment.text)) segment.field ??= 'organ'
}

/** Lines in capitals; else what follows a number such as "79/271."; else the last lines before the organ's. */
function recogniseTitle(segments: Segment[], anchored: boolean): void {
  const open = segments.filter((segment) => !segment.field)
  const numbered = open.findIndex(({ text }) => /^\d+\/\d+\.$/.test(text))
  const title =
    numbered >= 0
      ? open.slice(numbered).filter(({ block }) => block === open[numbered]!.block)
      : open.some(({ text }) => isCapitals(text))
        ? capitalsRun(open)
        : anchored
          ? open.filter(({ block, text }) => block === open.at(-1)!.block && !/[.;]$/.test(text))
          : []
  for (const segment of title) segment.field = 'title'
}

function capitalsRun(open: Segment[]): Segment[] {
  const from = open.findIndex(({ text }) => isCapitals(text))
  const run = open.slice(from)
  const end = run.findIndex(
    ({ text, block }, at) => !isCapitals(text) || (at > 0 && block > run[at - 1]!.block + 1),
  )
  return end < 0 ? run : run.slice(0, end)
}

/** Lines of one width belong together; a short one stands alone, as "Second session" does. */
function looseBlocks(segments: readonly Segment[]): Line[][] {
  const blocks: Line[][] = []
  const widest = Math.max(45, ...segments.map(({ text }) => text.length))
  segments.forEach((segment, at) => {
    if (segment.field) return
    const before = segments[at - 1]
    const goesOn = before && !before.field && before.block === segment.block && !segment.side
    if (goesOn && before.text.length > widest * 0.6) blocks.at(-1)!.push(segment)
    else blocks.push([segment])
  })
  return blocks
}

function frontOf(pieces: FrontPiece[], language: Language): FrontMatter {
  const joined = (field: FrontField): string | null =>
    pieces
      .filter((piece) => piece.field === field)
      .map(({ raw }) => raw)
      .join(' ')
      .replace(/\s+/g, ' ') || null
  const first = (field: FrontField): string | null =>
    pieces.find((piece) => piece.field === field)?.raw ?? null
  const symbol = first('symbol')
  const wholeTitle = joined('title')
  const title = wholeTitle?.replace(/(?:\s*\d{1,2}\/)+$/, '') ?? null
  return {
    organ: joined('organ'),
    series: first('series'),
    symbol: symbol === null ? null : readSymbol(symbol),
    date: readDate(first('date')?.replace(/^\(|\)$/g, '') ?? '', language)?.iso ?? null,
    originalLanguages: readOriginal(first('original') ?? ''),
    documentType: joined('documentType'),
    title,
    titleNotes: (wholeTitle ?? '').slice(title?.length ?? 0).match(/\d{1,2}\//g) ?? [],
    statusLine: joined('status'),
    pieces,
  }
}
