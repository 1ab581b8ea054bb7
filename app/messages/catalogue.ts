import type { Language } from '#app/domain/basics/draft.ts'
import { en, type Messages } from './en.ts'

/** The languages that the interface speaks. Add one here when its catalogue is complete. */
export const catalogues: Partial<Record<Language, Messages>> & { en: Messages } = { en }

/** The catalogue of a language, English where there is none yet. */
export const messagesIn = (language: string): Messages => catalogues[language as Language] ?? catalogues.en
