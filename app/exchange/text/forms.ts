import type { Language } from '#app/domain/basics/draft.ts'
import { OPENERS } from './introductory-words.ts'

/** Words that close the preamble, each alone on its line. */
const RESOLVES: Record<Language, readonly string[]> = {
  en: ['RESOLVES', 'DECLARES', 'DECIDES', 'AGREES', 'RESOLVES AND DECLARES', 'DECLARES AND RESOLVES'],
  es: ['RESUELVE', 'DECLARA', 'ACUERDA', 'DECIDE', 'DECLARA Y RESUELVE'],
  fr: ['DÉCIDE', 'DÉCLARE', 'DECIDE', 'DECLARE', 'CONVIENT'],
  pt: ['RESOLVE', 'DECLARA', 'DECIDE', 'ACORDA'],
}

const ARTICLES: Record<Language, RegExp> = {
  en: /^THE\s/i,
  es: /^(?:LA|EL|LOS|LAS)\s/i,
  fr: /^(?:L['’]|LE\s|LA\s|LES\s)/i,
  pt: /^(?:A|O|AS|OS)\s/i,
}

/** Tells the languages that share the article of the organ's line apart. */
const TELLING: Record<Language, RegExp> = {
  en: /./,
  es: /\b(?:ASAMBLEA|CONSEJO|COMITÉ|COMISIÓN|REUNIÓN|GENERAL)/i,
  fr: /(?:ASSEMBLÉE|CONSEIL|COMITÉ|COMMISSION|RÉUNION)/i,
  pt: /(?:ASSEMBL|CONSELHO|COMISSÃO|REUNIÃO|GERAL)/i,
}

export const LANGUAGES: readonly Language[] = ['en', 'es', 'fr', 'pt']

/** No fixed line of the form is longer. */
const LONGEST = 160

const letters = (text: string): string => text.replace(/[^\p{L}]/gu, '')

/** At least three letters, and none of them small. */
export const isCapitals = (text: string): boolean => {
  const found = letters(text)
  return found.length >= 3 && found === found.toUpperCase() && found !== found.toLowerCase()
}

const unbracketed = (text: string): string => text.replace(/^[[\s“"]+|[\]\s”"]+$/g, '')

/** The organ's line, "THE GENERAL ASSEMBLY,": a name with its article and a comma, alone on its line. */
export function formulaLanguage(text: string): Language | null {
  if (text.length > LONGEST) return null
  const line = unbracketed(text)
  if (!line.endsWith(',') || line.slice(0, -1).includes(',')) return null
  if (!isCapitals(line) && !isTitled(line)) return null
  return LANGUAGES.find((language) => ARTICLES[language].test(line) && TELLING[language].test(line)) ?? null
}

/** "The General Assembly,": every word of weight with a capital. */
const isTitled = (line: string): boolean =>
  /^\p{Lu}/u.test(line) &&
  line.split(/\s+/).length >= 2 &&
  line.split(/\s+/).length <= 12 &&
  line
    .split(/\s+/)
    .every(
      (word) =>
        /^[(]?\p{Lu}/u.test(word) ||
        /^(?:of|for|the|de|del|la|das?|dos?|des|du|et|y|e|para|pour|on)$/.test(word),
    )

/** "RESOLVES:" and its like, alone on its line. */
export function resolvesLanguage(text: string): Language | null {
  if (text.length > LONGEST) return null
  const line = unbracketed(text).replace(/\s*:$/, '').replace(/\s+/g, ' ')
  return LANGUAGES.find((language) => RESOLVES[language].includes(line)) ?? null
}

const FOOTNOTES =
  /^(?:FOOTNOTES|NOTAS(?: (?:DE|AL) (?:PIE(?: DE PÁGINA)?|RODAPÉ))?|NOTES(?: DE BAS DE PAGE)?)\s*:?$/

/** The heading over the notes that go on at the end of a paper. */
export const isFootnotesHeading = (text: string): boolean => FOOTNOTES.test(text)

/** A line drawn over the notes at a page's foot. */
export const isRule = (text: string): boolean => /^(?:_{4,}|-{5,}|[—–─]{3,})$/.test(text)

const CAPITALS_FIRST = new RegExp(
  `^[[\\s(“"]*(?:${LANGUAGES.flatMap((language) => OPENERS[language]).join('|')})(?!\\p{L})`,
  'u',
)
const TITLED = new RegExp(
  `^[[\\s(“"]*(?:(?:also|further|deeply|gravely|seriously)\\s+)?(?:${LANGUAGES.flatMap((language) => OPENERS[language]).join('|')})(?!\\p{L})`,
  'iu',
)

/** Opens with words such as "RECALLING ALSO", in any of the languages. */
export const opensInCapitals = (text: string): boolean => CAPITALS_FIRST.test(text)

/** Opens with such words in any case: "Recalling also", as United Nations texts have it. */
export const opensPreambular = (text: string): boolean => /^[[\s(“"]*\p{Lu}/u.test(text) && TITLED.test(text)

/** "CONSIDERING:", "TAKING INTO ACCOUNT:": an opener that owns the paragraphs after it. */
export const isOwningOpener = (text: string): boolean =>
  text.length <= 80 && /:\]*$/.test(text) && isCapitals(text) && opensInCapitals(text)

/** "That …;", a child of such an opener. */
export const opensChild = (text: string): boolean => /^[[\s(“"]*(?:That|Que|Qu['’])(?!\p{L})/u.test(text)

const INFINITIVES: Record<Language, RegExp> = {
  en: /^[[\s(“"]*To\s+\[?\p{Ll}/u,
  es: /^[[\s(“"]*\p{Lu}\p{Ll}+(?:ar|er|ir)(?:lo|la|le|se)?(?!\p{L})/u,
  fr: /^[[\s(“"]*D(?:['’]|e\s+\[?)\p{Ll}/u,
  pt: /^[[\s(“"]*\p{Lu}\p{Ll}+(?:ar|er|ir|or)(?!\p{L})/u,
}

/** "To urge", "Instar", "De charger": how an operative paragraph begins. */
export const opensOperative = (text: string, language: Language): boolean => INFINITIVES[language].test(text)

/** "Option 2:", "[Option (b):" and the like in the four languages. */
export const opensOption = (text: string): boolean =>
  /^[[\s]*(?:Option|Opción|Opção)\s*(?:\d+|[IVX]+|\(?[a-z]+\))\s*(?:bis|ter|quater)?\s*[:.–-]/iu.test(text)

/** A mark of a list without numbers; U+F0B7 is the bullet of Word's symbol font. */
export const bulletOf = (text: string): string | null =>
  /^(?:[•●◦▪‣·\uF0B7\uF0A7]|[o*–—-](?=\s))/u.exec(text)?.[0] ?? null
