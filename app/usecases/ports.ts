import type { AuthorId, UserId } from '#app/domain/basics/actor.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'
import type * as drafts from './ports/drafts.ts'
import type * as people from './ports/people.ts'
import type * as record from './ports/record.ts'
import type { HeavyWork } from './ports/heavy-work.ts'
import type { Rooms, WorkingCopyStore } from './ports/rooms.ts'
import type { SideWork } from './ports/side-work.ts'

export * from './ports/cluster.ts'
export * from './ports/drafts.ts'
export * from './ports/heavy-work.ts'
export * from './ports/people.ts'
export * from './ports/record.ts'
export * from './ports/rooms.ts'
export * from './ports/side-work.ts'

export interface Clock {
  /** ms since epoch */
  now(): number
}

/** Everything a use case may ask for; the composition root puts it together. */
export type Ports = {
  users: people.UserStore
  sessions: people.SessionStore
  delegations: people.DelegationStore
  colleagues: people.ColleagueStore
  internalComments: drafts.InternalCommentStore
  bridging: drafts.BridgingStore
  organs: drafts.OrganStore
  drafts: drafts.DraftStore
  workingCopies: WorkingCopyStore
  passages: drafts.PassageStore
  revisions: drafts.RevisionStore
  transmissions: drafts.TransmissionStore
  record: record.RecordStore
  heads: record.HeadStore
  history: record.HistoryStore
  past: record.PastTexts
  heavy: HeavyWork
  attendance: record.AttendanceStore
  visits: record.VisitStore
  follows: record.FollowStore
  notices: record.NoticeStore
  feed: record.NoticeFeed
  timeSums: record.TimeSums
  mail: record.MailStore
  sideWork: SideWork
  rooms: Rooms
  clock: Clock
  /** A new unique id, URL-safe. */
  id(): string
  passwords: {
    hash(password: string): Promise<string>
    verify(hash: string, password: string): Promise<boolean>
  }
  /** What stands for a person in a draft, where others can read it: the same in all of it, and nowhere else. */
  authorOf(draft: DraftId, user: UserId): AuthorId
  /** Hex SHA-256. */
  sha256(text: string): string
  settings: {
    demo: boolean
    /** Whether notices are mailed. */
    mail?: boolean
  }
}
