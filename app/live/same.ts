import isEqual from 'fast-deep-equal'
import type { RollingText } from '#app/domain/basics/rolling.ts'

/** What was there before when the new value equals it, so that what hangs on it is not worked out again. */
export const same = <T>(before: T, now: T): T => (isEqual(before, now) ? before : now)

/** The same for each part, so that a part that has not changed stays the same object. */
export function sameParts<T extends object>(before: T, now: T): T {
  const keys = Object.keys(now) as (keyof T)[]
  const parts = { ...now }
  for (const key of keys) parts[key] = same(before[key], now[key])
  const isSame = keys.length === Object.keys(before).length && keys.every((key) => parts[key] === before[key])
  return isSame ? before : parts
}

/** The same for a text, whose paragraphs stay the same objects until something in them changes. */
export function sameText(before: RollingText, now: RollingText): RollingText {
  const isSame =
    before.paragraphs.length === now.paragraphs.length &&
    now.paragraphs.every((paragraph, at) => paragraph === before.paragraphs[at]) &&
    isEqual(before.literalBrackets, now.literalBrackets)
  return isSame ? before : now
}
