import type { z } from 'zod'
import { isLines } from '#app/domain/basics/text-character.ts'

/**
 * The one reader of JSON that is posted. Its bytes, depth and count of values are bounded where the request comes in;
 * here the schema says what may be in it. Throws a response, 400 with `{ ok: false, refusal: null }`, for all else.
 */
export async function readJson<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  const given: unknown = await request.json().catch(() => null)
  const parsed = isPlain(given) ? schema.safeParse(given) : null
  if (parsed?.success) return parsed.data
  throw Response.json({ ok: false, refusal: null }, { status: 400 })
}

/** Texts of characters only, and no name that means the prototype of an object. */
function isPlain(given: unknown): boolean {
  const left: unknown[] = [given]
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value === 'string' && !isLines(value)) return false
    if (typeof value !== 'object' || value === null) continue
    for (const [key, each] of Object.entries(value)) {
      if (key === '__proto__') return false
      left.push(each)
    }
  }
  return true
}
