import { wholeNumber } from '#app/domain/basics/whole-number.ts'
import type { State, Version } from '#app/usecases/draft/read-text.ts'

/** A revision's number or `now`, as an address has it; null for anything else. */
export function versionIn(text: string | null | undefined): Version | null {
  if (text === 'now') return 'now'
  return wholeNumber(text, { min: 0, max: 9_999 })
}

/** The same, or a moment that has passed, `@123`. */
export function stateIn(text: string | null | undefined): State | null {
  if (!text?.startsWith('@')) return versionIn(text)
  const moment = wholeNumber(text.slice(1), { min: 0, max: Number.MAX_SAFE_INTEGER })
  return moment === null ? null : `@${moment}`
}
