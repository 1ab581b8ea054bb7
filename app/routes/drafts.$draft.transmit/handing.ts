import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { Messages } from '#app/messages/en.ts'
import type { HandingErrors } from '#app/ui/shared/handing-form.tsx'

/** The form that hands a text to the next organ. */
export const handing = (m: Messages) =>
  z.object({
    symbol: z.string({ error: m.transmission.symbolNeeded }).max(80, m.newDraft.tooLong(80)),
    date: z.iso.date({ error: m.newDraft.dateNeeded }),
  })

/** What the form shows of an answer. */
export const errorsIn = (answer: SubmissionResult<string[]> | undefined): HandingErrors => ({
  form: answer?.error?.[''] ?? [],
  symbol: answer?.error?.symbol?.[0] ?? null,
  date: answer?.error?.date?.[0] ?? null,
})
