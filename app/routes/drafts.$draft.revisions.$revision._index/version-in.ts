import type { Version } from '#app/usecases/read-text.ts'

/** A revision's number or `now`, as an address has it; null for anything else. */
export function versionIn(text: string | null | undefined): Version | null {
  if (text === 'now') return 'now'
  return text && /^\d{1,4}$/.test(text) ? Number(text) : null
}
