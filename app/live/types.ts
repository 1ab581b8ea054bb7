import type { DelegationCode, Role } from '#app/domain/basics/actor.ts'
import type { ParagraphId, ParagraphKind } from '#app/domain/basics/paragraph.ts'
import type { CharId, ProposalId } from '#app/domain/basics/rolling.ts'
import type { Refusal } from '#app/domain/refusal.ts'

/** Someone who has the draft open. `key` tells two windows of one person apart. */
export type Person = { key: string; role: Role; delegation: DelegationCode | null; me: boolean }
/** Who sits here, and so what the table offers. */
export type Identity = { name: string; role: Role; delegation: DelegationCode | null }
/** The state of the connection, said in words at the top. */
export type Connection =
  /** Everything written is stored. */
  | 'saved'
  | 'saving'
  /** Words have been under way for longer than is usual. */
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
  /** The user's role or delegation has changed. */
  | 'changed'
  /** There is no such draft any more. */
  | 'gone'
  /** For those who write nothing. */
  | 'reading'
  | 'frozen'
/** Words of the user that could not be taken into the text. */
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
  /** Words of others or of the base text that the user had struck. */
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
/** What is proposed by other means than typing. Each answers the proposals that it made. */
export type ProposeCommands = {
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
export type DelegationName = { code: DelegationCode; iso2: string; name: string }
/** What is known about the connection to the server. Times are ms since epoch by the server's clock. */
export type ConnectionFigures = {
  isConnected: boolean
  /** Since when it is, or is not. */
  since: number
  /** ms of a round trip; null until one was measured. */
  latency: number | null
  /** Something of the user's is not stored. */
  hasUnsaved: boolean
  /** How many new words that is; 0 when only strikes and the like wait. */
  unsavedWords: number
  /** When words of the user were stored last in this visit. */
  savedAt: number | null
  /** When the next try to connect comes. */
  triesAt: number | null
  /** Whether this browser keeps words that are not sent, also when it is closed. */
  keeps: boolean
}
/** The connection to the server, for what shows it. */
export interface ServerConnection {
  /** The same object until something changes. */
  figures(): ConnectionFigures
  /** Calls back after a change, a few times a second at most. Returns the way to stop. */
  subscribe(run: () => void): () => void
  /** Measures more often until the returned function is called. */
  watch(): () => void
  /** Tries to connect now. */
  retry(): void
  /** ms since epoch by the server's clock. */
  now(): number
}
/** Words that somebody has selected; all in one paragraph, of any author. */
export type ChosenWords = {
  paragraph: ParagraphId
  /** First and last character. */
  from: CharId
  to: CharId
  text: string
  /** Where they stand in the window, in CSS pixels. */
  box: { top: number; bottom: number; left: number; right: number }
}
