import { z } from 'zod'

const proposal = z.string().min(1).max(200)

/** What is done with a working copy, besides writing in it. */
export const workingCopyAct = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('table'),
    proposals: z.array(proposal).min(1).max(1_000),
    wording: z.enum(['first', 'fallback']),
  }),
  z.strictObject({ kind: z.literal('fallback'), proposal, text: z.string().max(10_000) }),
])
