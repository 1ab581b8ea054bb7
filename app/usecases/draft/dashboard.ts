import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { whatIsMissing, type MissingPoint } from '#app/domain/papers/readiness.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Reading } from '#app/domain/meeting/reading.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import { plotOf, summarize, type PlotPoint, type TextSummary } from '#app/domain/text/summary.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

export type Dashboard = {
  header: DraftHeader
  summary: TextSummary
  /** Brackets over the revisions, and now. */
  plot: PlotPoint[]
  /** What is left, in reading order. */
  missing: MissingPoint[]
  /** The first one first. */
  readings: readonly Reading[]
  labels: Readonly<Record<ParagraphId, string>>
}

/** What the chair has still before it. */
export async function readDashboard(
  ports: Pick<Ports, 'drafts' | 'revisions' | 'rooms'>,
  actor: Actor,
  draft: DraftId,
): Promise<Result<Dashboard, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-dashboard')
  if (!found.ok) return found
  const [text, floor, revisions] = await Promise.all([
    ports.rooms.read(draft),
    ports.rooms.readFloor(draft),
    ports.revisions.of(draft),
  ])
  const labels = labelsOf(text.paragraphs)
  const summary = summarize(text, labels)
  return accept({
    header: found.value,
    summary,
    plot: plotOf(revisions, summary),
    missing: whatIsMissing(text, labels),
    readings: floor.readings,
    labels,
  })
}
