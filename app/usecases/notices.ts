import type { Actor } from '#app/domain/actor.ts'
import type { DraftHeader } from '#app/domain/draft.ts'
import { noticeIn, noticePattern, type Listener, type Notice, type NoticeKind } from '#app/domain/notice.ts'
import { may } from '#app/domain/policy.ts'
import type { RecordEntry } from '#app/domain/record.ts'
import type { Ports } from './ports.ts'

type Asked = Pick<Ports, 'drafts' | 'notices' | 'follows' | 'clock'>

/** ms for which notices are shown. */
export const KEPT = 30 * 86_400_000
/** Entries looked at for one person: more than anybody reads. */
const MOST = 500

/** Entries that concern somebody, with where they happened and whether they were known already. */
export type Told = Notice & { draftTitle: string; symbol: string; isRead: boolean }

/** Notices of the last weeks, newest first. They are read off the record: nothing is written for them. */
export async function readNotices(ports: Asked, actor: Actor): Promise<Told[]> {
  const { headers, marks, listener } = await prepare(ports, actor)
  const entries = await entriesFor(ports, headers, () => 0)
  return toldOf(entries, listener, headers, marks)
}

/** How many notices somebody has not read yet. */
export async function countUnread(ports: Asked, actor: Actor): Promise<number> {
  const { headers, marks, listener } = await prepare(ports, actor)
  const entries = await entriesFor(ports, headers, (draft) => marks.get(draft)?.read ?? 0)
  return toldOf(entries, listener, headers, marks).length
}

/** Everything that stands in the notices is known now. */
export async function readAll(ports: Asked & Pick<Ports, 'record'>, actor: Actor): Promise<void> {
  if (!may(actor, 'see-draft')) return
  for (const { id } of await ports.drafts.all()) {
    const last = await ports.record.last(id)
    if (last) await ports.notices.mark(actor.user, { draft: id, read: last.number })
  }
}

/** Notices that somebody has neither read nor been told of by mail, newest first. */
export async function notMailed(
  ports: Asked,
  actor: Actor,
  { since, off }: { since: number; off: readonly NoticeKind[] },
): Promise<{ told: Told[]; upTo: { draft: string; mailed: number }[] }> {
  const { headers, marks, listener } = await prepare(ports, actor)
  const entries = await entriesFor(
    ports,
    headers,
    (draft) => Math.max(marks.get(draft)?.read ?? 0, marks.get(draft)?.mailed ?? 0),
    since,
  )
  const upTo = new Map<string, number>()
  for (const { draft, number } of entries) upTo.set(draft, Math.max(number, upTo.get(draft) ?? 0))
  return {
    told: toldOf(entries, listener, headers, marks).filter(({ kind }) => !off.includes(kind)),
    upTo: [...upTo].map(([draft, mailed]) => ({ draft, mailed })),
  }
}

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
  return { headers, marks: new Map(marks.map((mark) => [mark.draft, mark])), listener }
}

function entriesFor(
  { notices, clock }: Asked,
  headers: readonly DraftHeader[],
  after: (draft: string) => number,
  since = 0,
): Promise<RecordEntry[]> {
  const asked = headers.map(({ id }) => ({ draft: id, after: after(id) }))
  const from = Math.max(since, clock.now() - KEPT)
  return notices.entries(asked, { from, pattern: noticePattern, limit: MOST })
}

function toldOf(
  entries: readonly RecordEntry[],
  listener: Listener,
  headers: readonly DraftHeader[],
  marks: ReadonlyMap<string, { read: number }>,
): Told[] {
  const byId = new Map(headers.map((header) => [header.id, header]))
  return entries.flatMap((entry) => {
    const notice = noticeIn(entry, listener)
    const header = byId.get(entry.draft)
    if (!notice || !header) return []
    const isRead = entry.number <= (marks.get(entry.draft)?.read ?? 0)
    return [{ ...notice, draftTitle: header.title, symbol: header.symbol, isRead }]
  })
}
