import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { RecordFilter } from '#app/domain/record/filter.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import { checkTail, type CheckedRecord } from './check-record.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

export type ReadRecord = {
  header: DraftHeader
  /** Newest first. */
  entries: RecordEntry[]
  /** How many meet the filter. */
  matching: number
  /** What can be asked for. */
  kinds: { whats: string[]; delegations: string[] }
  /** A record that is broken is shown all the same, with the place of the fault. */
  checked: CheckedRecord
}

/** A page of the record of a draft; what is new in it is checked link by link. */
export async function readRecord(
  ports: Pick<Ports, 'drafts' | 'record' | 'sha256' | 'clock'>,
  actor: Actor,
  draft: DraftId,
  { filter, before, limit }: { filter: RecordFilter; before?: number; limit: number },
): Promise<Result<ReadRecord, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-record')
  if (!found.ok) return found
  const { record } = ports
  const [entries, matching, kinds, checked] = await Promise.all([
    record.page(draft, filter, { order: 'newest', limit, ...(before !== undefined && { before }) }),
    record.count(draft, filter),
    record.kinds(draft),
    checkTail(ports, draft),
  ])
  return accept({ header: found.value, entries, matching, kinds, checked })
}

/** Entries in memory at a time while a record is written out. */
const CHUNK = 1_000

/** All entries that meet a filter, oldest first, a part at a time; what comes meanwhile is left out. */
export async function exportRecord(
  ports: Pick<Ports, 'drafts' | 'record'>,
  actor: Actor,
  draft: DraftId,
  filter: RecordFilter,
): Promise<Result<{ header: DraftHeader; parts: AsyncIterable<RecordEntry[]> }, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-record')
  if (!found.ok) return found
  const end = (await ports.record.last(draft))?.number ?? 0
  return accept({ header: found.value, parts: partsOf(ports, draft, filter, end) })
}

async function* partsOf(
  { record }: Pick<Ports, 'record'>,
  draft: DraftId,
  filter: RecordFilter,
  end: number,
): AsyncGenerator<RecordEntry[]> {
  let after = 0
  for (;;) {
    const entries = await record.page(draft, filter, {
      after,
      before: end + 1,
      order: 'oldest',
      limit: CHUNK,
    })
    if (entries.length > 0) yield entries
    if (entries.length < CHUNK) return
    after = entries.at(-1)!.number
  }
}
