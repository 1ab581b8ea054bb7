import type { State, Version } from '#app/usecases/read-text.ts'

/** A revision's number or `now`, as an address has it; null for anything else. */
export function versionIn(text: string | null | undefined): Version | null {
  if (text === 'now') return 'now'
  return text && /^\d{1,4}$/.test(text) ? Number(text) : null
}

/** The same, or a moment that has passed, `@123`. */
export function stateIn(text: string | null | undefined): State | null {
  return text && /^@\d{1,15}$/.test(text) ? `@${Number(text.slice(1))}` : versionIn(text)
}
