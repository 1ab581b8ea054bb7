import type { Language } from '#app/domain/basics/draft.ts'

/**
 * The language to speak to somebody: the first of those that their browser asks for, among `spoken`; English when
 * none of them is spoken. Of a language tag (`pt-BR`) the language counts, not the region.
 *
 * @param accepted language tags, the most wanted first; `*` is any
 */
export function languageOf(accepted: readonly string[], spoken: readonly Language[]): Language {
  const wanted = accepted.map((tag) => tag.toLowerCase().split('-')[0])
  return wanted.flatMap((tag) => spoken.find((language) => language === tag) ?? [])[0] ?? 'en'
}
