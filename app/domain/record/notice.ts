import type { DelegationCode, UserId } from '../basics/actor.ts'
import type { DraftId } from '../basics/draft.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import type { RecordEntry } from './entry.ts'
import { paragraphsOf } from './filter.ts'

/** What people are told of, each of which they can have mailed or not. */
export const noticeKinds = ['decision', 'mention', 'silence', 'bridging', 'followed'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Something that somebody should know of, read off an entry of the record. Names no person. */
export type Notice = {
  kind: NoticeKind
  draft: DraftId
  /** The entry's. */
  number: number
  at: number
  what: string
  by: { role: RecordEntry['by']['role']; delegation: DelegationCode | null }
  /** What it is about, in the order of the entry. */
  paragraphs: readonly ParagraphId[]
  /** Their numbers as they were then. */
  labels: readonly string[]
}

/** Who is told. */
export type Listener = {
  user: UserId
  delegation: DelegationCode | null
  role: RecordEntry['by']['role']
  /** Whether this paragraph is followed. */
  follows(draft: DraftId, paragraph: ParagraphId): boolean
}

/** Decisions that settle a proposal. */
const settling: readonly string[] = [
  'accept',
  'accept-alternative',
  'decline',
  'bracket-proposal',
  'set-status',
  'consolidate',
]

/** What changes a paragraph, or says something about it. */
const onParagraph: readonly string[] = [
  ...settling,
  'tabled',
  'table',
  'withdrawn',
  'bracket-passage',
  'unbracket',
  'mark-literal',
  'apply-chair-words',
  'remove-paragraph',
  'move-paragraph',
  'split-paragraph',
  'join-paragraph',
  'set-kind',
  'comment',
  'reply',
  'take-position',
]

/** Silence procedures and bridging texts, by words in the name. */
const isSilence = (what: string): boolean => what.includes('silence')
const isBridging = (what: string): boolean => what.includes('bridg')

/** Which kinds of entries have to be looked at, as a regular expression; the rest of a record is nobody's notice. */
export const noticePattern = `^(${onParagraph.join('|')})$|silence|bridg`
export const mayBeNotice = (what: string): boolean => new RegExp(noticePattern).test(what)

/**
 * Why an entry concerns somebody, the strongest reason only; null when it does not. Nobody is told of what they
 * did themselves.
 */
export function noticeIn(entry: RecordEntry, listener: Listener): Notice | null {
  const { by, draft, number, at, what, detail } = entry
  if (by.user === listener.user) return null
  const paragraphs = paragraphsOf(entry)
  const kind = kindFor(entry, listener, paragraphs)
  if (kind === null) return null
  const labels = detail.labels && typeof detail.labels === 'object' ? Object.values(detail.labels) : []
  return {
    kind,
    draft,
    number,
    at,
    what,
    by: { role: by.role, delegation: by.delegation },
    paragraphs,
    labels: [...new Set(labels.map(String))],
  }
}

function kindFor(
  { what, detail, draft }: RecordEntry,
  listener: Listener,
  paragraphs: readonly ParagraphId[],
): NoticeKind | null {
  if (calls(detail.mentions, listener)) return 'mention'
  if (settling.includes(what) && isAboutWordsOf(detail, listener.delegation)) return 'decision'
  if (isSilence(what)) return 'silence'
  if (what === 'answer-bridging') return listener.role === 'chair' ? 'bridging' : null
  if (isBridging(what)) return isSentTo(detail, listener) ? 'bridging' : null
  if (onParagraph.includes(what) && paragraphs.some((id) => listener.follows(draft, id))) return 'followed'
  return null
}

/** Mentions as comments keep them, `{ kind, code | user }`, or as plain codes and ids. */
function calls(mentions: unknown, { user, delegation }: Listener): boolean {
  if (!Array.isArray(mentions)) return false
  return mentions.some((mention: unknown) => {
    if (typeof mention === 'string') return mention === user || mention === delegation
    const { code, user: person } = (mention ?? {}) as { code?: unknown; user?: unknown }
    return (delegation !== null && code === delegation) || person === user
  })
}

/** Whether a decision was about words of a delegation, or took the ground from some. */
const isAboutWordsOf = (
  { words, superseded }: RecordEntry['detail'],
  delegation: DelegationCode | null,
): boolean => delegation !== null && (isWhose(words, delegation) || isWhose(superseded, delegation))

/** Words that a decision was about, by the delegations whose they are. */
const isWhose = (words: unknown, delegation: DelegationCode): boolean =>
  Array.isArray(words) &&
  words.some((each: unknown) => (each as { delegation?: unknown } | null)?.delegation === delegation)

/** A text sent to some delegations concerns these; one that names none concerns everybody. */
function isSentTo({ to, delegations }: RecordEntry['detail'], { delegation }: Listener): boolean {
  const named = [to, delegations].find(Array.isArray) as unknown[] | undefined
  return named === undefined || (delegation !== null && named.includes(delegation))
}
