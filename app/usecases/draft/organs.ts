import type { Actor } from '#app/domain/basics/actor.ts'
import type { Organ, OrganChange } from '#app/domain/basics/draft.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { permit } from '../permit.ts'
import type { Ports } from '../ports.ts'

/** Changes shown of an organ. */
const SHOWN = 5

export type OrganWithChanges = { organ: Organ; /** Newest first. */ changes: OrganChange[] }

/** Every organ, and what was changed about it last. For those who may change it. */
export async function readOrgans(
  { organs }: Pick<Ports, 'organs'>,
  actor: Actor,
): Promise<Result<OrganWithChanges[], PageRefusal>> {
  const permitted = permit(actor, 'change-organ')
  if (!permitted.ok) return permitted
  const all = await organs.all()
  return accept(
    await Promise.all(
      all.map(async (organ) => ({ organ, changes: await organs.changes(organ.code, SHOWN) })),
    ),
  )
}

/**
 * Says where an organ meets. Its drafts that have no clock of their own follow at once; deadlines that run keep the
 * clock they were set by. Refuses when somebody else has changed it since `before` was seen.
 *
 * @param zone an IANA name that this server knows
 */
export async function setOrganZone(
  { organs, clock }: Pick<Ports, 'organs' | 'clock'>,
  actor: Actor,
  { code, before, zone }: { code: string; before: string; zone: string },
): Promise<Result<null, PageRefusal>> {
  const permitted = permit(actor, 'change-organ')
  if (!permitted.ok) return permitted
  const organ = await organs.byCode(code)
  if (!organ) return refuse({ kind: 'no-such-organ', organ: code })
  if (organ.zone === zone) return accept(null)
  const by = { user: actor.user, name: actor.name }
  const isDone = await organs.changeZone({ organ: code, at: clock.now(), by, before, zone })
  return isDone ? accept(null) : refuse({ kind: 'organ-changed', organ: code })
}
