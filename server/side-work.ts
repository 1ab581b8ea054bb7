import type { Logger } from 'pino'
import type { Clock, SideJob, SideWork, SideWorkStore } from '#app/usecases/ports.ts'

/** ms between attempts: doubled each time. */
const FIRST_PAUSE = 1_000
const LAST_PAUSE = 600_000
/** After so many the next start has to see to it: more than an hour has passed. */
const ATTEMPTS = 14
/** Jobs in memory; what comes beyond is left to the next start. */
const MOST = 1_000
/** Attempts under way at once. */
const AT_ONCE = 2
/** ms for which whoever has done something waits for what is left to do. */
const PATIENCE = 1_000

export const pauseAfter = (attempts: number): number =>
  Math.min(LAST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, attempts - 1))

export type SideWorkDeps = {
  store: SideWorkStore
  attempt(job: SideJob): Promise<void>
  clock: Clock
  id(): string
  log: Logger
  failed(kind: SideJob['kind']): void
  /** ms to wait after so many attempts. */
  pause?(attempts: number): number
  most?: number
}

type Waiting = { id: string; job: SideJob; attempts: number }

/**
 * The one place for what is left to do once something has happened for good: it is tried again with growing pauses, one
 * that cannot be done does not stop the others, and it never fails the answer.
 */
export class SideWorkQueue implements SideWork {
  private readonly known = new Map<string, NodeJS.Timeout | null>()
  private readonly line: (() => void)[] = []
  private under = 0
  private isStopped = false

  constructor(private readonly deps: SideWorkDeps) {}

  /** Jobs that are not done yet. */
  get size(): number {
    return this.known.size
  }

  async do(job: SideJob): Promise<void> {
    const waiting = { id: this.deps.id(), job, attempts: 0 }
    if (!this.hasRoom()) return this.note(waiting)
    this.known.set(waiting.id, null)
    const begun = this.note(waiting).then(() => this.inTurn(waiting))
    await Promise.race([begun, new Promise((resolve) => setTimeout(resolve, PATIENCE).unref())])
  }

  /** Makes up for what was not done before this start. */
  async resume(): Promise<void> {
    const left = await this.deps.store.all(this.deps.clock.now(), this.deps.most ?? MOST)
    for (const each of left) {
      if (this.known.has(each.id) || !this.hasRoom()) continue
      this.known.set(each.id, null)
      void this.inTurn({ ...each, attempts: 0 })
    }
  }

  private hasRoom(): boolean {
    return this.known.size < (this.deps.most ?? MOST)
  }

  /** Without a note it is lost with the process; it is done all the same. */
  private note({ id, job }: Waiting): Promise<void> {
    return this.deps.store
      .add(id, job, this.deps.clock.now())
      .catch((err: unknown) => this.deps.log.warn({ err, job: job.kind }, 'side work could not be noted'))
  }

  private async inTurn(waiting: Waiting): Promise<void> {
    if (this.under >= AT_ONCE) await new Promise<void>((go) => this.line.push(go))
    if (this.isStopped) return
    this.under++
    await this.try(waiting)
    this.under--
    this.line.shift()?.()
  }

  private async try(waiting: Waiting): Promise<void> {
    try {
      waiting.attempts++
      await this.deps.attempt(waiting.job)
      this.known.delete(waiting.id)
    } catch (err) {
      return this.later(waiting, err)
    }
    await this.deps.store.remove(waiting.id).catch(() => undefined)
  }

  private later(waiting: Waiting, err: unknown): void {
    const { id, job, attempts } = waiting
    const { log, failed, pause = pauseAfter } = this.deps
    failed(job.kind)
    const isLast = attempts >= ATTEMPTS
    log[isLast ? 'error' : 'warn'](
      { err, job: job.kind, attempts },
      isLast ? 'side work waits for the next start' : 'side work failed and is tried again',
    )
    if (isLast || this.isStopped) return void this.known.delete(id)
    const timer = setTimeout(() => void this.inTurn(waiting), pause(attempts))
    timer.unref()
    this.known.set(id, timer)
  }

  /** What is not done yet waits for the next start. */
  stop(): void {
    this.isStopped = true
    for (const timer of this.known.values()) if (timer) clearTimeout(timer)
    for (const go of this.line.splice(0)) go()
  }
}
