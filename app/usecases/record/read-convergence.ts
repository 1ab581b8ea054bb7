import type { Actor } from '#app/domain/basics/actor.ts'
import { heldBrackets, openIn, type HeldBracket, type OpenThen } from '#app/domain/papers/convergence.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

export type OpenAt = OpenThen & {
  /** ms since epoch */
  at: number
}

export type Convergence = {
  header: DraftHeader
  /** What was open at moments evenly spread over all changes, in order; the last is now. */
  overTime: OpenAt[]
  /** At each revision. */
  revisions: (OpenAt & { number: number })[]
  /** Paragraphs of the text now, in order, with the time spent on them in ms. */
  paragraphs: { id: ParagraphId; label: string; spent: number }[]
  held: HeldBracket[]
}

/** Moments looked at: each costs reading the whole text once. */
const POINTS = 24
/** How the text has come together. */
export async function readConvergence(
  ports: Pick<Ports, 'drafts' | 'history' | 'past' | 'timeSums' | 'revisions' | 'rooms'>,
  actor: Actor,
  draft: DraftId,
): Promise<Result<Convergence, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-dashboard')
  if (!found.ok) return found
  const [text, moments, revisions, spent] = await Promise.all([
    ports.rooms.read(draft),
    ports.history.spread(draft, POINTS),
    ports.revisions.of(draft),
    ports.timeSums.of(draft),
  ])
  const open = await ports.past.openAt(
    draft,
    moments.map(({ update }) => update),
  )
  const labels = labelsOf(text.paragraphs)
  return accept({
    header: found.value,
    overTime: moments.map(({ at }, index) => ({ at, ...open[index]! })),
    revisions: revisions.map(({ number, issuedAt, text }) => ({ number, at: issuedAt, ...openIn(text) })),
    paragraphs: text.paragraphs.flatMap(({ id }) =>
      labels[id] ? [{ id, label: labels[id], spent: Math.round(spent.get(id) ?? 0) }] : [],
    ),
    held: heldBrackets(text, labels),
  })
}
