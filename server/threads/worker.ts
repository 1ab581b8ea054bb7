import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { openIn } from '#app/domain/papers/convergence.ts'
import { compareTexts } from '#app/domain/text/compare.ts'
import { writeDocx } from '#app/exchange/docx/write-docx.ts'
import { Replay } from '#server/collab/history/replay.ts'
import type { FromThread, Job, ToThread, Updates } from './messages.ts'

// Runs in a thread of its own.

/** Behind everybody who writes, where a thread can be told so; elsewhere it would be told to the whole process. */
if (process.platform === 'linux') setPriority(10)

const port = parentPort!
const tell = (message: FromThread, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer)

const asked = new Map<number, { resolve(updates: Updates): void; reject(error: Error): void }>()
let questions = 0

const past = new Replay({
  updates: (draft, range) =>
    new Promise((resolve, reject) => {
      asked.set(++questions, { resolve, reject })
      tell({ kind: 'asks', id: questions, draft, range })
    }),
})

async function carryOut(job: Job): Promise<unknown> {
  switch (job.kind) {
    case 'docx':
      return writeDocx(job.paper)
    case 'compare':
      return compareTexts(job.before, job.after, job.view)
    case 'text-at':
      return past.at(job.draft, job.update)
    case 'open-at':
      return past.each(job.draft, job.updates, openIn)
  }
}

port.on('message', (message: ToThread) => {
  if (message.kind === 'job') return void perform(message.id, message.job)
  const question = asked.get(message.id)
  asked.delete(message.id)
  if (message.kind === 'updates') question?.resolve(message.updates)
  else question?.reject(new Error(message.why))
})

async function perform(id: number, job: Job): Promise<void> {
  try {
    tell({ kind: 'done', id, value: await carryOut(job) })
  } catch (error) {
    tell({ kind: 'failed', id, why: (error as Error).stack ?? String(error) })
  }
}
