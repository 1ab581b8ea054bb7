import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftHeader, DraftId, WorkingCopyId } from '#app/domain/basics/draft.ts'
import type { StatementRefusal } from '#app/domain/floor/statement.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { ProposalId, RollingText } from '#app/domain/basics/rolling.ts'
import { workingCopyOf } from '#app/domain/floor/working-copy.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

type Needs = Pick<Ports, 'drafts' | 'workingCopies' | 'rooms'>
type Refused = PageRefusal | StatementRefusal

/** A delegation's working copy: the draft, and the room where the copy lives. */
export type WorkingCopy = { header: DraftHeader; room: WorkingCopyId }

/** Opens the working copy of the actor's delegation; it is made when there is none. Nobody else's can be named. */
export async function openWorkingCopy(
  ports: Pick<Needs, 'drafts' | 'workingCopies'>,
  actor: Actor,
  draft: DraftId,
): Promise<Result<WorkingCopy, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'keep-working-copy')
  if (!found.ok) return found
  const { delegation } = actor
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  await ports.workingCopies.open(draft, delegation)
  return accept({ header: found.value, room: workingCopyOf(draft, delegation) })
}

/** The working copy as it stands; the table's text while its own has not been fetched yet. */
export async function readWorkingCopy(
  ports: Needs,
  actor: Actor,
  draft: DraftId,
): Promise<Result<WorkingCopy & { text: RollingText; floor: Floor }, PageRefusal>> {
  const copy = await openWorkingCopy(ports, actor, draft)
  if (!copy.ok) return copy
  const { room } = copy.value
  const own = await ports.rooms.read(room)
  const isFetched = own.paragraphs.length > 0
  const [text, floor] = [isFetched ? own : await ports.rooms.read(draft), await ports.rooms.readFloor(room)]
  return accept({ ...copy.value, text, floor })
}

/**
 * Tables proposals of the working copy in one step: they stand on the table before they leave the copy, so that a
 * fault in between loses nothing; what was tabled already is not tabled twice.
 */
export async function tableProposals(
  ports: Needs & Pick<Ports, 'sideWork'>,
  actor: Actor,
  draft: DraftId,
  { proposals, wording }: { proposals: readonly ProposalId[]; wording: 'first' | 'fallback' },
): Promise<Result<{ tabled: number }, Refused>> {
  const copy = await openWorkingCopy(ports, actor, draft)
  if (!copy.ok) return copy
  const { header, room } = copy.value
  if (header.phase === 'transmitted') return refuse({ kind: 'draft-transmitted' })
  const handed = await ports.rooms.makeStatement(room, actor, { kind: 'offer', proposals, wording })
  if (!handed.ok) return handed
  const tabled = await ports.rooms.makeStatement(draft, actor, { kind: 'table', proposals: handed.value })
  if (!tabled.ok) return tabled
  await ports.sideWork.do({ kind: 'let-go', copy: room, by: actor, proposals })
  return accept({ tabled: handed.value.length })
}

/** Keeps, in the working copy, what the delegation would live with instead of a proposal. */
export async function keepFallback(
  ports: Needs,
  actor: Actor,
  draft: DraftId,
  { proposal, text }: { proposal: ProposalId; text: string },
): Promise<Result<null, Refused>> {
  const copy = await openWorkingCopy(ports, actor, draft)
  if (!copy.ok) return copy
  const kept = await ports.rooms.makeStatement(copy.value.room, actor, {
    kind: 'set-fallback',
    proposal,
    text,
  })
  return kept.ok ? accept(null) : kept
}
