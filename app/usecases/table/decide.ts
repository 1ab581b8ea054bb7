import type { Actor } from '#app/domain/basics/actor.ts'
import { isIsoDate } from '#app/domain/basics/date.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { refuse, type Result } from '#app/domain/basics/result.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

/** Decisions made at the table. Issuing, transmitting and passing on have use cases of their own. */
export type TableDecision = Exclude<Decision, { kind: 'issue-revision' | 'transmit' | 'pass-on' }>

/**
 * Has the room carry out a decision on the live text, in one step with its entry in the record. Settles who
 * may; the room settles whether the text allows it.
 */
export async function decide(
  ports: Pick<Ports, 'drafts' | 'rooms'>,
  actor: Actor,
  draft: DraftId,
  decision: TableDecision,
): Promise<Result<RecordEntry, PageRefusal | DecisionRefusal>> {
  const found = await findDraft(ports, actor, draft, decision.kind)
  if (!found.ok) return found
  if (found.value.phase === 'transmitted') return refuse({ kind: 'draft-transmitted' })
  if (decision.kind === 'set-status' && !isIsoDate(decision.date)) return refuse({ kind: 'date-needed' })
  return ports.rooms.decide(draft, actor, decision)
}
