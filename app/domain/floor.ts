import type { DelegationCode, UserId } from './actor.ts'
import type { ParagraphId } from './paragraph.ts'
import type { ProposalId } from './rolling.ts'
import type { Stance } from './stance.ts'

/** What somebody speaks about: a paragraph, or one entry of a proposal. */
export type Subject = ParagraphId | ProposalId

/** What a delegation has said about a subject. The latest counts; those before it stand in the record. */
export type Position = {
  delegation: DelegationCode
  subject: Subject
  stance: Stance
  /** A word of explanation; empty when there is none. */
  note: string
  user: UserId
  /** ms since epoch */
  at: number
}

/**
 * All that is said and arranged at the table about the text, and is not part of it. Plain data, derived from the
 * document, where the room alone writes it; everybody at the table sees it at once.
 */
export type Floor = {
  /** By subject and delegation. */
  positions: readonly Position[]
  /** The paragraph that the chair has put on the screen of the room; null when there is none. */
  focus: ParagraphId | null
}

export const emptyFloor: Floor = { positions: [], focus: null }
