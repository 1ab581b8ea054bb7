import type { DelegationCode } from '../basics/actor.ts'
import type { AboutAsked, CommentRefusal, Mention } from './comment.ts'
import type { Subject } from './floor.ts'
import type { GroupCode, GroupRefusal } from './group.ts'
import {
  unrecordedInMeetings,
  type MeetingStatement,
  type MeetingRefusal,
} from '../meeting/meeting-statement.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import type { ProposalId } from '../basics/rolling.ts'
import type { Stance } from '../basics/stance.ts'
import type { Handed } from './working-copy.ts'

/**
 * What somebody at the table can say or arrange that leaves the text as it is. Carried out by the room like a
 * decision, in one step with its entry in the record.
 */
export type Statement =
  /**
   * Says how one's delegation stands to some subjects (the entries of one proposal, or a paragraph), or with
   * `group` how the group does that it speaks for.
   */
  | { kind: 'take-position'; subjects: readonly Subject[]; stance: Stance; note?: string; group?: GroupCode }
  | { kind: 'leave-position'; subjects: readonly Subject[]; group?: GroupCode }
  /** Does not share what one's group says about these subjects, or shares it again. */
  | { kind: 'dissociate'; subjects: readonly Subject[]; group: GroupCode }
  | { kind: 'associate'; subjects: readonly Subject[]; group: GroupCode }
  /** Sets up a group, or changes it: who speaks, who belongs to it. */
  | {
      kind: 'set-group'
      code: GroupCode
      name: string
      members: readonly DelegationCode[]
      speaker: DelegationCode
    }
  /** What it has said leaves the floor with it. */
  | { kind: 'drop-group'; code: GroupCode }
  /** Says why one has proposed something; an empty text says nothing any more. */
  | { kind: 'set-rationale'; subjects: readonly Subject[]; text: string }
  /** Begins a thread that everybody at the table sees. */
  | { kind: 'comment'; about: AboutAsked; text: string; mentions: readonly Mention[] }
  | { kind: 'reply'; thread: string; text: string; mentions: readonly Mention[] }
  | { kind: 'resolve-thread'; thread: string }
  | { kind: 'reopen-thread'; thread: string }
  /** In a working copy: hands proposals to the table. Nothing leaves the copy yet. */
  | { kind: 'offer'; proposals: readonly ProposalId[]; wording: 'first' | 'fallback' }
  /** Puts what was offered on the table, as proposals of the delegation. */
  | { kind: 'table'; proposals: readonly Handed[] }
  /** In a working copy: takes proposals out that stand on the table now. */
  | { kind: 'let-go'; proposals: readonly ProposalId[] }
  /** In a working copy: what the delegation would live with instead; empty takes it away. */
  | { kind: 'set-fallback'; proposal: ProposalId; text: string }
  /** A delegation says that words which the secretariat typed for it are its own. */
  | { kind: 'confirm'; proposals: readonly ProposalId[] }
  /** The chair has sent a bridging text to these delegations; what it says is not in the room. */
  | { kind: 'send-bridging'; paragraph: ParagraphId; to: readonly DelegationCode[] }
  /** The bridging text on a paragraph waits for nobody any more: it was put to the room, or is given up. */
  | { kind: 'close-bridging'; paragraph: ParagraphId }
  /** Puts a paragraph on the screen of the room; not part of the record. */
  | { kind: 'set-focus'; paragraph: ParagraphId | null }
  | MeetingStatement

export type StatementRefusal =
  /** There is no such bridging text for this any more. */
  | { kind: 'nothing-to-send' }
  | { kind: 'not-allowed' }
  | { kind: 'draft-transmitted' }
  /** Neither a paragraph of the text nor a proposal that is still open. */
  | { kind: 'no-such-subject'; subject: Subject }
  /** A paragraph that takes no proposals. */
  | { kind: 'paragraph-closed'; paragraph: ParagraphId }
  /** Of one's own proposal one says how one stands to it by having made it. */
  | { kind: 'own-proposal' }
  | { kind: 'not-your-proposal' }
  | { kind: 'note-too-long'; limit: number }
  | { kind: 'rationale-too-long'; limit: number }
  | { kind: 'no-such-group'; group: GroupCode }
  /** Only the delegation that speaks for a group says how it stands. */
  | { kind: 'not-the-speaker'; group: GroupCode }
  | { kind: 'not-a-member'; group: GroupCode }
  | GroupRefusal
  | CommentRefusal
  | MeetingRefusal

/** What happens too often and says too little to stand in the record. */
const unrecorded = ['set-focus', ...unrecordedInMeetings] as const
export type RecordedStatement = Exclude<Statement, { kind: (typeof unrecorded)[number] }>
export const isRecorded = (statement: Statement): statement is RecordedStatement =>
  !(unrecorded as readonly string[]).includes(statement.kind)

/** What goes between a working copy and the table: asked for by the use case, never from outside. */
export type Handing = Extract<Statement, { kind: 'offer' | 'table' | 'let-go' | 'set-fallback' }>
