import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { OpenThen } from '#app/domain/papers/convergence.ts'
import type { ComparedParagraph } from '#app/domain/text/compare.ts'
import type { HeavyWork } from '#app/usecases/ports.ts'
import type { HistoryStore, PastTexts } from '#app/usecases/ports/record.ts'
import type { FromThread, Job, ToThread } from './messages.ts'

/** Jobs that may wait for one thread; whoever comes beyond is asked to come again. */
const MOST = 100
/** ms that a job may take. */
const PATIENCE = 60_000

const threads = (): number => Math.max(1, Math.min(3, availableParallelism() - 1))

type History = Pick<HistoryStore, 'updates'>
type Waiting = { resolve(value: unknown): void; reject(error: Error): void; late: NodeJS.Timeout }

/** As when a room cannot be reached: worth another attempt. */
class Busy extends Error {
  readonly kind = 'unreachable'
}

/**
 * Heavy reads in threads of their own, each started when it is first needed: the loop through which words pass only
 * hands over and takes back. A draft is replayed by the same thread each time, which keeps its states.
 */
export class Threads implements HeavyWork, PastTexts {
  private readonly all: Thread[]
  private next = 0

  constructor(history: History, { count = threads(), most = MOST } = {}) {
    this.all = Array.from({ length: count }, () => new Thread(history, most))
  }

  writeDocx: HeavyWork['writeDocx'] = (paper) => this.anyOf({ kind: 'docx', paper }) as Promise<Uint8Array>

  compare: HeavyWork['compare'] = (before, after, view) =>
    this.anyOf({ kind: 'compare', before, after, view }) as Promise<ComparedParagraph[]>

  at(draft: string, update: number): Promise<RollingText> {
    return this.of(draft).do({ kind: 'text-at', draft, update }) as Promise<RollingText>
  }

  openAt(draft: string, updates: readonly number[]): Promise<OpenThen[]> {
    return this.of(draft).do({ kind: 'open-at', draft, updates }) as Promise<OpenThen[]>
  }

  private anyOf(job: Job): Promise<unknown> {
    const [first, ...others] = [...this.all.slice(this.next), ...this.all.slice(0, this.next)]
    this.next = (this.next + 1) % this.all.length
    return others.reduce((best, each) => (each.size < best.size ? each : best), first!).do(job)
  }

  private of(draft: string): Thread {
    const sum = [...draft].reduce((sum, letter) => (31 * sum + letter.codePointAt(0)!) % 65_521, 0)
    return this.all[sum % this.all.length]!
  }

  /** Nobody is waited for. */
  async stop(): Promise<void> {
    await Promise.all(this.all.map((thread) => thread.end(new Error('The server stops.'))))
  }
}

class Thread {
  private worker: Worker | null = null
  private readonly waiting = new Map<number, Waiting>()
  private ids = 0

  constructor(
    private readonly history: History,
    private readonly most: number,
  ) {}

  get size(): number {
    return this.waiting.size
  }

  do(job: Job): Promise<unknown> {
    if (this.waiting.size >= this.most) return Promise.reject(new Busy('too much is asked for at once'))
    const id = ++this.ids
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => void this.end(new Busy(`${job.kind} took too long`)), PATIENCE)
      late.unref()
      this.tell({ kind: 'job', id, job })
      this.waiting.set(id, { resolve, reject, late })
    })
  }

  private tell(message: ToThread) {
    this.worker ??= this.start()
    this.worker.postMessage(message)
  }

  private start(): Worker {
    const worker = open()
    worker.on('message', (message: FromThread) => this.hear(message))
    const lose = (error: Error) => this.worker === worker && void this.end(error)
    worker.on('error', lose)
    worker.on('exit', () => lose(new Error('A thread has ended.')))
    worker.unref()
    return worker
  }

  private hear(message: FromThread) {
    if (message.kind === 'asks') return void this.answer(message)
    const waiting = this.waiting.get(message.id)
    if (!waiting) return
    this.waiting.delete(message.id)
    clearTimeout(waiting.late)
    if (message.kind === 'done') waiting.resolve(message.value)
    else waiting.reject(new Error(message.why))
  }

  private async answer({ id, draft, range }: Extract<FromThread, { kind: 'asks' }>): Promise<void> {
    try {
      this.tell({ kind: 'updates', id, updates: await this.history.updates(draft, range) })
    } catch (error) {
      this.tell({ kind: 'no-updates', id, why: (error as Error).message })
    }
  }

  /** What is under way fails; the next job begins with a new thread. */
  async end(error: Error): Promise<void> {
    const { worker } = this
    this.worker = null
    for (const { reject, late } of this.waiting.values()) {
      clearTimeout(late)
      reject(error)
    }
    this.waiting.clear()
    await worker?.terminate()
  }
}

/** From the built file, or from the source where that runs; a thread does not learn TypeScript from its process. */
function open(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./threads/worker.js', import.meta.url))
  const source = JSON.stringify(new URL('./worker.ts', import.meta.url).href)
  const begin = `import('tsx/esm/api').then(({ register }) => (register(), import(${source})))`
  return new Worker(begin, { eval: true })
}
