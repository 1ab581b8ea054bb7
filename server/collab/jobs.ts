import type { UserId } from '#app/domain/actor.ts'
import type { Connection } from './connection.ts'
import type { Words } from './words.ts'

export type WordsJob = { kind: 'words' } & Words
export type Job =
  | WordsJob
  /** Answers that it has nothing that the room has not: counted, and no reason to have a document. */
  | { kind: 'nothing'; from: Connection }
  /** What has happened at the table, in the room of a working copy. */
  | { kind: 'mirrored'; update: Uint8Array }
  /** A client showed itself: its id is its user's from now on. */
  | { kind: 'client'; client: number; user: UserId }
  /** Asks for what it has not got: a client that has just come, or one that fell behind. */
  | { kind: 'sync'; from: Connection; vector: Uint8Array; as: number }
  | {
      kind: 'act'
      /** Carries it out and answers; whatever it throws has left the text in doubt. */
      carryOut(): Promise<void>
      fail(error: unknown): void
    }
export type JobOf<K extends Job['kind']> = Extract<Job, { kind: K }>

export const isOfBatch = (job: Job | undefined): boolean => job?.kind === 'words' || job?.kind === 'client'
