import type { ProposalEffect } from '../text/proposal-effects.ts'
import type { DelegationCode, UserId } from '../basics/actor.ts'
import type { Thread } from './comment.ts'
import type { Group, GroupCode } from './group.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import type { ProposalId } from '../basics/rolling.ts'
import type { Stance } from '../basics/stance.ts'
import type { Reading } from '../meeting/reading.ts'
import { defaultScreen, type Screen } from '../meeting/screen.ts'
import type { Silence } from '../meeting/silence.ts'
import { noSpeakers, type Speakers } from '../meeting/speakers.ts'

/** What somebody speaks about: a paragraph, or one entry of a proposal. */
export type Subject = ParagraphId | ProposalId

/** What a delegation has said about a subject. The latest counts; those before it stand in the record. */
export type Position = {
  delegation: DelegationCode
  subject: Subject
  /** What the subject was then: a proposed paragraph that is accepted keeps its id and is another subject. */
  on: 'proposal' | 'paragraph'
  stance: Stance
  /** A word of explanation; empty when there is none. */
  note: string
  user: UserId
  /** ms since epoch */
  at: number
}

/** What a delegation has said for its group; `delegation` is the one that spoke. */
export type GroupPosition = Position & { group: GroupCode }

/** A member does not share what its group says about a subject. */
export type Dissociation = Omit<Position, 'stance' | 'note'> & { group: GroupCode }

/** Why a delegation has proposed something, in its own words. */
export type Rationale = {
  delegation: DelegationCode
  subject: ProposalId
  text: string
  user: UserId
  at: number
}

/** UTF-16 units of a rationale and of a position's note. */
export const RATIONALE_LIMIT = 600
export const NOTE_LIMIT = 300

/**
 * All that is said and arranged at the table about the text, and is not part of it. Plain data, derived from the
 * document, where the room alone writes it; everybody at the table sees it at once.
 */
export type Floor = {
  /**
   * What delegations have said for themselves about what is still there. Where every delegation stands, with what
   * groups have said: `positionsOf`.
   */
  positions: readonly Position[]
  groupPositions: readonly GroupPosition[]
  dissociations: readonly Dissociation[]
  groups: readonly Group[]
  rationales: readonly Rationale[]
  /** Comments that everybody at the table sees, the oldest thread first. */
  threads: readonly Thread[]
  /** The paragraph that the chair has put on the screen of the room; null when there is none. */
  focus: ParagraphId | null
  screen: Screen
  /** The first reading first. */
  readings: readonly Reading[]
  /** By the moment they began. */
  silences: readonly Silence[]
  speakers: Speakers
  /** The time zone of the meeting where the draft has one of its own; null for that of its organ. */
  zone: string | null
  /** What decisions did to proposals that they did not decide, where they did something to them. */
  effects: readonly ProposalEffect[]
  /** Paragraphs for which the chair has sent a bridging text, and to whom; the text is not in the room. */
  bridging: readonly { paragraph: ParagraphId; to: readonly DelegationCode[]; at: number }[]
  /** In a working copy: what the delegation would live with instead of a proposal. */
  fallbacks: Readonly<Record<ProposalId, string>>
}

export const emptyFloor: Floor = {
  positions: [],
  groupPositions: [],
  dissociations: [],
  groups: [],
  rationales: [],
  threads: [],
  focus: null,
  screen: defaultScreen,
  readings: [],
  silences: [],
  speakers: noSpeakers,
  zone: null,
  effects: [],
  bridging: [],
  fallbacks: {},
}

/** Why a proposal of these entries was made; null when nobody has said. */
export const rationaleOf = (
  proposals: readonly ProposalId[],
  { rationales }: Pick<Floor, 'rationales'>,
): Rationale | null =>
  rationales
    .filter(({ subject }) => proposals.includes(subject))
    .reduce<Rationale | null>((latest, one) => (latest && latest.at >= one.at ? latest : one), null)
