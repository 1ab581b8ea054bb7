import type { Stay } from '#app/domain/meeting/attendance.ts'
import type { DelegationCode, UserId } from '#app/domain/basics/actor.ts'
import type { DraftId, RoomId } from '#app/domain/basics/draft.ts'
import type { Visit } from '#app/domain/record/visit.ts'
import type { SignedHead } from '#app/domain/record/evidence/signed-head.ts'
import type { Listener, NoticeKind } from '#app/domain/record/notice.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { RecordFilter } from '#app/domain/record/filter.ts'
import type { OpenThen } from '#app/domain/papers/convergence.ts'
import type { TimeSpent } from '#app/domain/record/time-spent.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'

/** Up to where a record was found whole. */
export type RecordCheck = {
  /** The last entry that was looked at. */
  number: number
  hash: string
  /** ms since epoch */
  at: number
  /** When all of it was last read from its first entry on, ms since epoch; null before that has happened. */
  fromStart: number | null
}

/** A part of the entries that meet a filter. */
export type Page = {
  /** Only entries with a higher number; with `order: 'oldest'` the next page goes on from there. */
  after?: number
  /** Only entries with a lower number. */
  before?: number
  /** Only entries that are not older, ms since epoch. */
  from?: number
  order: 'newest' | 'oldest'
  limit: number
}

/** The record, however long: nothing but `of` reads all of it. */
export interface RecordStore {
  /** In order of number. */
  of(draft: DraftId): Promise<RecordEntry[]>
  page(draft: DraftId, filter: RecordFilter, page: Page): Promise<RecordEntry[]>
  count(draft: DraftId, filter: RecordFilter): Promise<number>
  last(draft: DraftId): Promise<RecordEntry | null>
  /** What can be asked for: the kinds of entries there are, and the delegations that have acted. Sorted. */
  kinds(draft: DraftId): Promise<{ whats: string[]; delegations: DelegationCode[] }>
  check(draft: DraftId): Promise<RecordCheck | null>
  /** Keeps how far the record was found whole; what another has found further on meanwhile stands. */
  noteCheck(draft: DraftId, check: RecordCheck): Promise<void>
}

/** An entry whose head is to be signed, with the symbol of its draft. */
export type Unsigned = { entry: RecordEntry; symbol: string }

/** Heads of records as they were signed. Append-only; the key is elsewhere. */
export interface HeadStore {
  /** One for an entry: who comes second changes nothing. */
  add(head: SignedHead): Promise<void>
  /** In order of number. */
  of(room: RoomId): Promise<SignedHead[]>
  at(room: RoomId, number: number): Promise<SignedHead | null>
  /** Entries of these kinds whose head nobody has signed, of all rooms, in order of number. */
  unsigned(kinds: readonly string[]): Promise<Unsigned[]>
  /** The last entry of each room that went on since its last head, where that is not younger than `before`. */
  grown(before: number): Promise<Unsigned[]>
}

/** A state of a text: the one after an update of its log. 0 is before the first. */
export type Moment = { update: number; at: number }

/** Words and deeds between two moments of a text. */
export type Activity = { from: number; to: number; update: number; updates: number }

/** An entry of the record and what its storing did to the log. */
export type Step = {
  entry: RecordEntry
  /** ms since epoch, the time of the updates stored with it. */
  at: number
  /** The first and the last update stored with it; null where it changed no text. */
  updates: { first: number; last: number } | null
}

/** The log of a draft's text as time: it is never pruned, so every moment is there. */
export interface HistoryStore {
  /** The first and the last update, and how many there are; null before the first word. */
  span(draft: DraftId): Promise<{ first: Moment; last: Moment; updates: number } | null>
  /** Updates after one and up to another, oldest first, at most `limit`. */
  updates(
    draft: DraftId,
    range: { after: number; upTo: number; limit: number },
  ): Promise<{ number: number; data: Uint8Array }[]>
  /** The last update at or before a time; update 0 when there was none yet. */
  at(draft: DraftId, time: number): Promise<Moment>
  /** This update, or the last one before it. */
  moment(draft: DraftId, update: number): Promise<Moment>
  /** The updates just before and just after; null where there is none. */
  beside(draft: DraftId, update: number): Promise<{ previous: number | null; next: number | null }>
  /** All updates in stretches that are equally long, the empty ones left out. */
  activity(draft: DraftId, stretches: number): Promise<Activity[]>
  /** Up to `points` updates, evenly spread over all of them, the last one among them. */
  spread(draft: DraftId, points: number): Promise<Moment[]>
  /** Entries of the record near a moment, in order, each with the time when the text was as it left it. */
  around(
    draft: DraftId,
    moment: Moment,
    window: { ms: number; limit: number },
  ): Promise<{ entry: RecordEntry; at: number }[]>
  /** Entries of these kinds, stored after one moment and up to another, in order, at most `limit`. */
  steps(
    draft: DraftId,
    asked: { after: Moment; upTo: Moment; whats: readonly string[]; limit: number },
  ): Promise<Step[]>
  /** When entries of these kinds were made before and after a moment, ms since epoch; null where there is none. */
  decisionsBeside(
    draft: DraftId,
    moment: Moment,
    whats: readonly string[],
  ): Promise<{ previous: number | null; next: number | null }>
}

/** How long each paragraph was worked on, kept as it happens. */
export interface TimeSums {
  /** From the first entry of the record to the latest. */
  of(draft: DraftId): Promise<TimeSpent>
}

/** Any moment of a text, replayed from its log. */
export interface PastTexts {
  /** The text as it stood after this update. */
  at(draft: DraftId, update: number): Promise<RollingText>
  /** How much was open after some updates in ascending order, in one pass; known ones are not read again. */
  openAt(draft: DraftId, updates: readonly number[]): Promise<OpenThen[]>
}

/** Who was connected to the table of a draft, and when. */
export interface AttendanceStore {
  /**
   * Keeps stays, all or none, in one statement. One that is there under its id goes on: its end only ever moves
   * later.
   */
  keep(stays: readonly Stay[]): Promise<void>
  /** Those that touch a stretch of time (ms since epoch), by their beginning; those within a minute made one. */
  between(draft: DraftId, from: number, until: number): Promise<Stay[]>
  /** From the first moment that is known to the last; null while nobody has come. */
  span(draft: DraftId): Promise<{ from: number; until: number } | null>
}

/** When people looked at a draft. */
export interface VisitStore {
  of(user: UserId, draft: DraftId): Promise<Visit | null>
  keep(user: UserId, draft: DraftId, visit: Visit): Promise<void>
}

/** Which paragraphs people follow. For nobody else to see. */
export interface FollowStore {
  of(user: UserId): Promise<{ draft: DraftId; paragraph: ParagraphId }[]>
  /** Following twice, or what one does not follow any more, is no error. */
  set(user: UserId, draft: DraftId, paragraph: ParagraphId, follows: boolean): Promise<void>
}

/** Up to which entry of a draft's record somebody has taken note, and was told by mail. */
export type NoticeMark = { draft: DraftId; read: number; mailed: number }

/** Somebody who is told of things; `key` is another as soon as it is told of other things. */
export type Listening = { listener: Listener; key: string }
/** An entry that concerns somebody. */
export type Heard = { draft: DraftId; number: number; at: number }

/** What concerns people, kept so that a look costs what is new since the look before. */
export interface NoticeFeed {
  /** Entries of these drafts, not older than `from` (ms since epoch), in order of number within a draft. */
  concerning(listening: Listening, drafts: readonly DraftId[], from: number): Promise<Heard[]>
}

export interface NoticeStore {
  /** The numbers of the last entries; drafts without one are left out. */
  heads(drafts: readonly DraftId[]): Promise<Map<DraftId, number>>
  /** These entries, newest first. */
  these(entries: readonly { draft: DraftId; number: number }[]): Promise<RecordEntry[]>
  marks(user: UserId): Promise<NoticeMark[]>
  /** A mark only ever moves on. */
  mark(user: UserId, mark: { draft: DraftId; read?: number; mailed?: number }): Promise<void>
  /**
   * Entries after a number, and before another where one is given, in each of these drafts, not older than `from` (ms
   * since epoch), whose kind matches a regular expression; newest first.
   */
  entries(
    asked: readonly { draft: DraftId; after: number; before?: number }[],
    within: { from: number; pattern: string; limit: number },
  ): Promise<RecordEntry[]>
}

/** How somebody is told by mail. */
export type MailSettings = {
  user: UserId
  off: readonly NoticeKind[]
  /** Opens the page that ends all mail without signing in. */
  token: string
  /** ms since epoch; nothing from before is mailed. */
  since: number
  /** ms since epoch; nothing is sent before. */
  nextAt: number
  failures: number
  /** What the other side said when it last took no mail. */
  fault: { said: string; at: number } | null
}

export interface MailStore {
  of(user: UserId): Promise<MailSettings | null>
  byToken(token: string): Promise<MailSettings | null>
  /** Makes settings for everybody who has none; demo accounts get no mail. */
  begin(now: number, token: () => string): Promise<void>
  /** Keeps what people choose, and how it went. */
  change(
    user: UserId,
    change: Partial<Pick<MailSettings, 'off' | 'nextAt' | 'failures' | 'fault'>>,
  ): Promise<void>
  /**
   * People whose turn it is, at most `limit`; they are put back to `until` in the same step, so that two processes
   * never write to the same person.
   */
  claim(now: number, until: number, limit: number): Promise<MailSettings[]>
}
