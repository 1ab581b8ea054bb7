import type { DraftHeader, Language, Organ, Transmission } from '../basics/draft.ts'

/** Gender of an organ's name by the ending of its first word, as the article needs it. */
const feminine: Record<Exclude<Language, 'en'>, RegExp> = {
  es: /(?:ión|dad|a)$/iu,
  fr: /(?:sion|tion|ée|té|ence)$/iu,
  pt: /(?:são|ção|dade|ia|a)$/iu,
}

function withBy(name: string, language: Language): string {
  if (language === 'en') return `by the ${name}`
  const isFeminine = feminine[language].test(name.split(' ')[0] ?? '')
  if (language === 'es') return `por ${isFeminine ? 'la' : 'el'} ${name}`
  if (language === 'pt') return `${isFeminine ? 'pela' : 'pelo'} ${name}`
  return /^[aeiouéèêh]/iu.test(name) ? `par l'${name}` : `par ${isFeminine ? 'la' : 'le'} ${name}`
}

/** "(Text agreed upon by the Committee on Migration Issues)": the status line that a transmitted text takes. */
export function agreedLine(organ: Pick<Organ, 'name'>, language: Language): string {
  const by = withBy(organ.name[language], language)
  switch (language) {
    case 'en':
      return `(Text agreed upon ${by})`
    case 'es':
    case 'pt':
      return `(Texto acordado ${by})`
    case 'fr':
      return `(Texte convenu ${by})`
  }
}

export type HandingOver = {
  id: string
  header: DraftHeader
  /** Number of the revision that is handed over. */
  revision: number
  from: Organ
  to: Organ
  /** In the receiving organ's series. */
  symbol: string
  /** ISO date */
  date: string
  /** ms since epoch */
  at: number
  by: string
  /** The step before, when the text had come from elsewhere. */
  previous: Transmission | null
}

/** The step on a text's road that hands it from one organ to the next. */
export const transmissionFrom = ({ header, from, to, previous, ...step }: HandingOver): Transmission => ({
  ...step,
  draft: header.id,
  from: from.code,
  to: to.code,
  series: to.series,
  statusLine: agreedLine(from, header.originalLanguage),
  previous: previous?.id ?? null,
})
