import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import { may, type Right } from '#app/domain/policy.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { Ports } from './ports.ts'

/** Refuses what the actor's role does not allow. */
export const permit = (actor: Actor, action: Right): Result<null, { kind: 'not-allowed' }> =>
  may(actor, action) ? accept(null) : refuse({ kind: 'not-allowed' })

/** The draft that an actor wants to do something with, when it may. Asks for the right before the draft. */
export async function findDraft(
  { drafts }: Pick<Ports, 'drafts'>,
  actor: Actor,
  id: DraftId,
  action: Right,
): Promise<Result<DraftHeader, Extract<PageRefusal, { kind: 'not-allowed' | 'no-such-draft' }>>> {
  const permitted = permit(actor, action)
  if (!permitted.ok) return permitted
  const header = await drafts.byId(id)
  return header ? accept(header) : refuse({ kind: 'no-such-draft' })
}

/** Whether a store refused because there is one of it already; stores throw an error called `Taken`. */
export const isTaken = (error: unknown): boolean => error instanceof Error && error.name === 'Taken'
