import type { AuthorId, DelegationCode, UserId } from '#app/domain/basics/actor.ts'
import type { LimitName } from '#app/domain/basics/limits.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import type { Unfit, Written } from './incoming.ts'
import type { Entry } from '../model/schema.ts'

/** Whose words come in, and what stands for them in the text; those who have no delegation read only. */
export type Writer = { delegation: DelegationCode | null; user: UserId; author: AuthorId }
export type DelegationWriter = Writer & { delegation: DelegationCode }

/** What an accepted update did. */
export type Verdict = {
  /** Client ids seen for the first time, now this writer's. */
  clients: number[]
  tabled: Entry[]
  /** With the words that stood in them, whoever of the delegation had typed them. */
  withdrawn: { id: ProposalId; kind: string; text: string }[]
  /** Entries of the layer whose words or ranges changed, new ones included. */
  touched: ProposalId[]
  /** Entries that an undo brought back only in part: to be deleted quietly. */
  broken: ProposalId[]
  /** Words that were typed into what a colleague had withdrawn meanwhile: they are in no text. */
  fallen: string[]
  /** New characters, as they came. */
  written: Written[]
}

/** The verdict on an update that changed nothing. */
export const untouched = (): Verdict => ({
  clients: [],
  tabled: [],
  withdrawn: [],
  touched: [],
  broken: [],
  fallen: [],
  written: [],
})

/** Why an update is not taken in. The room drops what it has applied and ends the connection. */
export type Violation =
  | Unfit
  | { kind: 'not-your-client-id'; client: number }
  | { kind: 'bad-entry'; proposal: ProposalId; detail: string }
  | { kind: 'quota'; limit: number }
  | { kind: 'over-limit'; limit: LimitName; most: number }
  | { kind: 'reader' }
