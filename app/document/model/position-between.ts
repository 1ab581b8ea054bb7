import { generateKeyBetween } from 'fractional-indexing'

/** A fractional position between two; equal neighbours (two added at once) are told apart by their ids. */
export function positionBetween(after: string | null, before: string | null): string {
  if (after && before && after >= before) return generateKeyBetween(after, null)
  return generateKeyBetween(after || null, before || null)
}
