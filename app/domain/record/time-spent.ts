import type { ParagraphId } from '../basics/paragraph.ts'
import { paragraphsOf, type RecordEntry } from './entry.ts'

/** ms without anything in the record after which nobody counts as working any more. */
export const PAUSE = 10 * 60_000

/** ms that the room has spent on each paragraph. */
export type TimeSpent = ReadonlyMap<ParagraphId, number>

/**
 * How long the room has worked on each paragraph, as far as the record tells: from one deed to the next the time
 * belongs to the paragraphs of the later one, which people were working towards; at most {@link PAUSE} of it. Time
 * before a deed that concerns no paragraph belongs to none. Shared equally among several.
 */
export class TimeSum {
  private readonly sums = new Map<ParagraphId, number>()
  private before: number | null = null

  /** Entries are taken in the order of their numbers. */
  take(entry: RecordEntry): void {
    const gone = this.before === null ? 0 : Math.min(PAUSE, Math.max(0, entry.at - this.before))
    this.before = entry.at
    const paragraphs = paragraphsOf(entry)
    for (const id of paragraphs) this.sums.set(id, (this.sums.get(id) ?? 0) + gone / paragraphs.length)
  }

  get spent(): TimeSpent {
    return this.sums
  }
}
