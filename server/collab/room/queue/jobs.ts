import type { UserId } from '#app/domain/basics/actor.ts'
import type { ClientBinding } from '#app/usecases/ports.ts'
import type { Participant } from '#server/collab/sockets/participant.ts'
import type { Words } from '../words.ts'

/** What comes into a room. */
export type Job =
  | Words
  /** Answers that it has nothing that the room has not: counted, and no reason to have a document. */
  | { kind: 'nothing'; from: Participant }
  /** What has happened at the table, in the room of a working copy. */
  | { kind: 'mirrored'; update: Uint8Array }
  /** A client showed itself: its id is its user's from now on. */
  | { kind: 'client'; client: number; user: UserId }
  /** Asks for what it has not got: a client that has just come, or one that fell behind. */
  | { kind: 'sync'; from: Participant; vector: Uint8Array; as: number }
  | Act
type Act = {
  kind: 'act'
  /** Carries it out and answers; whatever it throws has left the text in doubt. */
  carryOut(): Promise<void>
  /** When it came, in ms since epoch. */
  at: number
  fail(error: unknown): void
}

/** What a room does at one time: one job, or several that share a commit. */
export type Task =
  | { kind: 'words'; words: readonly Words[]; clients: readonly ClientBinding[] }
  | { kind: 'clients'; clients: readonly ClientBinding[] }
  | { kind: 'mirrored'; updates: readonly Uint8Array[] }
  | JobOf<'sync' | 'nothing' | 'act'>
type JobOf<K extends Job['kind']> = Extract<Job, { kind: K }>
export type TaskOf<K extends Task['kind']> = Extract<Task, { kind: K }>

/** Jobs, at most, that share a commit. */
const BATCH_SIZE = 5_000

/** Takes what is to be done next out of jobs, of which there is at least one. */
export function takeTask(jobs: Job[]): Task {
  const first = jobs[0]!
  switch (first.kind) {
    case 'words':
    case 'client':
      return batchOf(takeWhile(jobs, 'words', 'client'))
    case 'mirrored':
      return { kind: 'mirrored', updates: takeWhile(jobs, 'mirrored').map(({ update }) => update) }
    case 'sync':
    case 'nothing':
    case 'act':
      jobs.shift()
      return first
  }
}

/** Takes the jobs of these kinds that come first. */
function takeWhile<K extends Job['kind']>(jobs: Job[], ...kinds: K[]): JobOf<K>[] {
  let count = 0
  while (count < BATCH_SIZE && kinds.some((kind) => jobs[count]?.kind === kind)) count++
  return jobs.splice(0, count) as JobOf<K>[]
}

function batchOf(jobs: readonly JobOf<'words' | 'client'>[]): Task {
  const words = jobs.filter((job) => job.kind === 'words')
  const clients = jobs
    .filter((job) => job.kind === 'client')
    .map(({ client, user }): ClientBinding => ({ client, user }))
  return words.length > 0 ? { kind: 'words', words, clients } : { kind: 'clients', clients }
}
