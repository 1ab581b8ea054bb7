import { describe, expect, test } from 'vitest'
import { derived, givenFrom } from './derived.ts'
import { shapes } from './shapes.ts'

/** Four times what `tests/bench/doubling.ts` begins with: nothing may throw or run out of stack, whatever stands there. */
const FACTOR = 4

describe.each(shapes.map((shape) => [shape.name, shape] as const))('a text of %s', (_, { size, make }) => {
  const given = givenFrom(make((size * FACTOR) / (size < 1_000 ? 4 : 1)))
  test.each(Object.entries(derived))('gives %s', (_name, work) => {
    expect(() => work(given)).not.toThrow()
  })
})
