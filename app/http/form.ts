import type { Submission } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import type { z } from 'zod'
import { isLines } from '#app/domain/basics/text-character.ts'
import { isStorable, unreadable } from './unreadable.ts'

/** What a form may hold. Its bytes and the count of its fields are bounded before, where the request comes in. */
export const FORM_LIMITS = {
  /** Times that a field which may repeat is given. */
  repeated: 100,
  /** Characters of a value; a form that takes whole texts says how many instead. */
  value: 10_000,
}

/** Fields that every form has, and that no schema names. */
const COMMON = ['csrf']

type Schema = z.ZodObject
/** `raw`: the texts are files of others, which have to be read before anybody can say what is wrong with them. */
type Bounds = { value?: number; raw?: boolean }

/**
 * The one reader of forms. Hands on the fields of the schema and nothing else: a name from outside never reaches
 * Conform, which builds an array of a billion places of `email[999999999]`. Throws a response, 400, for a form that no
 * page of ours sends: a name that the schema does not have, a single field twice, a file for a text, a value too long.
 */
export async function readForm<S extends Schema>(
  request: Request,
  schema: S,
  bounds?: Bounds,
): Promise<Submission<z.output<S>, string[]>> {
  return parseWithZod(await fieldsIn(request, schema, bounds), { schema })
}

/** The same for forms that have nothing in them to put right: what does not fit their schema is answered with 400. */
export async function readFields<S extends Schema>(
  request: Request,
  schema: S,
  bounds?: Bounds,
): Promise<z.output<S>> {
  const submission = await readForm(request, schema, bounds)
  if (submission.status !== 'success') throw unreadable()
  return submission.value
}

/** The fields themselves, for a form of which the answer is more than one schema. */
export async function fieldsIn(request: Request, schema: Schema, bounds: Bounds = {}): Promise<FormData> {
  const given = await formDataOf(request)
  const fields = new FormData()
  const { value: longest = FORM_LIMITS.value, raw = false } = bounds
  const isText = raw ? isStorable : isLines
  for (const [name, value] of given) {
    if (COMMON.includes(name)) continue
    const type = Object.hasOwn(schema.shape, name) ? kindOf(schema.shape[name]!) : null
    if (type === null) throw unreadable()
    if (fields.getAll(name).length >= (type === 'array' ? FORM_LIMITS.repeated : 1)) throw unreadable()
    if (typeof value === 'string' ? value.length > longest || !isText(value) : type !== 'file')
      throw unreadable()
    fields.append(name, value)
  }
  return fields
}

/** A body that is no form, or none at all, is an unreadable one. */
async function formDataOf(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch {
    throw unreadable()
  }
}

/** What a field is under its default and the like. */
function kindOf(field: z.core.$ZodType): string {
  const def = field._zod.def as { type: string; innerType?: z.core.$ZodType }
  return def.innerType ? kindOf(def.innerType) : def.type
}
