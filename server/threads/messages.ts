import type { View } from '#app/domain/basics/rolling.ts'
import type { Side } from '#app/domain/text/compare.ts'
import type { Paper } from '#app/exchange/paper.ts'
import type { HistoryStore } from '#app/usecases/ports/record.ts'

/** What a thread is asked to do. */
export type Job =
  | { kind: 'docx'; paper: Paper }
  | { kind: 'compare'; before: Side; after: Side; view: View }
  | { kind: 'text-at'; draft: string; update: number }
  | { kind: 'open-at'; draft: string; updates: readonly number[] }

export type Updates = Awaited<ReturnType<HistoryStore['updates']>>
type Range = Parameters<HistoryStore['updates']>[1]

/** To a thread: a job, or the part of a log that it has asked for. */
export type ToThread =
  | { kind: 'job'; id: number; job: Job }
  | { kind: 'updates'; id: number; updates: Updates }
  | { kind: 'no-updates'; id: number; why: string }

/** From a thread: what came of a job, or a question for a part of a log, which only the main thread can read. */
export type FromThread =
  | { kind: 'done'; id: number; value: unknown }
  | { kind: 'failed'; id: number; why: string }
  | { kind: 'asks'; id: number; draft: string; range: Range }
