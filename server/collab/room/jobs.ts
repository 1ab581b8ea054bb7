import type { UserId } from '#app/domain/basics/actor.ts'
import type { ClientBinding } from '#app/usecases/ports.ts'
import type { Participant } from '../sockets/participant.ts'
import type { Words } from './words.ts'

export type WordsJob = { kind: 'words' } & Words
export type Job =
  | WordsJob
  /** Answers that it has nothing that the room has not: counted, and no reason to have a document. */
  | { kind: 'nothing'; from: Participant }
  /** What has happened at the table, in the room of a working copy. */
  | { kind: 'mirrored'; update: Uint8Array }
  /** A client showed itself: its id is its user's from now on. */
  | { kind: 'client'; client: number; user: UserId }
  /** Asks for what it has not got: a client that has just come, or one that fell behind. */
  | { kind: 'sync'; from: Participant; vector: Uint8Array; as: number }
  | {
      kind: 'act'
      /** Carries it out and answers; whatever it throws has left the text in doubt. */
      carryOut(): Promise<void>
      /** When it came, in ms since epoch. */
      at: number
      fail(error: unknown): void
    }
export type JobOf<K extends Job['kind']> = Extract<Job, { kind: K }>

export const isOfBatch = (job: Job | undefined): boolean => job?.kind === 'words' || job?.kind === 'client'

/** Updates, at most, of one batch. */
const BATCH_SIZE = 5_000

/** Takes the words and the clients that come first out of the jobs: they share one commit. */
export function takeFirst(jobs: Job[]): { words: WordsJob[]; bindings: ClientBinding[] } {
  let count = 0
  while (count < BATCH_SIZE && isOfBatch(jobs[count])) count++
  const first = jobs.splice(0, count)
  return {
    words: first.filter((job): job is WordsJob => job.kind === 'words'),
    bindings: first.flatMap((job) => (job.kind === 'client' ? [{ client: job.client, user: job.user }] : [])),
  }
}

/** Takes the updates of the table that come first out of the jobs. */
export function takeMirrored(jobs: Job[]): Uint8Array[] {
  let count = 0
  while (jobs[count]?.kind === 'mirrored') count++
  return jobs.splice(0, count).flatMap((job) => (job.kind === 'mirrored' ? [job.update] : []))
}

/** No structs and no deletions. */
export const isNothing = (update: Uint8Array): boolean =>
  update.length === 2 && update[0] === 0 && update[1] === 0
