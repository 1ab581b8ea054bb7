/** ISO 3166 alpha-3 code of a member state, or `CHAIR` for the chair's own words. */
export type DelegationCode = string
export const CHAIR: DelegationCode = 'CHAIR'

export type UserId = string

/**
 * What stands for a person in one draft, in the text and in what is said about it: who reads it can tell that two
 * proposals are of one person, and not of whom.
 */
export type AuthorId = string

export type Role = 'delegate' | 'chair' | 'secretariat' | 'translator' | 'observer' | 'administrator'

/** Who acts: decided by the server from the session, never by the client. */
export type Actor = {
  user: UserId
  /** Name of the person; stands in the record only, never in the text. */
  name: string
  role: Role
  /** Set for a delegate; for the secretariat while it types from the floor for one. */
  delegation: DelegationCode | null
}

/**
 * The layer an actor may write words in: a delegate in its delegation's, the chair
 * in `CHAIR`, the secretariat in that of the delegation it types for; anyone else writes no words (null).
 */
export function layerOf(actor: Pick<Actor, 'role' | 'delegation'>): DelegationCode | null {
  if (actor.role === 'delegate' || actor.role === 'secretariat') return actor.delegation
  if (actor.role === 'chair') return CHAIR
  return null
}
