import type { AuthorId } from '#app/domain/basics/actor.ts'
import { accept as accepted, type Result } from '#app/domain/basics/result.ts'
import type { Decision, DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { DecisionAccount } from '#app/domain/record/details.ts'
import type { RecordedDetail } from '#app/domain/record/kinds.ts'
import type { Account } from './account.ts'
import type { BaseEdit } from './base-edit.ts'

/** Who decides, and when: for what a decision writes in the chair's own layer. */
export type Decider = { user: AuthorId; /** ms since epoch */ now: number }

/** What the server knows and the text does not: nothing of it comes from a browser. */
export type Given = {
  /** The revision that a decision names, as it was issued; null when there is none. */
  revision?: RollingText | null
}

export type Context = { by: Decider; given: Given; account: Account }
export type DecisionOf<K extends Decision['kind']> = Extract<Decision, { kind: K }>

/** What the record keeps of a decision of this kind beside the account that there is of every one. */
export type RecordedAs<K extends Decision['kind']> = Omit<RecordedDetail[K], keyof DecisionAccount>

/**
 * Carries one kind of decision out. Before it changes anything it tells the account what the decision is about. A
 * refusal may leave the document half changed.
 */
export type Handler<K extends Decision['kind']> = (
  edit: BaseEdit,
  decision: DecisionOf<K>,
  context: Context,
) => Result<RecordedAs<K>, DecisionRefusal>

/** The answer of a handler whose decision stands in the record as it was given. */
export const keptAs = <D>(done: Result<unknown, DecisionRefusal>, decision: D): Result<D, DecisionRefusal> =>
  done.ok ? accepted(decision) : done
