import { z } from 'zod'
import type { SaidWithin } from '#app/domain/floor/comment.ts'

const id = z.string().min(1).max(200).regex(/^\S+$/)
const character = z.string().regex(/^\d{1,16}:\d{1,16}$/)
/** Much more than is taken: what is too long is refused in words, not here. */
const text = z.string().max(50_000)
const mentions = z
  .array(z.strictObject({ kind: z.literal('person'), user: id, name: z.string().min(1).max(300) }))
  .max(100)
const about = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), paragraph: id }),
  z.strictObject({ kind: z.literal('proposal'), paragraph: id, proposals: z.array(id).min(1).max(100) }),
  z.strictObject({ kind: z.literal('words'), paragraph: id, from: character, to: character }),
])

/** What comes in at this door, nothing missing and nothing more. */
export const saidWithinSchema: z.ZodType<SaidWithin> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('comment'), about, text, mentions }),
  z.strictObject({ kind: z.literal('reply'), thread: id, text, mentions }),
  z.strictObject({ kind: z.literal('resolve-thread'), thread: id }),
  z.strictObject({ kind: z.literal('reopen-thread'), thread: id }),
])
