import { expect, test } from 'vitest'
import type { Language } from '#app/domain/basics/draft.ts'
import { languageOf } from './language.ts'

const all: Language[] = ['en', 'es', 'fr', 'pt']

test.each<[string, string[], string | null, Language[], Language]>([
  ['a browser is answered in the language it asks for', ['fr', 'en'], null, all, 'fr'],
  ['its order decides', ['pt', 'fr'], null, all, 'pt'],
  ['the region does not matter', ['es-MX', 'en-US'], null, all, 'es'],
  ['case does not matter', ['PT-br'], null, all, 'pt'],
  ['what a person chose comes before what the browser asks for', ['fr'], 'es', all, 'es'],
  ['a choice that is not spoken counts as none', ['fr'], 'de', all, 'fr'],
  ['the next language is taken where the first has no catalogue', ['fr', 'es'], null, ['en', 'es'], 'es'],
  ['English is spoken where none of them is', ['fr', 'de'], 'pt', ['en'], 'en'],
  ['English is spoken to whoever asks for nothing', [], null, all, 'en'],
  ['any language is English', ['*'], null, all, 'en'],
  ['a tag that only begins like a language is none', ['fro', 'english'], null, all, 'en'],
])('%s', (_, accepted, chosen, spoken, language) =>
  expect(languageOf(accepted, chosen, spoken)).toBe(language),
)
