import type { Actor } from '#app/domain/basics/actor.ts'
import {
  genesis,
  isUnchanged,
  verifyFrom,
  type BrokenChain,
  type ChainPlace,
} from '#app/domain/record/chain.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'
import type { RecordCheck } from '../ports/record.ts'

export type CheckedRecord = {
  /** Entries there are. */
  total: number
  /** Entries up to this one are whole, as far as is known. */
  upTo: number
  /** Of these the ones that were looked at just now. */
  fresh: number
  /** When those before were looked at, ms since epoch; null when there are none. */
  before: number | null
  /** When all was last read from the first entry on. */
  fromStart: number | null
  /** What is wrong with the entry after `upTo`. */
  fault: BrokenChain | null
}

type Asked = Pick<Ports, 'record' | 'clock' | 'sha256'>

/** Entries that one look at the record checks at most: what came since the last look is seldom more. */
const MOST = 2_000
/** Entries in memory at a time. */
const CHUNK = 1_000

/**
 * Checks what came since the record was last found whole, and that the entry it was found whole up to is still the
 * same; a record that was cut off or replaced since does not pass.
 */
export async function checkTail(ports: Asked, draft: DraftId): Promise<CheckedRecord> {
  const known = await ports.record.check(draft)
  return check(ports, draft, { known, most: MOST })
}

/** Checks every entry from the first one, whatever was checked before. */
export async function checkAll(ports: Asked, draft: DraftId): Promise<CheckedRecord> {
  return check(ports, draft, { known: null, most: Infinity })
}

/** {@link checkAll} for somebody who may see the record. */
export async function checkRecord(
  ports: Asked & Pick<Ports, 'drafts'>,
  actor: Actor,
  draft: DraftId,
): Promise<Result<CheckedRecord, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-record')
  return found.ok ? accept(await checkAll(ports, draft)) : found
}

async function check(
  ports: Asked,
  draft: DraftId,
  { known, most }: { known: RecordCheck | null; most: number },
): Promise<CheckedRecord> {
  const { record, clock } = ports
  const begun = clock.now()
  const total = (await record.last(draft))?.number ?? 0
  const from: ChainPlace = { draft, number: known?.number ?? 0, hash: known?.hash ?? genesis }
  const { upTo, fault } = (await isStill(ports, from))
    ? await follow(ports, from, Math.min(total, from.number + most))
    : { upTo: { ...from, number: from.number - 1 }, fault: changed(from.number) }
  if (!fault && upTo.number > from.number)
    await record.noteCheck(draft, { ...upTo, at: begun, fromStart: known ? null : begun })
  return {
    total,
    upTo: upTo.number,
    fresh: Math.max(0, upTo.number - from.number),
    before: known?.at ?? null,
    fromStart: known ? known.fromStart : fault ? null : begun,
    fault,
  }
}

const changed = (number: number): BrokenChain => ({ kind: 'record-broken', number, fault: 'entry-changed' })

/** Goes along the chain from a place to an entry, and says how far it came. */
async function follow(
  { record, sha256 }: Asked,
  from: ChainPlace,
  end: number,
): Promise<{ upTo: ChainPlace; fault: BrokenChain | null }> {
  let upTo = from
  while (upTo.number < end) {
    const limit = Math.min(CHUNK, end - upTo.number)
    const entries = await record.page(from.draft, {}, { after: upTo.number, order: 'oldest', limit })
    const checked = verifyFrom(upTo, entries, sha256)
    if (!checked.ok) return { upTo: { ...upTo, number: checked.refusal.number - 1 }, fault: checked.refusal }
    if (entries.length === 0) break
    upTo = checked.value
  }
  return { upTo, fault: null }
}

/** Whether the entry that the last check ended with is there and the same; there is nothing before the first. */
async function isStill({ record, sha256 }: Asked, { draft, number, hash }: ChainPlace): Promise<boolean> {
  if (number === 0) return true
  const only = { after: number - 1, before: number + 1, order: 'oldest', limit: 1 } as const
  const [entry] = await record.page(draft, {}, only)
  return entry !== undefined && entry.hash === hash && isUnchanged(entry, sha256)
}
