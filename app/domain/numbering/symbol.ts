import { roman, romanValue } from '../basics/roman.ts'

export type SymbolSuffix = { kind: 'rev' | 'corr' | 'add'; number: number }

/** "CIDI/CAM/doc.8/24 rev. 2 corr. 1" */
export type DocumentSymbol = {
  kind: 'document'
  /** "CIDI/CAM" */ organ: string
  /** "doc", "INF", "SA" */ series: string
  /** Null while it is still to be given: "AG/doc.     /24". */
  number: number | null
  /** Two digits as on paper, or null. */
  year: number | null
  /** They stack in the order in which they were issued. */
  suffixes: readonly SymbolSuffix[]
}

/** "AG/RES. 2988 (LII-O/22)" */
export type ResolutionSymbol = {
  kind: 'resolution'
  organ: string
  /** "RES", "DEC" */ series: string
  number: number
  session: { ordinal: number; type: 'regular' | 'extraordinary'; year: number } | null
  suffixes: readonly SymbolSuffix[]
}

const suffixPattern = /\s*\b(rev|corr|add)\.?\s*(\d+)/gi
const document =
  /^([A-Z]{1,8}(?:\/[A-Z]{1,8})*)\/(doc|inf|sa|wp|acta|act)\s*\.?\s*(\d*)\s*(?:\/\s*(\d{2}|\d{4}))?$/i
const resolution =
  /^([A-Z]{1,8}(?:\/[A-Z]{1,8})*)\/(res|dec)\s*\.?\s*(\d+)\s*(?:\(\s*([IVXLCDM]+)\s*[-–]\s*([O0E])\s*\/\s*(\d{2})\s*\))?$/i

/**
 * Reads a symbol of a document or a resolution, and forgives what real papers have: a zero for the letter O
 * in a session, blanks too many or too few, other capitals. Null when it is neither.
 */
export function parseSymbol(text: string): DocumentSymbol | ResolutionSymbol | null {
  const suffixes: SymbolSuffix[] = []
  const stem = text
    .replace(suffixPattern, (_, kind: string, number: string) => {
      suffixes.push({ kind: kind.toLowerCase() as SymbolSuffix['kind'], number: Number(number) })
      return ''
    })
    .replace(/\s+/g, ' ')
    .trim()
  return readResolution(stem, suffixes) ?? readDocument(stem, suffixes)
}

function readDocument(stem: string, suffixes: SymbolSuffix[]): DocumentSymbol | null {
  const found = document.exec(stem)
  if (!found) return null
  const [, organ = '', series = '', number, year] = found
  return {
    kind: 'document',
    organ: organ.toUpperCase(),
    series: /^(doc|acta|act)$/i.test(series) ? series.toLowerCase() : series.toUpperCase(),
    number: number ? Number(number) : null,
    year: year ? Number(year.slice(-2)) : null,
    suffixes,
  }
}

function readResolution(stem: string, suffixes: SymbolSuffix[]): ResolutionSymbol | null {
  const found = resolution.exec(stem)
  if (!found) return null
  const [, organ = '', series = '', number, session, type, year] = found
  const ordinal = session === undefined ? null : romanValue(session)
  if (session !== undefined && ordinal === null) return null
  return {
    kind: 'resolution',
    organ: organ.toUpperCase(),
    series: series.toUpperCase(),
    number: Number(number),
    session:
      ordinal === null
        ? null
        : { ordinal, type: /e/i.test(type ?? '') ? 'extraordinary' : 'regular', year: Number(year) },
    suffixes,
  }
}

const two = (year: number): string => String(year).padStart(2, '0')

/** The symbol as a paper should have it: "CIDI/CAM/doc.8/24 rev. 2", "AG/RES. 2988 (LII-O/22)". */
export function formatSymbol(symbol: DocumentSymbol | ResolutionSymbol): string {
  const suffixes = symbol.suffixes.map(({ kind, number }) => ` ${kind}. ${number}`).join('')
  if (symbol.kind === 'document') {
    const year = symbol.year === null ? '' : `/${two(symbol.year)}`
    return `${symbol.organ}/${symbol.series}.${symbol.number ?? ''}${year}${suffixes}`
  }
  const { session } = symbol
  const sitting = session
    ? ` (${roman(session.ordinal).toUpperCase()}-${session.type === 'regular' ? 'O' : 'E'}/${two(session.year)})`
    : ''
  return `${symbol.organ}/${symbol.series}. ${symbol.number}${sitting}${suffixes}`
}

/**
 * What two spellings of one symbol have in common, to compare and look up by. A text that is no symbol we
 * know is compared without its blanks and capitals.
 */
export function symbolKey(text: string): string {
  const symbol = parseSymbol(text)
  return (symbol ? formatSymbol(symbol) : text).replace(/\s+/g, '').toUpperCase()
}

export const isSameSymbol = (one: string, other: string): boolean => symbolKey(one) === symbolKey(other)

/**
 * The symbol of a draft's `n`th revision: `base rev. n`; the base itself for the text as first issued (0).
 * A `rev.` that the base has already is replaced, and what followed it falls away.
 */
export function revisionSymbol(base: string, n: number): string {
  const stem = base.replace(/\s*\brev\.?\s*\d+.*$/i, '').trim()
  return n === 0 ? stem : `${stem} rev. ${n}`
}

/**
 * The next free symbol of a series: the stem, one more than the highest number that `taken` has in that year,
 * and the year: "CIDI/CAM/doc.9/24".
 *
 * @param stem "CIDI/CAM/doc."
 * @param year 2024
 */
export function nextSymbol(stem: string, year: number, taken: readonly string[]): string {
  const inYear = year % 100
  const series = symbolKey(`${stem}1`)
  const numbers = taken.flatMap((each) => {
    const symbol = parseSymbol(each)
    if (symbol?.kind !== 'document' || symbol.year !== inYear || symbol.number === null) return []
    const first = formatSymbol({ ...symbol, number: 1, year: null, suffixes: [] })
    return symbolKey(first) === series ? [symbol.number] : []
  })
  return `${stem}${Math.max(0, ...numbers) + 1}/${two(inYear)}`
}
