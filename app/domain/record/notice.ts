import type { DelegationCode, UserId } from '../basics/actor.ts'
import type { DraftId } from '../basics/draft.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import type { DecisionAccount } from './details.ts'
import { labelsOfEntry, paragraphsOf, type KnownEntry, type RecordEntry } from './entry.ts'
import { codeOf } from './evidence/head.ts'
import { symbolIn } from './evidence/signed-head.ts'
import { kindsWith, traitsOf, type RecordKind } from './kinds.ts'

/** What people are told of, each of which they can have mailed or not. */
export const noticeKinds = ['decision', 'mention', 'silence', 'bridging', 'issued', 'followed'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Something that somebody should know of, read off an entry of the record. Names no person. */
export type Notice = {
  kind: NoticeKind
  draft: DraftId
  /** The entry's. */
  number: number
  at: number
  what: RecordKind
  by: { role: RecordEntry['by']['role']; delegation: DelegationCode | null }
  /** What it is about, in the order of the entry. */
  paragraphs: readonly ParagraphId[]
  /** Their numbers as they were then. */
  labels: readonly string[]
  /** The paper that went out with it, and the short code of the record up to it. */
  paper?: { symbol: string; code: string; revision: number | null }
}

/** Who is told. */
export type Listener = {
  user: UserId
  delegation: DelegationCode | null
  role: RecordEntry['by']['role']
  /** Whether this paragraph is followed. */
  follows(draft: DraftId, paragraph: ParagraphId): boolean
}

/** Which kinds of entries have to be looked at, as a regular expression; the rest of a record is nobody's notice. */
export const noticePattern = `^(${kindsWith(({ settles, follows, tells }) => settles || follows || tells !== null).join('|')})$`

/**
 * Why an entry concerns somebody, the strongest reason only; null when it does not. Nobody is told of what they
 * did themselves.
 */
export function noticeIn(entry: RecordEntry, listener: Listener): Notice | null {
  const { by, draft, number, at, what } = entry
  if (what === 'unknown' || by.user === listener.user) return null
  const paragraphs = paragraphsOf(entry)
  const kind = kindFor(entry, listener, paragraphs)
  if (kind === null) return null
  return {
    kind,
    draft,
    number,
    at,
    what,
    by: { role: by.role, delegation: by.delegation },
    paragraphs,
    labels: [...new Set(Object.values(labelsOfEntry(entry)))],
    ...paperIn(entry),
  }
}

function paperIn(entry: KnownEntry): Pick<Notice, 'paper'> {
  const symbol = symbolIn(entry)
  if (symbol === null) return {}
  return { paper: { symbol, code: codeOf(entry.hash), revision: revisionIn(entry) } }
}

/** The revision that an entry has issued or handed on, where it says so. */
function revisionIn(entry: KnownEntry): number | null {
  if (entry.what === 'issue-revision') return entry.detail.number ?? null
  return entry.what === 'transmit' ? entry.detail.revision : null
}

function kindFor(
  entry: KnownEntry,
  listener: Listener,
  paragraphs: readonly ParagraphId[],
): NoticeKind | null {
  const { settles, tells, follows } = traitsOf(entry.what)
  if (calls(entry, listener)) return 'mention'
  if (settles && isAboutWordsOf(entry, listener.delegation)) return 'decision'
  if (tells !== null) return isSentTo(entry, listener) ? tells : null
  if (follows && paragraphs.some((id) => listener.follows(entry.draft, id))) return 'followed'
  return null
}

const calls = ({ detail }: KnownEntry, { user, delegation }: Listener): boolean =>
  'mentions' in detail &&
  detail.mentions.some(
    (mention) => (delegation !== null && mention.code === delegation) || mention.user === user,
  )

/** Whether a decision was about words of a delegation, or took the ground from some. */
function isAboutWordsOf({ detail }: KnownEntry, delegation: DelegationCode | null): boolean {
  const { words = [], superseded = [] } = detail as DecisionAccount
  return [...words, ...superseded].some((each) => each.delegation === delegation)
}

/** A text sent to some delegations concerns these; all else that is told concerns everybody. */
const isSentTo = (entry: KnownEntry, { delegation }: Listener): boolean =>
  entry.what !== 'send-bridging' || (delegation !== null && entry.detail.to.includes(delegation))

/** An entry with nothing but what decides whom it concerns. */
export function gistOf(entry: RecordEntry): RecordEntry {
  const { draft, number, at, what, by } = entry
  const { user, role, delegation } = by
  const given = entry.detail as Record<string, unknown>
  const detail: Record<string, unknown> = {}
  for (const key of GIST) if (given[key] !== undefined) detail[key] = given[key]
  for (const key of ['words', 'superseded'] as const)
    if (Array.isArray(given[key]))
      detail[key] = [
        ...new Set((given[key] as { delegation: string }[]).map(({ delegation }) => delegation)),
      ].map((delegation) => ({ delegation }))
  const brief = {
    draft,
    number,
    at,
    what,
    by: { user, name: '', role, delegation },
    detail,
    previous: '',
    hash: '',
  }
  return brief as unknown as RecordEntry
}

/** Where an entry belongs, and who is called or sent something in it. */
const GIST = ['mentions', 'to', 'paragraph', 'subjects', 'about', 'labels']
