import type { DelegationCode, UserId } from './actor.ts'
import type { ParagraphId, ParagraphKind, ParagraphStatus } from './paragraph.ts'

/** `<delegation>:<unique>`; the delegation in front is the one whose layer holds it. */
export type ProposalId = string

/** A character's identity for life: `<client>:<clock>`. Anchors, brackets and passages are addressed by it. */
export type CharId = string

export type Attribution = {
  id: ProposalId
  delegation: DelegationCode
  user: UserId
  /** ms since epoch */ at: number
  /** The secretariat typed it for the delegation, which has not confirmed it yet. */
  unconfirmed?: true
}

/** A stretch of text whose characters have the same history. */
export type Run = {
  text: string
  /** Identity of the first character; the others follow in clock. */
  first: CharId
  /** Insertions around this run, outermost first; empty for base text. The last one's author wrote the words. */
  insertions: readonly Attribution[]
  /** Who proposes to strike these words, sorted by id. */
  strikes: readonly Attribution[]
}

/** A proposal that a paragraph stand elsewhere, with the subparagraphs that belong to it. */
export type Move = Attribution & {
  /** Behind this paragraph and what belongs to it; null for the start of the text. */
  after: ParagraphId | null
  /** The paragraph that it named has left the text; `after` is the one that stood before the place. */
  lost?: true
}

/** One paragraph of the rolling text, with everything proposed on it. Plain data; derived from the document. */
export type RollingParagraph = {
  id: ParagraphId
  kind: ParagraphKind
  /** 0 for a paragraph, 1 for `a.`, 2 for `i.` and so on. */
  level: number
  status: ParagraphStatus
  /** ISO date of the status, where it has one. */
  statusDate: string | null
  /** Number frozen at a revision or an import ("2 bis"); null for a paragraph that has none yet. */
  number: string | null
  /** Set when the whole paragraph is a proposal. */
  proposed: Attribution | null
  /** Proposals to remove the whole paragraph. */
  removals: readonly Attribution[]
  /** Proposals to join this paragraph to the one before it. */
  merges: readonly Attribution[]
  /** Proposals to move this paragraph; left out when there is none. */
  moves?: readonly Move[]
  runs: readonly Run[]
  /** Delegations that support a proposal in this paragraph. */
  supports: Readonly<Record<ProposalId, readonly DelegationCode[]>>
}

/** A tracked paragraph break inside an insertion (Enter in the middle of a paragraph). */
export const PARAGRAPH_BREAK = '\u2029'

export type RollingText = {
  /** In reading order; withdrawn paragraphs are not among them. */
  paragraphs: readonly RollingParagraph[]
  /** Opening-bracket characters that a user marked as literal (not negotiated). */
  literalBrackets: readonly CharId[]
}

/** How the text is looked at. */
export type View =
  | { kind: 'rolling' }
  /** Every pending proposal applied; brackets stay, since nobody has decided them. */
  | { kind: 'clean' }
  /** No proposal applied. */
  | { kind: 'base' }
  /** Only these delegations' proposals applied. */
  | { kind: 'only'; delegations: readonly DelegationCode[] }
