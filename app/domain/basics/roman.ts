const digits: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

/** 14 → "xiv" */
export function roman(n: number): string {
  let rest = n
  let numeral = ''
  for (const [value, letters] of digits) for (; rest >= value; rest -= value) numeral += letters
  return numeral
}

/** "XLIX" → 49, in either case; null when it is no well-formed numeral. */
export function romanValue(numeral: string): number | null {
  const letters = numeral.toLowerCase()
  let value = 0
  let at = 0
  for (const [worth, sign] of digits) for (; letters.startsWith(sign, at); at += sign.length) value += worth
  return value > 0 && roman(value) === letters ? value : null
}
