import { expect, test } from 'vitest'
import type { Language } from '#app/domain/basics/draft.ts'
import { languageOf } from './language.ts'

const all: Language[] = ['en', 'es', 'fr', 'pt']

test.each<[string, string[], Language[], Language]>([
  ['a browser is answered in the language it asks for', ['fr', 'en'], all, 'fr'],
  ['its order decides', ['pt', 'fr'], all, 'pt'],
  ['the region does not matter', ['es-MX', 'en-US'], all, 'es'],
  ['case does not matter', ['PT-br'], all, 'pt'],
  ['the next language is taken where the first has no catalogue', ['fr', 'es'], ['en', 'es'], 'es'],
  ['English is spoken where none of them is', ['fr', 'de'], ['en'], 'en'],
  ['English is spoken to whoever asks for nothing', [], all, 'en'],
  ['any language is English', ['*'], all, 'en'],
  ['a tag that only begins like a language is none', ['fro', 'english'], all, 'en'],
])('%s', (_, accepted, spoken, language) => expect(languageOf(accepted, spoken)).toBe(language))
