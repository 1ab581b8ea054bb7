import type { DelegationCode, Role } from '../basics/actor.ts'
import type { Seated } from '../meeting/attendance.ts'
import type { GoneFrom } from './removed.ts'

/** A decision by which something went. */
export type Deciding = {
  number: number
  what: string
  /** `name` and `reason` are null for those who do not see the record. */
  by: { delegation: DelegationCode | null; role: Role | 'system'; name: string | null }
  reason: string | null
}

/** What went at once, and by whom. */
export type Removal = {
  /** ms since epoch: when it went, or between which two moments. */
  since: number
  at: number
  /** The text was then as this update left it. */
  update: number
  /** Empty for what went without any. */
  decisions: Deciding[]
  /** Nothing went but what its own delegations had proposed: they took it out themselves. */
  isByThemselves: boolean
  /** Who sat at the table; null where that is not known. */
  seated: Seated | null
  gone: GoneFrom[]
}
