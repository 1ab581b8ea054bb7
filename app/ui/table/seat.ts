import type { DelegationCode, Role } from '#app/domain/basics/actor.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { DraftHeader } from '#app/domain/basics/draft.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { ParagraphId, ParagraphKind } from '#app/domain/basics/paragraph.ts'
import type { CharId, ProposalId, RollingText, View } from '#app/domain/basics/rolling.ts'
import type { Refusal } from '#app/domain/refusal.ts'
import type { Person } from '../shared/presence.tsx'

import type { Labels } from '../shared/labels.ts'
import type { Line } from './line.ts'
import type { TableVoices } from '../discussion/discussion.ts'

export type DelegationName = { code: DelegationCode; iso2: string; name: string }

/** Who sits here, and so what the table offers. */
export type Seat = { name: string; role: Role; delegation: DelegationCode | null }

/** The state of the connection, said in words at the top. */
export type Connection =
  /** Everything written is stored. */
  | 'saved'
  | 'saving'
  /** Words have been under way for longer than one would expect. */
  | 'slow'
  | 'connecting'
  /** Lost a moment ago: most losses are over before anybody need know more. */
  | 'reconnecting'
  | 'offline'
  /** The server can be reached and cannot work. */
  | 'busy'
  /** Too many pages, or more than anybody can type. */
  | 'crowded'
  | 'ended'
  | 'outdated'
  /** One's role or delegation is another one now. */
  | 'changed'
  /** There is no such draft any more. */
  | 'gone'
  /** For those who write nothing. */
  | 'reading'
  | 'frozen'

/** Words of one's own that could not be taken into the text. */
export type Unsent = {
  id: string
  /** The paragraph's number as it was, or null when it had none. */
  label: string | null
  reason:
    | 'paragraph-closed'
    | 'paragraph-gone'
    | 'proposal-decided'
    | 'proposal-withdrawn'
    | 'draft-transmitted'
    | 'session-ended'
    | 'role-changed'
    | 'too-much'
    | 'over-limit'
    | 'refused'
  text: string
  /** The words are others' or the base's, and one had struck them. */
  struck?: boolean
  /** ms since epoch */
  at: number
}

/** What the chair has selected in the text. */
export type SelectedWords = {
  paragraph: ParagraphId
  /** First and last character; equal to each other and to the one before the caret when nothing is marked. */
  from: CharId
  to: CharId
  /** The paragraph that `to` stands in, when it is a later one. */
  until?: ParagraphId
  collapsed: boolean
  /** Proposals that it touches: only base text can be bracketed. None are told of more than one paragraph. */
  proposals: readonly ProposalId[]
  /** The innermost bracket around the caret, by its opening character. */
  bracket: { open: CharId; literal: boolean } | null
  /** Where it stands in the window, in CSS pixels. */
  box: { top: number; bottom: number; left: number; right: number }
}

/** `refusal` is null when the server could not be reached. */
export type DecisionAnswer = { ok: true } | { ok: false; refusal: Refusal | null }

/** What one proposes by other means than typing. Each answers the proposals that it made. */
export type ProposeActs = {
  /** The words go in where the caret stands; null when they could not. They may go on in a proposal that is there. */
  insert(text: string): readonly ProposalId[] | null
  /** A new paragraph after this one; at the end for null. */
  addParagraph(
    after: ParagraphId | null,
    like: { kind: ParagraphKind; level: number },
    text: string,
  ): ProposalId | null
  removeParagraph(paragraph: ParagraphId): void
  joinParagraph(paragraph: ParagraphId): void
  /** Behind another one, or at the start for null; null when it cannot stand there. */
  moveParagraph(paragraph: ParagraphId, after: ParagraphId | null): ProposalId | null
  /** Whether what was proposed is stored by now, so that something can be said about it. */
  whenStored(): Promise<boolean>
}

/** What a delegation does with what it drafts in private. */
export type CopyActs = {
  fallbacks: Readonly<Record<ProposalId, string>>
  onTable(proposals: readonly ProposalId[], wording: 'first' | 'fallback'): Promise<DecisionAnswer>
  onFallback(proposal: ProposalId, text: string): Promise<DecisionAnswer>
}

/** Everything the table shows and everything it can ask for. No state of the negotiation lives below it. */
export type TableProps = {
  draft: DraftHeader
  /** Number of the last revision issued, or null. */
  revision: number | null
  text: RollingText
  /** What is said about it. */
  floor: Floor
  labels: Labels
  delegations: readonly DelegationName[]
  me: Seat
  /** The time zone in which the organ meets; the draft may have another (see `floor.zone`). */
  zone: string
  /** ISO date of the server's today, for the dates of decisions. */
  today: string
  view: View
  connection: Connection
  /** The line behind it; null until there is one. */
  line: Line | null
  people: readonly Person[]
  unsent: readonly Unsent[]
  focus: ParagraphId | null
  /** Null for everyone but the chair, and when nothing is selected. */
  selection: SelectedWords | null
  /** The live editor; while it is null the text stands as the server sent it. */
  editor: React.ReactNode | null
  /** Carried out by the server; resolves when it has answered. */
  /** Set for the secretariat: whom it types for at the moment. */
  behalf: { delegation: DelegationCode | null; onChange(delegation: DelegationCode | null): void } | null
  /** Set in a delegation’s working copy. */
  copy?: Omit<CopyActs, 'fallbacks'> | null
  /** Null in a working copy, where nobody is spoken to. */
  voices: TableVoices | null
  onDecide(decision: Decision): Promise<DecisionAnswer>
  onStatement(statement: Statement): Promise<DecisionAnswer>
  /** Null until the words are connected, and for those who write none. */
  propose: ProposeActs | null
  /** These two go with the words, over the socket; null until it is there. */
  onWithdraw: ((proposals: readonly ProposalId[]) => void) | null
  onSupport: ((proposals: readonly ProposalId[], supports: boolean) => void) | null
  onView(view: View): void
  onFocusParagraph(paragraph: ParagraphId | null): void
  onDiscardUnsent(id: string): void
}
