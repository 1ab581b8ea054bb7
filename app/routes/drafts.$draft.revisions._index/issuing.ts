import { z } from 'zod'
import type { Messages } from '#app/messages/en.ts'

/** The form of a new revision. */
export const issuing = (m: Messages) =>
  z.object({
    symbol: z.string({ error: m.newDraft.symbolNeeded }).max(80, m.newDraft.tooLong(80)),
    date: z.iso.date({ error: m.newDraft.dateNeeded }),
    renumber: z.boolean().default(false),
  })
