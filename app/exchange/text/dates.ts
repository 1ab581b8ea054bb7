import { isIsoDate } from '#app/domain/basics/date.ts'
import type { Language } from '#app/domain/basics/draft.ts'

const MONTHS: Record<Language, readonly string[]> = {
  en: 'january february march april may june july august september october november december'.split(' '),
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  pt: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'.split(' '),
}

export type ReadDate = {
  /** `2024-04-18` */
  iso: string
  /** Only the other order of day and month made sense: a paper in English with `18/04/24`. */
  doubtful: boolean
}

/**
 * A date as papers of the Organization write it: `18 April 2024`, `April 18, 2024`, `6 de junio de 2052`,
 * and in figures month first in English (`03/12/24`), day first in the other languages. Null when it is none.
 */
export function readDate(text: string, language: Language): ReadDate | null {
  const trimmed = text.trim().replace(/\.$/, '')
  return (
    inFigures(trimmed, language) ??
    fromWords(
      trimmed.match(/^(\d{1,2})(?:er|º|o|th|st|nd|rd)?\s+(?:de\s+)?(\p{L}+)\.?,?\s+(?:del?\s+)?(\d{4})$/u),
    ) ??
    fromWords(swapped(trimmed.match(/^(\p{L}+)\.?\s+(\d{1,2})(?:th|st|nd|rd)?,?\s+(\d{4})$/u))) ??
    isoDate(trimmed)
  )
}

function inFigures(text: string, language: Language): ReadDate | null {
  const found = text.match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/)
  if (!found) return null
  const [first, second] = [Number(found[1]), Number(found[2])]
  const year = fullYear(Number(found[3]))
  const [month, day] = language === 'en' ? [first, second] : [second, first]
  const usual = isoOf(year, month, day)
  if (usual) return { iso: usual, doubtful: false }
  const other = isoOf(year, day, month)
  return other ? { iso: other, doubtful: true } : null
}

const swapped = (found: RegExpMatchArray | null): RegExpMatchArray | null =>
  found && [found[0], found[2] ?? '', found[1] ?? '', found[3] ?? '']

function fromWords(found: RegExpMatchArray | null): ReadDate | null {
  const month = monthOf(found?.[2] ?? '')
  const iso = found && month ? isoOf(Number(found[3]), month, Number(found[1])) : null
  return iso ? { iso, doubtful: false } : null
}

function isoDate(text: string): ReadDate | null {
  const found = text.match(/^(\d{4})-(\d\d)-(\d\d)$/)
  const iso = found && isoOf(Number(found[1]), Number(found[2]), Number(found[3]))
  return iso ? { iso, doubtful: false } : null
}

function monthOf(name: string): number | null {
  const sought = name.toLowerCase().replace(/^setiembre$/, 'septiembre')
  for (const months of Object.values(MONTHS)) {
    const at = months.findIndex(
      (month) => month === sought || (sought.length === 3 && month.startsWith(sought)),
    )
    if (at >= 0) return at + 1
  }
  return null
}

/** Two figures: `24` is 2024 and `98` is 1998; the Organization's electronic papers begin in the nineties. */
const fullYear = (year: number): number => (year >= 100 ? year : year >= 80 ? 1900 + year : 2000 + year)

function isoOf(year: number, month: number, day: number): string | null {
  const two = (n: number): string => String(n).padStart(2, '0')
  const iso = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  return isIsoDate(iso) ? iso : null
}
