import type { Actor } from '#app/domain/actor.ts'
import { verifyChain, type BrokenChain } from '#app/domain/chain.ts'
import type { DraftHeader, DraftId } from '#app/domain/draft.ts'
import type { RecordEntry } from '#app/domain/record.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, type Result } from '#app/domain/result.ts'
import { findDraft } from './permit.ts'
import type { Ports } from './ports.ts'

export type ReadRecord = {
  header: DraftHeader
  /** In order of number. */
  entries: RecordEntry[]
  /** Checked just now; a record that is broken is shown all the same, with the place of the fault. */
  chain: Result<{ entries: number; last: string }, BrokenChain>
}

/** The record of a draft, checked link by link. */
export async function readRecord(
  ports: Pick<Ports, 'drafts' | 'record' | 'sha256'>,
  actor: Actor,
  draft: DraftId,
): Promise<Result<ReadRecord, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-record')
  if (!found.ok) return found
  const entries = await ports.record.of(draft)
  return accept({ header: found.value, entries, chain: verifyChain(entries, ports.sha256) })
}
