import { z } from 'zod'
import type { Intervention } from '#app/domain/intervention.ts'
import { stances } from '#app/domain/stance.ts'

const id = z.string().min(1).max(200).regex(/^\S+$/)
const subjects = z.array(id).min(1).max(100)
const note = z.string().max(2_000).optional()

const kinds = {
  'take-position': z.strictObject({
    kind: z.literal('take-position'),
    subjects,
    stance: z.enum(stances),
    note,
  }),
  'leave-position': z.strictObject({ kind: z.literal('leave-position'), subjects }),
  'set-focus': z.strictObject({ kind: z.literal('set-focus'), paragraph: id.nullable() }),
} satisfies { [K in Intervention['kind']]: z.ZodType<Extract<Intervention, { kind: K }>> }

/** What comes in at this door, nothing missing and nothing more. */
export const interventionSchema: z.ZodType<Intervention> = z.discriminatedUnion('kind', [
  kinds['take-position'],
  kinds['leave-position'],
  kinds['set-focus'],
])
