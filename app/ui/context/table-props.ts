import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { DraftHeader } from '#app/domain/basics/draft.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId, RollingText, View } from '#app/domain/basics/rolling.ts'
import type { Labels } from '#app/display/labels.ts'
import type { TableDiscussion } from './discussion.ts'
import type {
  Connection,
  DecisionAnswer,
  DelegationName,
  ServerConnection,
  Person,
  ProposeCommands,
  Identity,
  SelectedWords,
  Unsent,
} from '#app/live/types.ts'

/** What a delegation does with what it drafts in private. */
export type WorkingCopyActions = {
  fallbacks: Readonly<Record<ProposalId, string>>
  onTable(proposals: readonly ProposalId[], wording: 'first' | 'fallback'): Promise<DecisionAnswer>
  onFallback(proposal: ProposalId, text: string): Promise<DecisionAnswer>
}

/** Which paragraphs one follows. Nobody else sees it. */
export type Following = {
  follows: ReadonlySet<ParagraphId>
  /** Shown at once, and taken back when the server does not take it. */
  set(paragraph: ParagraphId, follows: boolean): Promise<DecisionAnswer>
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
  me: Identity
  /** The time zone in which the organ meets; the draft may have another (see `floor.zone`). */
  zone: string
  /** ISO date of the server's today, for the dates of decisions. */
  today: string
  view: View
  connection: Connection
  /** The line behind it; null until there is one. */
  server: ServerConnection | null
  people: readonly Person[]
  unsent: readonly Unsent[]
  focus: ParagraphId | null
  /** Null for everyone but the chair, and when nothing is selected. */
  selection: SelectedWords | null
  /** The live editor; while it is null the text stands as the server sent it. */
  editor: React.ReactNode | null
  /** Set for the secretariat: whom it types for at the moment. */
  behalf: { delegation: DelegationCode | null; onChange(delegation: DelegationCode | null): void } | null
  /** Set in a delegation’s working copy. */
  copy?: Omit<WorkingCopyActions, 'fallbacks'> | null
  /** Null in a working copy, where nobody is spoken to. */
  discussion: TableDiscussion | null
  /** Null where nothing can be followed, as in a working copy. */
  following?: Following | null
  /** Under what this browser keeps comments that are not posted; without it none are kept. */
  keptUnder?: string | null
  /** These two are carried out by the server; they resolve when it has answered. */
  onDecide(decision: Decision): Promise<DecisionAnswer>
  onStatement(statement: Statement): Promise<DecisionAnswer>
  /** Null until the words are connected, and for those who write none. */
  propose: ProposeCommands | null
  /** These two go with the words, over the socket; null until it is there. */
  onWithdraw: ((proposals: readonly ProposalId[]) => void) | null
  onSupport: ((proposals: readonly ProposalId[], supports: boolean) => void) | null
  onView(view: View): void
  onFocusParagraph(paragraph: ParagraphId | null): void
  onDiscardUnsent(id: string): void
}
