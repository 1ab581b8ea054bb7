import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'

/** A moment of a text as the page shows it: plain data that travels. */
export type ShownMoment = {
  update: number
  /** ms since epoch; 0 before the first word. */
  at: number
  text: RollingText
  labels: Readonly<Record<ParagraphId, string>>
  change: { previous: number | null; next: number | null }
  /** ms since epoch */
  decision: { previous: number | null; next: number | null }
  deeds: readonly {
    number: number
    at: number
    what: string
    who: string
    delegation: string | null
    /** Empty for those who do not see the record. */
    detail: string
  }[]
  /** Who sat at the table; null when that is not known. Names are empty for those who do not see the record. */
  seated: {
    delegations: readonly { code: string; name: string; names: readonly string[] }[]
    offices: readonly { who: string; names: readonly string[] }[]
    reading: number
  } | null
  acted: readonly { who: string; delegation: string | null; names: readonly string[] }[]
}

/** A stretch of time with words in it. */
export type Stretch = { from: number; to: number; update: number; updates: number }

/** Where to go: to an update of the log, or to what stood at a time. */
export type Going = { update: number } | { at: number }

export const searchOf = (going: Going): string =>
  'update' in going ? `?update=${going.update}` : `?at=${going.at}`

/** The stretch that an update belongs to; the one before the first word is -1. */
export function stretchOf(activity: readonly Stretch[], update: number): number {
  if (update === 0) return -1
  const at = activity.findIndex((stretch) => update <= stretch.update)
  return at < 0 ? activity.length - 1 : at
}
