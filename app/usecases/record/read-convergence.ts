import type { Actor } from '#app/domain/basics/actor.ts'
import { heldBrackets, openIn, type HeldBracket, type OpenThen } from '#app/domain/papers/convergence.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import { timeSpent } from '#app/domain/record/time-spent.ts'
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
/** Entries that time spent is counted from, the latest: more than a year of meetings. */
const MOST_ENTRIES = 20_000
/** Entries read at a time: words pass between two. */
const CHUNK = 250

/** How the text has come together. */
export async function readConvergence(
  ports: Pick<Ports, 'drafts' | 'history' | 'past' | 'record' | 'revisions' | 'rooms'>,
  actor: Actor,
  draft: DraftId,
): Promise<Result<Convergence, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-dashboard')
  if (!found.ok) return found
  const [text, moments, revisions] = await Promise.all([
    ports.rooms.read(draft),
    ports.history.spread(draft, POINTS),
    ports.revisions.of(draft),
  ])
  const open = await ports.past.openAt(
    draft,
    moments.map(({ update }) => update),
  )
  const labels = labelsOf(text.paragraphs)
  const spent = timeSpent(await latestEntries(ports, draft))
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

async function latestEntries({ record }: Pick<Ports, 'record'>, draft: DraftId): Promise<RecordEntry[]> {
  const last = (await record.last(draft))?.number ?? 0
  const entries: RecordEntry[] = []
  let after = Math.max(0, last - MOST_ENTRIES)
  while (after < last) {
    const page = await record.page(draft, {}, { after, order: 'oldest', limit: CHUNK })
    if (page.length === 0) break
    entries.push(...page)
    after = page.at(-1)!.number
  }
  return entries
}
