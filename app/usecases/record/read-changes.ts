import type { Actor } from '#app/domain/basics/actor.ts'
import { Digest, type ChangedParagraph } from '#app/domain/record/digest.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import { visitAt, seenAll, type Visit } from '#app/domain/record/visit.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { may } from '#app/domain/policy.ts'
import { proposalsOf } from '#app/domain/text/proposal.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import { followedIn } from '../table/follow.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'

type Looking = Pick<Ports, 'drafts' | 'record' | 'visits' | 'clock'>

/** Notes that somebody looks at a draft now. */
export async function noteVisit(
  ports: Looking,
  actor: Actor,
  draft: DraftId,
): Promise<Result<Visit, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  const [before, last] = await Promise.all([ports.visits.of(actor.user, draft), ports.record.last(draft)])
  const visit = visitAt(before, last?.number ?? 0, ports.clock.now())
  await ports.visits.keep(actor.user, draft, visit)
  return accept(visit)
}

/** Notes that somebody knows all that has happened so far. */
export async function noteSeen(
  ports: Looking,
  actor: Actor,
  draft: DraftId,
): Promise<Result<Visit, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  const visit = seenAll((await ports.record.last(draft))?.number ?? 0, ports.clock.now())
  await ports.visits.keep(actor.user, draft, visit)
  return accept(visit)
}

/** From one's last visit on, or from a time (ms since epoch). */
export type Since = 'visit' | number

export type Changes = {
  header: DraftHeader
  /** When the visit before this one ended; null on the first one. */
  visit: number | null
  changed: ChangedParagraph[]
  /** Entries summed up, and how many there are. */
  shown: number
  total: number
  /** The text now, for the order and the numbers. */
  paragraphs: { id: ParagraphId; label: string }[]
  follows: ParagraphId[]
  /** Whether details of the record may be shown. */
  seesRecord: boolean
}

/** Entries summed up at most, and read at a time. Who asks for more is told that the oldest are left out. */
const BOUNDS = { most: 20_000, page: 500 }

/** What happened to a draft since, read page by page. Looking is noted. */
export async function readChanges(
  ports: Looking & Pick<Ports, 'rooms' | 'follows'>,
  actor: Actor,
  draft: DraftId,
  since: Since,
  { most, page }: { most: number; page: number } = BOUNDS,
): Promise<Result<Changes, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  const visit = await noteVisit(ports, actor, draft)
  if (!visit.ok) return visit
  const [last, text, follows] = await Promise.all([
    ports.record.last(draft),
    ports.rooms.read(draft),
    followedIn(ports, actor, draft),
  ])
  const upTo = last?.number ?? 0
  const before = since === 'visit' ? visit.value.entry : await lastBefore(ports, draft, since, upTo)
  const digest = new Digest(
    text.paragraphs.map(({ id }) => id),
    new Map(
      text.paragraphs.flatMap((one) => proposalsOf(one).flatMap(({ ids }) => ids.map((id) => [id, one.id]))),
    ),
  )
  let after = Math.max(before, upTo - most)
  const left = after
  while (after < upTo) {
    const entries = await ports.record.page(draft, {}, { after, order: 'oldest', limit: page })
    if (entries.length === 0) break
    for (const entry of entries) digest.take(entry, entry.by.user !== actor.user)
    after = entries.at(-1)!.number
  }
  const labels = labelsOf(text.paragraphs)
  return accept({
    header: found.value,
    visit: visit.value.at,
    changed: digest.changed(),
    shown: Math.max(0, after - left),
    total: Math.max(0, after - before),
    paragraphs: text.paragraphs.flatMap(({ id }) => (labels[id] ? [{ id, label: labels[id] }] : [])),
    follows,
    seesRecord: may(actor, 'see-record'),
  })
}

/** The number of the last entry that is older than a time; numbers have no gaps. */
async function lastBefore(
  { record }: Pick<Ports, 'record'>,
  draft: DraftId,
  from: number,
  upTo: number,
): Promise<number> {
  const [first] = await record.page(draft, {}, { from, order: 'oldest', limit: 1 })
  return first ? first.number - 1 : upTo
}
