/**
 * The whole number that a text from outside names, in plain digits, within bounds; null for anything else: signs,
 * points, exponents, zeros in front, more than the bounds allow.
 */
export function wholeNumber(
  text: string | null | undefined,
  { min, max }: { min: number; max: number },
): number | null {
  if (!text || !/^(0|[1-9]\d{0,15})$/.test(text)) return null
  const number = Number(text)
  return number >= min && number <= max ? number : null
}

/** The largest number that a column of 32 bits holds. */
export const MOST_32 = 2_147_483_647
/** ms since 1970 of the last moment that a date can name: 9999-12-31. */
export const LAST_MOMENT = 253_402_300_799_999
