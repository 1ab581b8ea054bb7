import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

export type ZoneOfDraft = {
  header: DraftHeader
  /** IANA name of the zone in which the organ meets. */
  ofOrgan: string
  /** Where the draft has one of its own. */
  ofDraft: string | null
}

/** By which clock a draft meets. For those who may change that. */
export async function zoneOfDraft(
  ports: Pick<Ports, 'drafts' | 'organs' | 'rooms'>,
  actor: Actor,
  id: DraftId,
): Promise<Result<ZoneOfDraft, PageRefusal>> {
  const found = await findDraft(ports, actor, id, 'set-zone')
  if (!found.ok) return found
  const header = found.value
  const [organ, floor] = await Promise.all([ports.organs.byCode(header.organ), ports.rooms.readFloor(id)])
  if (!organ) return refuse({ kind: 'no-such-organ', organ: header.organ })
  return accept({ header, ofOrgan: organ.zone, ofDraft: floor.zone })
}
