/** How far the record of a draft had come when somebody looked. */
export type Visit = {
  /** At the end of the visit before this one: what came after it is new. 0 for the whole record. */
  entry: number
  /** ms since epoch; null on the first visit. */
  at: number | null
  /** At the latest look of this visit. */
  seenEntry: number
  /** ms since epoch */
  seenAt: number
}

/** ms without a look after which the next one is another visit. */
export const VISIT_ENDS = 30 * 60_000

/**
 * Somebody looks at a draft whose record has come to entry `last`. Looks that follow each other are one visit, so
 * that what is new stays new while one reads it. The first visit has nothing new: everything is.
 */
export function visitAt(before: Visit | null, last: number, now: number): Visit {
  const seen = { seenEntry: last, seenAt: now }
  if (before === null) return { entry: last, at: null, ...seen }
  const { entry, at, seenEntry, seenAt } = before
  const isSameVisit = now - seenAt < VISIT_ENDS
  const since = isSameVisit ? { entry, at } : { entry: seenEntry, at: seenAt }
  // A clock that was set back, or a record restored from a backup, must not make a look that sees less.
  return { ...since, seenEntry: Math.max(last, since.entry), seenAt: Math.max(now, seenAt) }
}

/** Everything up to entry `last` is known now. */
export const seenAll = (last: number, now: number): Visit => ({
  entry: last,
  at: now,
  seenEntry: last,
  seenAt: now,
})
