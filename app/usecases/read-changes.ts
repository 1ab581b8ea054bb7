import type { Actor } from '#app/domain/actor.ts'
import { digestOf, type ChangedParagraph } from '#app/domain/digest.ts'
import type { DraftHeader, DraftId } from '#app/domain/draft.ts'
import { lookAt, seenAll, type Look } from '#app/domain/look.ts'
import { labelsOf } from '#app/domain/numbering.ts'
import type { ParagraphId } from '#app/domain/paragraph.ts'
import { may } from '#app/domain/policy.ts'
import type { RecordEntry } from '#app/domain/record.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, type Result } from '#app/domain/result.ts'
import { findDraft } from './permit.ts'
import type { Ports } from './ports.ts'

type Looking = Pick<Ports, 'drafts' | 'record' | 'looks' | 'clock'>

/** Notes that somebody looks at a draft now. */
export async function noteLook(
  ports: Looking,
  actor: Actor,
  draft: DraftId,
): Promise<Result<Look, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  const [before, last] = await Promise.all([ports.looks.of(actor.user, draft), ports.record.last(draft)])
  const look = lookAt(before, last?.number ?? 0, ports.clock.now())
  await ports.looks.keep(actor.user, draft, look)
  return accept(look)
}

/** Notes that somebody knows all that has happened so far. */
export async function noteSeen(
  ports: Looking,
  actor: Actor,
  draft: DraftId,
): Promise<Result<Look, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  const look = seenAll((await ports.record.last(draft))?.number ?? 0, ports.clock.now())
  await ports.looks.keep(actor.user, draft, look)
  return accept(look)
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

/** Entries summed up at most: more than anybody reads. */
const MOST = 1_000

/** What happened to a draft since. Looking is noted. */
export async function readChanges(
  ports: Looking & Pick<Ports, 'rooms' | 'follows'>,
  actor: Actor,
  draft: DraftId,
  since: Since,
): Promise<Result<Changes, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  const look = await noteLook(ports, actor, draft)
  if (!look.ok) return look
  const [all, text, follows] = await Promise.all([
    ports.record.page(
      draft,
      {},
      {
        after: since === 'visit' ? look.value.entry : 0,
        order: 'newest',
        limit: MOST,
      },
    ),
    ports.rooms.read(draft),
    ports.follows.of(actor.user),
  ])
  const entries = since === 'visit' ? all : all.filter(({ at }) => at >= since)
  const others = entries.filter(({ by }) => by.user !== actor.user)
  const labels = labelsOf(text.paragraphs)
  return accept({
    header: found.value,
    visit: look.value.at,
    changed: digestOf(
      others,
      text.paragraphs.map(({ id }) => id),
      all,
    ),
    shown: entries.length,
    total: totalOf(entries, all, { since, last: look.value }),
    paragraphs: text.paragraphs.flatMap(({ id }) => (labels[id] ? [{ id, label: labels[id] }] : [])),
    follows: follows.filter((one) => one.draft === draft).map(({ paragraph }) => paragraph),
    seesRecord: may(actor, 'see-record'),
  })
}

/** How many entries there are since; where not all were read, as far as their numbers tell. */
function totalOf(
  entries: readonly RecordEntry[],
  all: readonly RecordEntry[],
  { since, last }: { since: Since; last: Look },
): number {
  if (entries.length < MOST) return entries.length
  return since === 'visit' ? last.seenEntry - last.entry : (all[0]?.number ?? 0)
}
