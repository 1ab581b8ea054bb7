import type { Language } from '#app/domain/basics/draft.ts'

/** The order of names in the alphabet of a language. */
export const byName =
  (language: Language) =>
  (one: { name: string }, other: { name: string }): number =>
    one.name.localeCompare(other.name, language)
