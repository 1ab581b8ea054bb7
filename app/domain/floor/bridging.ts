import type { DelegationCode, UserId } from '../basics/actor.ts'
import type { DraftId } from '../basics/draft.ts'
import type { ParagraphId } from '../basics/paragraph.ts'

export const bridgingStances = ['accepts', 'objects', 'comments'] as const
export type BridgingStance = (typeof bridgingStances)[number]

/** What a delegation answers to a bridging text, to the chair alone. */
export type BridgingView = {
  delegation: DelegationCode
  /** Null until it has said something. */
  stance: BridgingStance | null
  note: string
  user: UserId | null
  /** ms since epoch */
  at: number | null
}

/** A text of the chair's that may bring delegations together, at work outside of the room. */
export type BridgingText = {
  id: string
  draft: DraftId
  paragraph: ParagraphId
  text: string
  user: UserId
  /** ms since epoch */
  at: number
  /** When it was sent; null while only chairs have seen it. */
  sentAt: number | null
  /** When it was put to the room, or given up. */
  closedAt: number | null
  /** One for each delegation that it was sent to. */
  views: readonly BridgingView[]
}

/** UTF-16 units of a bridging text and of a note on one. */
export const BRIDGING_LIMIT = 100_000
export const BRIDGING_NOTE_LIMIT = 2_000
