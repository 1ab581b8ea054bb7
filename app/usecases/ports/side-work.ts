import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftId, WorkingCopyId } from '#app/domain/basics/draft.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import type { Statement } from '#app/domain/floor/statement.ts'

/** What is left to do besides, once something has happened for good. Done twice it is as if done once. */
export type SideJob =
  | { kind: 'index-revision'; draft: DraftId; number: number }
  | { kind: 'index-import'; draft: DraftId }
  | { kind: 'let-go'; copy: WorkingCopyId; by: Actor; proposals: readonly ProposalId[] }
  | {
      kind: 'tell-bridging'
      draft: DraftId
      by: Actor
      text: string
      said: Extract<Statement, { kind: 'send-bridging' | 'close-bridging' }>
    }

/** Sees to what is left to do, in its own time. */
export interface SideWork {
  /**
   * Never rejects: what fails is tried again, by itself. Resolves after the first attempt, or when that takes long, so
   * that whoever has done something mostly finds all of it done.
   */
  do(job: SideJob): Promise<void>
}

/** What is not done yet, so that a process that ends leaves nothing undone. */
export interface SideWorkStore {
  add(id: string, job: SideJob, at: number): Promise<void>
  /** It is done. One that is not there is no error. */
  remove(id: string): Promise<void>
  /** The oldest first, at most `limit`; those added after `before` are left out. */
  all(before: number, limit: number): Promise<{ id: string; job: SideJob }[]>
}
