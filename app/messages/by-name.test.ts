import { expect, test } from 'vitest'
import type { Language } from '#app/domain/basics/draft.ts'
import { byName } from './by-name.ts'

test.each<[Language, string[]]>([
  ['en', ['Ñandú', 'Noruega', 'Nueva', 'Zaire']],
  ['es', ['Noruega', 'Nueva', 'Ñandú', 'Zaire']],
])('names stand in the order of the alphabet of %s', (language, expected) => {
  const names = ['Zaire', 'Ñandú', 'Nueva', 'Noruega'].map((name) => ({ name }))
  expect(names.sort(byName(language)).map(({ name }) => name)).toEqual(expected)
})
