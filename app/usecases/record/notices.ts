import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftHeader } from '#app/domain/basics/draft.ts'
import {
  noticeIn,
  noticePattern,
  type Listener,
  type Notice,
  type NoticeKind,
} from '#app/domain/record/notice.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import { may } from '#app/domain/policy.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { Ports } from '../ports.ts'
import type { Heard } from '../ports/record.ts'

type Asked = Pick<Ports, 'drafts' | 'notices' | 'follows' | 'clock'>
type Feeding = Asked & Pick<Ports, 'feed'>
type Naming = Asked & Pick<Ports, 'rooms'>

/** ms for which notices are shown. */
export const KEPT = 30 * 86_400_000
/** Entries read at a time. */
const PAGE = 500
/** Notices shown at once; older ones are asked for. */
export const SHOWN = 50
/** Beyond this many the bell counts no further. */
export const COUNTED = 100

/** Entries that concern somebody, with where they happened and whether they were known already. */
export type Told = Notice & { draftTitle: string; symbol: string; isRead: boolean }

/**
 * Notices of the last weeks, newest first. They are read off the record: nothing is written for them.
 *
 * @param until only those that are not newer, ms since epoch
 * @returns `older` is what `until` has to be for those that follow, null when there are none
 */
export async function readNotices(
  ports: Naming & Feeding,
  actor: Actor,
  { until = Infinity, most = SHOWN }: { until?: number; most?: number } = {},
): Promise<{ told: Told[]; older: number | null }> {
  const known = await prepare(ports, actor)
  const all = (await heardBy(ports, known))
    .filter(({ at }) => at <= until)
    .sort((a, b) => b.at - a.at || b.number - a.number)
  const shown = all.slice(0, most)
  // Those of one moment stay together: the next page begins with them.
  while (all.length > most && shown.length > 1 && shown.at(-1)!.at === all[most]!.at) shown.pop()
  const told = toldOf(await ports.notices.these(shown), known)
  return { told: await withPlaces(ports, told), older: all[shown.length]?.at ?? null }
}

/** How many notices somebody has not read yet, up to `COUNTED`. */
export async function countUnread(ports: Feeding, actor: Actor): Promise<number> {
  const known = await prepare(ports, actor)
  const isUnread = ({ draft, number }: Heard) => number > (known.marks.get(draft)?.read ?? 0)
  return Math.min(COUNTED, (await heardBy(ports, known)).filter(isUnread).length)
}

const heardBy = ({ feed, clock }: Feeding, { headers, listener, key }: Known): Promise<Heard[]> =>
  feed.concerning(
    { listener, key },
    headers.map(({ id }) => id),
    clock.now() - KEPT,
  )

/** Everything that stands in the notices is known now. */
export async function readAll(ports: Asked, actor: Actor): Promise<void> {
  if (!may(actor, 'see-draft')) return
  const drafts = (await ports.drafts.all()).map(({ id }) => id)
  for (const [draft, read] of await ports.notices.heads(drafts))
    await ports.notices.mark(actor.user, { draft, read })
}

/** Notices that somebody has neither read nor been told of by mail, newest first. */
export async function notMailed(
  ports: Naming,
  actor: Actor,
  { since, off, page = PAGE }: { since: number; off: readonly NoticeKind[]; page?: number },
): Promise<{ told: Told[]; upTo: { draft: string; mailed: number }[] }> {
  const known = await prepare(ports, actor)
  const { marks } = known
  const after = (draft: string) => Math.max(marks.get(draft)?.read ?? 0, marks.get(draft)?.mailed ?? 0)
  const upTo = new Map<string, number>()
  const told: Told[] = []
  for await (const entries of pagesFor(ports, known.headers, after, { since, page })) {
    for (const { draft, number } of entries) upTo.set(draft, Math.max(number, upTo.get(draft) ?? 0))
    told.push(...toldOf(entries, known).filter(({ kind }) => !off.includes(kind)))
  }
  return {
    told: await withPlaces(ports, told),
    upTo: [...upTo].map(([draft, mailed]) => ({ draft, mailed })),
  }
}

/**
 * Names the paragraphs that an entry does not, such as where words were tabled, by their numbers now. A text that
 * cannot be read at the moment names none.
 */
async function withPlaces({ rooms }: Pick<Ports, 'rooms'>, told: Told[]): Promise<Told[]> {
  const isNameless = ({ labels, paragraphs }: Told) => labels.length === 0 && paragraphs.length > 0
  const drafts = [...new Set(told.filter(isNameless).map(({ draft }) => draft))]
  const numbers = new Map(
    await Promise.all(
      drafts.map(async (draft) => {
        const text = await rooms.read(draft).catch(() => null)
        return [draft, labelsOf(text?.paragraphs ?? [])] as const
      }),
    ),
  )
  return told.map((each) => {
    if (!isNameless(each)) return each
    const labels = each.paragraphs.flatMap((id) => numbers.get(each.draft)?.[id] || [])
    return { ...each, labels: [...new Set(labels)] }
  })
}

type Known = Awaited<ReturnType<typeof prepare>>

async function prepare(ports: Asked, actor: Actor) {
  const [headers, marks, follows] = await Promise.all([
    may(actor, 'see-draft') ? ports.drafts.all() : [],
    ports.notices.marks(actor.user),
    ports.follows.of(actor.user),
  ])
  const followed = new Set(follows.map(({ draft, paragraph }) => `${draft} ${paragraph}`))
  const listener: Listener = {
    user: actor.user,
    delegation: actor.delegation,
    role: actor.role,
    follows: (draft, paragraph) => followed.has(`${draft} ${paragraph}`),
  }
  const key = JSON.stringify([actor.role, actor.delegation, [...followed].sort()])
  return { headers, marks: new Map(marks.map((mark) => [mark.draft, mark])), listener, key }
}

/** Entries that may concern somebody, page by page, the newest first, until there are no more. */
async function* pagesFor(
  { notices, clock }: Asked,
  headers: readonly DraftHeader[],
  after: (draft: string) => number,
  { since = 0, page }: { since?: number; page: number },
): AsyncGenerator<RecordEntry[]> {
  const from = Math.max(since, clock.now() - KEPT)
  const before = new Map<string, number>()
  for (;;) {
    const asked = headers.map(({ id }) => ({ draft: id, after: after(id), before: before.get(id) }))
    const entries = await notices.entries(asked, { from, pattern: noticePattern, limit: page })
    yield entries
    if (entries.length < page) return
    for (const { draft, number } of entries)
      before.set(draft, Math.min(number, before.get(draft) ?? Infinity))
  }
}

function toldOf(entries: readonly RecordEntry[], { headers, listener, marks }: Known): Told[] {
  const byId = new Map(headers.map((header) => [header.id, header]))
  return entries.flatMap((entry) => {
    const notice = noticeIn(entry, listener)
    const header = byId.get(entry.draft)
    if (!notice || !header) return []
    const isRead = entry.number <= (marks.get(entry.draft)?.read ?? 0)
    return [{ ...notice, draftTitle: header.title, symbol: header.symbol, isRead }]
  })
}
