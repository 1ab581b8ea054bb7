import { describe, expect, test } from 'vitest'
import { derived, givenFrom } from './derived.ts'
import { shapes } from './shapes.ts'

/**
 * Sizes at which what costs the square of the text, or a call of the stack for each character, would not come to an
 * end: a text of 100,000 characters at once, entries and paragraphs as many as the guard lets in.
 */
const FACTOR = 16

describe.each(shapes.map((shape) => [shape.name, shape] as const))('a text of %s', (_, { size, make }) => {
  const given = givenFrom(make((size * FACTOR) / (size < 1_000 ? 4 : 1)))
  test.each(Object.entries(derived))('gives %s', (_name, work) => {
    expect(() => work(given)).not.toThrow()
  })
})
