import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftHeader, DraftId, Organ } from '#app/domain/basics/draft.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { summarize, type TextSummary } from '#app/domain/text/summary.ts'
import { findDraft, permit } from '../permit.ts'
import type { Ports } from '../ports.ts'

/** What the table shows before any script arrives. */
export type DraftPage = {
  header: DraftHeader
  organ: Organ
  text: RollingText
  floor: Floor
  labels: Readonly<Record<ParagraphId, string>>
  summary: TextSummary
}

/** Reads a draft as it stands. */
export async function readDraft(
  ports: Pick<Ports, 'drafts' | 'organs' | 'rooms'>,
  actor: Actor,
  id: DraftId,
): Promise<Result<DraftPage, PageRefusal>> {
  const found = await findDraft(ports, actor, id, 'see-draft')
  if (!found.ok) return found
  const header = found.value
  const [organ, text, floor] = await Promise.all([
    ports.organs.byCode(header.organ),
    ports.rooms.read(id),
    ports.rooms.readFloor(id),
  ])
  if (!organ) return refuse({ kind: 'no-such-organ', organ: header.organ })
  const labels = labelsOf(text.paragraphs)
  return accept({ header, organ, text, floor, labels, summary: summarize(text, labels) })
}

export type DraftListed = { header: DraftHeader; organ: Organ | null }

/** Every draft with its organ, newest first. */
export async function listDrafts(
  ports: Pick<Ports, 'drafts' | 'organs'>,
  actor: Actor,
): Promise<Result<DraftListed[], PageRefusal>> {
  const permitted = permit(actor, 'see-draft')
  if (!permitted.ok) return permitted
  const [headers, organs] = await Promise.all([ports.drafts.all(), ports.organs.all()])
  const byCode = new Map(organs.map((organ) => [organ.code, organ]))
  return accept(headers.map((header) => ({ header, organ: byCode.get(header.organ) ?? null })))
}
