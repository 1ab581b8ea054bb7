import { z } from 'zod'
import { wholeNumber } from '#app/domain/basics/whole-number.ts'

/** Characters of a value in an address; a longer one is as good as none. */
const LONGEST = 2_000

/**
 * What an address asks for. Names that the schema does not have are ignored, of a name that is repeated the first is
 * taken, and a value that makes no sense counts as not given: an address is written by anybody, and never an error.
 * The fields of a schema are `queryField.text` and the like, which never refuse.
 */
export function readQuery<S extends z.ZodObject>(request: Request, schema: S): z.output<S> {
  const search = searchOf(request, Object.keys(schema.shape))
  return schema.parse(Object.fromEntries(search))
}

/** The same as names and values, for what makes sense of them itself. */
export function searchOf(request: Request, names: readonly string[]): URLSearchParams {
  const given = new URL(request.url).searchParams
  const known = new URLSearchParams()
  for (const name of names) {
    const value = given.get(name)
    if (value !== null && value.length <= LONGEST && !value.includes('\0')) known.set(name, value)
  }
  return known
}

export const queryField = {
  text: z.string().optional(),
  whole: (bounds: { min: number; max: number }) =>
    z
      .string()
      .optional()
      .transform((text) => wholeNumber(text, bounds) ?? undefined),
  oneOf: <const All extends readonly [string, ...string[]]>(all: All) =>
    z.enum(all).optional().catch(undefined),
}
