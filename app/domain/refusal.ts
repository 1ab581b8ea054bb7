import type { BrokenChain } from './record/chain.ts'
import type { DecisionRefusal } from './decisions/decision.ts'
import type { StatementRefusal } from './floor/statement.ts'

/** Why a page or a form is refused, apart from a decision on the text: see `DecisionRefusal` for those. */
export type PageRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'no-such-draft' }
  | { kind: 'no-such-revision'; revision: number }
  | { kind: 'no-such-transmission' }
  | { kind: 'no-such-organ'; organ: string }
  /** Somebody else has changed it since it was shown. */
  | { kind: 'organ-changed'; organ: string }
  /** No organ is set to receive texts from this one. */
  | { kind: 'no-next-organ'; organ: string }
  | { kind: 'title-needed' }
  | { kind: 'symbol-needed' }
  | { kind: 'symbol-taken'; symbol: string }
  /** Not a day of the calendar written 2024-04-18. */
  | { kind: 'date-needed' }
  | { kind: 'too-long'; field: 'title' | 'symbol' | 'statusLine'; limit: number }
  | { kind: 'draft-transmitted' }
  /** No revision has been issued, so there is no text to hand over. */
  | { kind: 'not-issued' }
  /** See `whatIsMissing` for the points. */
  | { kind: 'not-ready'; points: number }
  /** It has gone on to the next organ already. */
  | { kind: 'already-passed-on'; to: string }
  /** E-mail or password; never says which. */
  | { kind: 'wrong-credentials' }
  | BrokenChain

/** Every reason why something that was asked for is not done. */
export type Refusal = PageRefusal | DecisionRefusal | StatementRefusal
