import type { ParagraphId } from '../basics/paragraph.ts'
import { accept, refuse, type Result } from '../basics/result.ts'

/** What is still open on a paragraph when the meeting leaves it. */
export type Left = { brackets: number; proposals: number }

/** One pass through some paragraphs in a meeting. */
export type Reading = {
  id: string
  /** 1 for the first reading of this draft. */
  number: number
  /** "Third meeting of the Working Group" */
  meeting: string
  /** ISO date of the meeting */
  date: string
  /** In the order of the text as it was then. */
  paragraphs: readonly ParagraphId[]
  /** What was left on each paragraph when it was taken up. */
  taken: Readonly<Record<ParagraphId, Left>>
  /** ms since epoch */
  openedAt: number
  /** ms since epoch; null while it goes on. */
  closedAt: number | null
}

export type ReadingRefusal =
  | { kind: 'reading-open'; number: number }
  | { kind: 'no-reading' }
  | { kind: 'not-in-reading'; paragraph: ParagraphId }

export const openReading = (readings: readonly Reading[]): Reading | null =>
  readings.find(({ closedAt }) => closedAt === null) ?? null

/** Opens the next reading. One at a time; a paragraph counts once. */
export function beginReading(
  readings: readonly Reading[],
  given: Pick<Reading, 'id' | 'meeting' | 'date' | 'paragraphs' | 'openedAt'>,
): Result<Reading, ReadingRefusal> {
  const before = openReading(readings)
  if (before) return refuse({ kind: 'reading-open', number: before.number })
  const number = 1 + Math.max(0, ...readings.map((each) => each.number))
  const paragraphs = [...new Set(given.paragraphs)]
  return accept({ ...given, paragraphs, meeting: given.meeting.trim(), number, taken: {}, closedAt: null })
}

/** Marks a paragraph as read, with what was left on it; taken up again, what is left then counts. */
export function takeUp(
  reading: Reading | null,
  paragraph: ParagraphId,
  left: Left,
): Result<Reading, ReadingRefusal> {
  if (!reading) return refuse({ kind: 'no-reading' })
  if (!reading.paragraphs.includes(paragraph)) return refuse({ kind: 'not-in-reading', paragraph })
  return accept({ ...reading, taken: { ...reading.taken, [paragraph]: left } })
}

export function closeReading(reading: Reading | null, now: number): Result<Reading, ReadingRefusal> {
  return reading ? accept({ ...reading, closedAt: now }) : refuse({ kind: 'no-reading' })
}

export type ReadingProgress = {
  taken: number
  /** Of the paragraphs that are in the text still. */
  total: number
  /** The first paragraph that has not been taken up; null when all have. */
  next: ParagraphId | null
  /** Taken up with something left on it. */
  left: number
}

/** Where a reading is. Paragraphs that have left the text since count no more, unless they were taken up. */
export function progressIn(
  { paragraphs, taken }: Pick<Reading, 'paragraphs' | 'taken'>,
  inText: (paragraph: ParagraphId) => boolean,
): ReadingProgress {
  const counting = paragraphs.filter((id) => taken[id] !== undefined || inText(id))
  const done = counting.filter((id) => taken[id] !== undefined)
  return {
    taken: done.length,
    total: counting.length,
    next: counting.find((id) => taken[id] === undefined) ?? null,
    left: done.filter((id) => taken[id]!.brackets + taken[id]!.proposals > 0).length,
  }
}
