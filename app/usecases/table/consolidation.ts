import type { Actor } from '#app/domain/basics/actor.ts'
import type { BridgingText } from '#app/domain/floor/bridging.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { findDraft } from '../permit.ts'
import type { Delegation, Ports } from '../ports.ts'

/** What the chair needs to work on one paragraph. */
export type Consolidation = {
  header: DraftHeader
  text: RollingText
  floor: Floor
  delegations: Delegation[]
  /** All of the draft, newest first. */
  bridging: BridgingText[]
}

/** Reads what the chair works with. For chairs only: their texts are in it. */
export async function readConsolidation(
  ports: Pick<Ports, 'drafts' | 'rooms' | 'delegations' | 'bridging'>,
  actor: Actor,
  draft: DraftId,
): Promise<Result<Consolidation, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'consolidate')
  if (!found.ok) return found
  const [text, floor, delegations, bridging] = await Promise.all([
    ports.rooms.read(draft),
    ports.rooms.readFloor(draft),
    ports.delegations.all(),
    ports.bridging.of(draft),
  ])
  return accept({ header: found.value, text, floor, delegations, bridging })
}
