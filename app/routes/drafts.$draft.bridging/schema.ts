import { z } from 'zod'
import { BRIDGING_LIMIT, BRIDGING_NOTE_LIMIT, bridgingStances } from '#app/domain/floor/bridging.ts'

const id = z.string().min(1).max(200).regex(/^\S+$/)

/** What comes in at the door for bridging texts. */
export const bridgingSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('keep'),
    id: id.nullable(),
    paragraph: id,
    text: z.string().max(BRIDGING_LIMIT),
  }),
  z.strictObject({ kind: z.literal('send'), id, to: z.array(id).min(1).max(100) }),
  z.strictObject({
    kind: z.literal('answer'),
    id,
    stance: z.enum(bridgingStances),
    note: z.string().max(BRIDGING_NOTE_LIMIT),
  }),
  z.strictObject({ kind: z.literal('close'), id }),
])

export type PostedBridging = z.infer<typeof bridgingSchema>
