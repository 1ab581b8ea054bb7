import type { Messages } from '#app/messages/en.ts'
import type { NamesHere } from './names.ts'
import type { DecisionAnswer } from '#app/live/types.ts'

/** Why the server did not do what was asked; without a refusal, nobody answered. */
export const whyRefused = (
  { refusal }: Extract<DecisionAnswer, { ok: false }>,
  names: NamesHere,
  m: Messages,
): string => (refusal ? m.refusal(refusal, names) : m.errors.offlineText)
