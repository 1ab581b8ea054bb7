import type pg from 'pg'
import type { DraftId, RoomId } from '#app/domain/basics/draft.ts'
import { LogCheck, type Cover, type CoverFault } from '#app/domain/record/evidence/cover.ts'
import type { Fault } from '#app/domain/record/evidence/fault.ts'
import { paperFault } from '#app/domain/record/evidence/frozen.ts'
import type { Head } from '#app/domain/record/evidence/head.ts'
import { RecordAudit } from '#app/domain/record/evidence/record-audit.ts'
import { auditLog } from './collab/history/audit.ts'
import { digest, sha256 } from './crypto/digest.ts'
import { recordStore } from './persistence/stores/record.ts'
import { keptPapers, keptSnapshots } from './persistence/stores/rooms/kept.ts'
import { itemsOf } from './persistence/stores/rooms/log-items.ts'
import { atOneMoment, type Queries } from './persistence/stores/rooms/one-moment.ts'

/** What there is of a room, and what of it is not whole: the first of it first. */
export type RoomReport = {
  entries: number
  updates: number
  snapshots: number
  /** The last entry, to be noted elsewhere; null where there is none. */
  head: Head | null
  /** The first entry that covers the log; null where none does. */
  coveredFrom: number | null
  /** What was stored since the last entry that covers the log: clients and updates. */
  uncovered: number
  faults: readonly Fault[]
}

/**
 * Looks whether what is kept of a room is whole: its record, in which the heads noted elsewhere must stand; the papers
 * as they were frozen; the log and whose its clients are, as the record covers them; its snapshots.
 */
export const verifyRoom = (pool: pg.Pool, room: RoomId, heads: readonly Head[]): Promise<RoomReport> =>
  atOneMoment(pool, async (queries) => {
    const record = await checkRecord(queries, room, heads)
    const papers = await keptPapers(queries, room)
    const log = await checkLog(queries, room, record.covers)
    const ofRecord = record.fault ?? record.headFault() ?? paperFault(record.papers, papers)
    const { number, hash } = record.place
    return {
      ...log.found,
      entries: number,
      head: number > 0 ? { draft: room, number, hash } : null,
      coveredFrom: record.covers[0]?.entry ?? null,
      faults: [...(ofRecord ? [ofRecord] : []), ...log.faults],
    }
  })

/** Entries in memory at a time. */
const CHUNK = 1_000

async function checkRecord(queries: Queries, room: RoomId, heads: readonly Head[]): Promise<RecordAudit> {
  const record = recordStore(queries)
  const check = new RecordAudit(room, heads, sha256)
  for (;;) {
    const page = { after: check.place.number, order: 'oldest', limit: CHUNK } as const
    const entries = await record.page(room as DraftId, {}, page) // a copy's entries stand under its own id
    check.take(entries)
    if (check.fault || entries.length < CHUNK) return check
  }
}

async function checkLog(queries: Queries, room: RoomId, covers: readonly Cover[]) {
  const check = new LogCheck(covers, digest)
  const updates: { number: number; data: Uint8Array }[] = []
  let fault: CoverFault | null = null
  for await (const kept of itemsOf(queries, room)) {
    fault ??= check.take(kept)
    if (kept.item instanceof Uint8Array) updates.push({ number: kept.update ?? 0, data: kept.item })
  }
  fault ??= check.end()
  const snapshots = await keptSnapshots(queries, room)
  return {
    found: { updates: updates.length, snapshots: snapshots.length, uncovered: Math.max(0, check.uncovered) },
    faults: [...(fault ? [fault] : []), ...auditLog({ updates, snapshots })],
  }
}
