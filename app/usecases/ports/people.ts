import type { DelegationCode, Role, UserId } from '#app/domain/basics/actor.ts'
import type { LocalName } from '#app/domain/basics/draft.ts'

export type Delegation = {
  code: DelegationCode
  iso2: string
  name: LocalName
  /** alphabetical order in Spanish */ order: number
}

export type User = {
  id: UserId
  email: string
  name: string
  role: Role
  delegation: DelegationCode | null
  /** Marked as a demo account on every screen; offered for one-click sign-in in demo mode only. */
  demo: boolean
}

export interface UserStore {
  byEmail(email: string): Promise<(User & { passwordHash: string }) | null>
  byId(id: UserId): Promise<User | null>
  demoAccounts(): Promise<User[]>
  /** Refuses by throwing when the e-mail is taken. */
  add(user: User & { passwordHash: string }): Promise<void>
}

/** The people of a delegation, by name. */
export interface ColleagueStore {
  of(delegation: DelegationCode): Promise<Pick<User, 'id' | 'name'>[]>
}

export interface DelegationStore {
  all(): Promise<Delegation[]>
}

export type Session = {
  id: string
  user: UserId
  createdAt: number
  expiresAt: number
  /** What the browser said of itself. */
  device?: string
  /** When it was last used, to ten minutes; left out before that. */
  usedAt?: number
  /** When its owner last gave the password; left out where that was when it was opened. */
  provenAt?: number
}
/** Whose a session is, as that user is now. */
export type LivingSession = { user: User; expiresAt: number }

/** Server-side sessions. `id` is a hash of the token in the cookie: a leaked table opens nothing. */
export interface SessionStore {
  add(session: Session): Promise<void>
  byId(id: string): Promise<Session | null>
  /** Of these ids those that have not expired at `now`; thousands at once cost one look into the database. */
  living(ids: readonly string[], now: number): Promise<Map<string, LivingSession>>
  /** For a look at many once a second: another text as soon as one of them has ended or its user has changed. */
  mark(ids: readonly string[], now: number): Promise<string>
  /** Revoking one that does not exist is no error. */
  revoke(id: string): Promise<void>
  revokeAllOf(user: UserId): Promise<void>
  /** Those of a user that live at `now`, the latest first. */
  of(user: UserId, now: number): Promise<Session[]>
  /** Its owner has given the password again. */
  prove(id: string, at: number): Promise<void>
}

/** From which devices people have signed in, by hashes of what these keep. */
export interface DeviceStore {
  isKnown(id: string, user: UserId): Promise<boolean>
  remember(id: string, user: UserId, at: number): Promise<void>
  /** Those not used since. */
  forget(before: number): Promise<void>
}

/** Something that happened at the door, or to an account. */
export type SignInEvent = {
  at: number
  what:
    | 'signed-in'
    | 'failed'
    | 'locked-out'
    | 'signed-out'
    | 'proven'
    | 'not-proven'
    | 'session-ended'
    | 'sessions-ended'
    | 'account-added'
    | 'password-set'
    | 'role-changed'
  /** Null for an unknown account. */
  user: UserId | null
  /** Its e-mail; of an unknown one a hash. */
  account: string
  address: string
  device: string
}

/** Only ever added to. */
export interface SignInEvents {
  add(event: SignInEvent): Promise<void>
  /** Newest first. */
  latest(limit: number, account?: string): Promise<SignInEvent[]>
}
