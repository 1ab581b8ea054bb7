import type { Language } from '#app/domain/basics/draft.ts'
import { en, type Messages } from './en.ts'

export type Catalogues = Partial<Record<Language, Messages>> & { en: Messages }

/** The languages that the interface speaks. Add one here when its catalogue is complete. */
export const catalogues: Catalogues = { en }

/** The catalogue of a language, English where there is none yet. */
export const messagesIn = (language: string, given: Catalogues = catalogues): Messages =>
  given[language as Language] ?? given.en
