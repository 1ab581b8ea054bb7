import type { DelegationCode, Role } from '../basics/actor.ts'
import type { ConsolidationOf, ConsolidationRefusal } from '../consolidation/consolidation.ts'
import type { ParagraphId, ParagraphKind, ParagraphStatus } from '../basics/paragraph.ts'
import type { CharId, ProposalId } from '../basics/rolling.ts'

/** A new paragraph, as an import or the chair gives it. */
export type NewParagraph = {
  kind: ParagraphKind
  level: number
  /** "2 bis", or null when it has none. */
  number: string | null
  text: string
  status: ParagraphStatus
  statusDate: string | null
}

/**
 * What the chair or the secretariat can command. Carried out by the room, in one step with its record.
 *
 * A new kind does not compile until it stands in {@link decisionRoles}, in the handlers of `document/decide`, in the kinds
 * of the record, in the schema of the decisions' route and in the messages for decisions and for the record. What no
 * type asks for: its entry among the actions of the table (`ui/table/actions`), whether it can be undone
 * (`document/decide/decide.ts`), and what it makes beyond the text (`server/collab/room/completion.ts`).
 */
export type Decision =
  | { kind: 'accept'; proposals: readonly ProposalId[] }
  | { kind: 'decline'; proposals: readonly ProposalId[]; reason?: string }
  /** Takes a proposal into the text in brackets: not agreed, no longer a proposal. */
  | { kind: 'bracket-proposal'; proposals: readonly ProposalId[]; attributed: boolean }
  /** Many choices on one paragraph at once. */
  | ConsolidationOf
  /** Brackets the base text from character `from` to character `to`, both included. */
  | {
      kind: 'bracket-passage'
      paragraph: ParagraphId
      from: CharId
      to: CharId
      /** The paragraph that `to` stands in, when it is a later one. */
      until?: ParagraphId
      attribution: readonly DelegationCode[]
    }
  /** Takes the pair that opens at this character away, with its attribution; the words stay. */
  | { kind: 'unbracket'; open: CharId }
  /**
   * Keeps the words of the alternative that opens here; the others beside it leave the text. `choice`: which one, from
   * 0, of `[shall/should]`.
   */
  | { kind: 'pick-alternative'; open: CharId; choice?: number }
  /**
   * Takes proposals into the text with one of the alternatives that they leave open: the one that opens at this
   * character of theirs (`choice`: as above). The others stay in the record. `picked`: the words as the chair has seen
   * them.
   */
  | {
      kind: 'accept-alternative'
      proposals: readonly ProposalId[]
      open: CharId
      choice?: number
      picked: string
    }
  /** Writes equal alternatives, of those that the one that opens here stands among, once, in all their names. */
  | { kind: 'merge-alternatives'; open: CharId }
  /**
   * A text of the chair's for a whole paragraph: as a proposal of the chair, or at once. `seen`: {@link markOf} the
   * paragraph as the chair has seen it.
   */
  | { kind: 'put-bridging'; paragraph: ParagraphId; seen: string; text: string; as: 'proposal' | 'text' }
  /** Marks the bracket that opens here as literal (a citation), or negotiated again. */
  | { kind: 'mark-literal'; open: CharId; literal: boolean }
  /** Accepts all that this chair has typed and not yet applied. */
  | { kind: 'apply-chair-words' }
  | { kind: 'add-paragraph'; after: ParagraphId | null; paragraph: NewParagraph }
  /** Fills an empty draft. */
  | { kind: 'fill'; paragraphs: readonly NewParagraph[] }
  | { kind: 'remove-paragraph'; paragraph: ParagraphId; reason?: string }
  | { kind: 'move-paragraph'; paragraph: ParagraphId; after: ParagraphId | null }
  /** Splits after this character. */
  | { kind: 'split-paragraph'; paragraph: ParagraphId; after: CharId }
  /** Joins the paragraph to the one before it. */
  | { kind: 'join-paragraph'; paragraph: ParagraphId }
  | { kind: 'set-kind'; paragraph: ParagraphId; paragraphKind: ParagraphKind; level: number }
  | {
      kind: 'set-status'
      paragraph: ParagraphId
      status: Exclude<ParagraphStatus, 'withdrawn'>
      /** ISO date of the meeting. */
      date: string
      /** Declines what is still proposed on it, as part of the same decision. */
      declineRemaining?: boolean
      reason?: string
    }
  /** Puts a paragraph back to its words and its status in an issued revision. */
  | { kind: 'restore-paragraph'; paragraph: ParagraphId; revision: number }
  | { kind: 'issue-revision'; symbol: string; date: string; renumber: boolean }
  | { kind: 'transmit'; revision: number; to: string; symbol: string; date: string }
  /** The organ that has received the text hands it to the next one, as it is. `transmission`: how it came. */
  | { kind: 'pass-on'; transmission: string; to: string; symbol: string; date: string }
  /** Takes the last decision of this kind of actor back. */
  | { kind: 'undo' }

const chair: readonly Role[] = ['chair']
const secretariat: readonly Role[] = ['secretariat']
const podium: readonly Role[] = ['chair', 'secretariat']

/** Who may decide what; part of the policy. */
export const decisionRoles: Record<Decision['kind'], readonly Role[]> = {
  accept: chair,
  decline: chair,
  'bracket-proposal': chair,
  'bracket-passage': chair,
  'pick-alternative': chair,
  'accept-alternative': chair,
  'merge-alternatives': chair,
  consolidate: chair,
  'put-bridging': chair,
  unbracket: chair,
  'mark-literal': podium,
  'apply-chair-words': chair,
  'add-paragraph': podium,
  fill: podium,
  'remove-paragraph': chair,
  'move-paragraph': chair,
  'split-paragraph': chair,
  'join-paragraph': chair,
  'set-kind': podium,
  'set-status': chair,
  'restore-paragraph': chair,
  'issue-revision': secretariat,
  transmit: secretariat,
  'pass-on': secretariat,
  undo: chair,
}

export type DecisionRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'no-such-proposal'; proposal: ProposalId }
  | { kind: 'no-such-paragraph'; paragraph: ParagraphId }
  | { kind: 'no-such-passage' }
  | { kind: 'no-such-bracket' }
  | { kind: 'paragraph-closed'; paragraph: ParagraphId }
  | { kind: 'proposals-pending'; paragraph: ParagraphId; count: number }
  | { kind: 'brackets-pending'; paragraph: ParagraphId; count: number }
  | { kind: 'paragraph-not-agreed'; paragraph: ParagraphId }
  /** It amends another proposal (or stands in a proposed paragraph) that must be accepted before it or with it. */
  | { kind: 'accept-parent-first'; proposal: ProposalId; parent: ProposalId }
  | { kind: 'nothing-before'; paragraph: ParagraphId }
  | { kind: 'reason-needed' }
  | { kind: 'draft-not-empty' }
  | { kind: 'draft-empty' }
  | { kind: 'draft-transmitted' }
  | { kind: 'text-too-long'; limit: number }
  /** Of brackets, or of brackets within brackets, more than one paragraph may have. */
  | { kind: 'too-many-brackets'; limit: number; deep: boolean }
  /** More passages in brackets than one consolidation writes. */
  | { kind: 'too-many-passages'; limit: number }
  | { kind: 'illegal-status'; from: ParagraphStatus; to: ParagraphStatus }
  | { kind: 'no-such-revision'; revision: number }
  /** It was not in the text then, or only proposed. */
  | { kind: 'not-in-revision'; paragraph: ParagraphId; revision: number }
  | { kind: 'changed-since-revision'; revision: number }
  | { kind: 'not-next-organ'; to: string }
  | { kind: 'symbol-taken'; symbol: string }
  | { kind: 'nothing-to-undo' }
  | Exclude<ConsolidationRefusal, { kind: 'no-such-proposal' | 'accept-parent-first' }>
  /** No alternative stands beside this bracket (or none that says the same). */
  | { kind: 'no-alternative' }
  /** The alternative does not say any more what the chair has picked. */
  | { kind: 'alternative-changed' }
  /** The text is the one that stands. */
  | { kind: 'nothing-changes' }
  /** It is not what the chair has seen: words or proposals have come or gone. */
  | { kind: 'paragraph-changed'; paragraph: ParagraphId }
