import type { DraftId } from '#app/domain/basics/draft.ts'
import { TimeSum, type TimeSpent } from '#app/domain/record/time-spent.ts'
import type { RecordStore, TimeSums } from '#app/usecases/ports/record.ts'

/** Entries read at a time: words pass between two. */
const PAGE = 250
/** Drafts whose sums are held; of others they are made again. */
const MOST = 200

type Kept = { upTo: number; sum: TimeSum }

/** How long paragraphs were worked on: each look reads what is new in the record. One look at a time. */
export class MemoryTimeSums implements TimeSums {
  private readonly drafts = new Map<DraftId, Kept>()
  private turn: Promise<unknown> = Promise.resolve()

  constructor(private readonly record: Pick<RecordStore, 'page'>) {}

  of(draft: DraftId): Promise<TimeSpent> {
    const done = this.turn.then(() => this.readOn(draft))
    this.turn = done.catch(() => undefined)
    return done
  }

  private async readOn(draft: DraftId): Promise<TimeSpent> {
    const kept = this.drafts.get(draft) ?? { upTo: 0, sum: new TimeSum() }
    this.drafts.delete(draft)
    this.drafts.set(draft, kept)
    for (const oldest of this.drafts.keys()) if (this.drafts.size > MOST) this.drafts.delete(oldest)
    for (;;) {
      const page = await this.record.page(draft, {}, { after: kept.upTo, order: 'oldest', limit: PAGE })
      for (const entry of page) kept.sum.take(entry)
      kept.upTo = page.at(-1)?.number ?? kept.upTo
      if (page.length < PAGE) return kept.sum.spent
    }
  }
}
