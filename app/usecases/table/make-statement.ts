import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'
import type { Statement, StatementRefusal } from '#app/domain/floor/statement.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { refuse, type Result } from '#app/domain/basics/result.ts'
import { findDraft } from '../permit.ts'
import type { Ports, StatementOutcome } from '../ports.ts'

/**
 * Has the room carry out what somebody says or arranges at the table, in one step with its entry in the record.
 * Settles who may; the room settles the rest.
 */
export async function makeStatement(
  ports: Pick<Ports, 'drafts' | 'rooms'>,
  actor: Actor,
  draft: DraftId,
  statement: Statement,
): Promise<Result<StatementOutcome<Statement>, PageRefusal | StatementRefusal>> {
  const found = await findDraft(ports, actor, draft, statement.kind)
  if (!found.ok) return found
  if (found.value.phase === 'transmitted') return refuse({ kind: 'draft-transmitted' })
  return ports.rooms.makeStatement(draft, actor, statement)
}
