import type { Language } from './draft.ts'

const months: Record<Language, readonly string[]> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  pt: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'.split(' '),
}

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/

function partsOf(date: string): { year: string; month: number; day: number } | null {
  const found = isoDate.exec(date)
  if (!found) return null
  const [, year = '', month, day] = found
  const parts = { year, month: Number(month), day: Number(day) }
  return isDay(parts) ? parts : null
}

const isDay = ({ year, month, day }: { year: string; month: number; day: number }): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysIn(Number(year), month)

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Whether this is a day of the calendar written `2024-04-18`. */
export const isIsoDate = (date: string): boolean => partsOf(date) !== null

/**
 * The day as the symbol block of an OAS paper has it: "18 April 2024", "18 abril 2024", "1er avril 2024".
 * What is no ISO date is given back as it is.
 */
export function writeDate(date: string, language: Language): string {
  const parts = partsOf(date)
  if (!parts) return date
  const day = language === 'fr' && parts.day === 1 ? '1er' : String(parts.day)
  return `${day} ${months[language][parts.month - 1]} ${parts.year}`
}

const two = (n: number): string => String(n).padStart(2, '0')

/** "11/29/12" in English, "29/11/12" in the other languages. What is no ISO date is given back as it is. */
export function writeShortDate(date: string, language: Language): string {
  const parts = partsOf(date)
  if (!parts) return date
  const { year, month, day } = parts
  const order = language === 'en' ? [month, day] : [day, month]
  return [...order.map(two), year.slice(2)].join('/')
}
