import { takeTask, type Job, type Task } from './jobs.ts'

/** Has jobs done one after the other, in the order they came; those of one turn of the event loop may share a task. */
export class JobQueue {
  private jobs: Job[] = []
  private working: Promise<void> | null = null

  /** `perform` rejects only when nothing more is to be done, ever. */
  constructor(private readonly perform: (task: Task) => Promise<void>) {}

  get isBusy(): boolean {
    return this.working !== null
  }

  add(job: Job): void {
    this.jobs.push(job)
    if (this.working) return
    this.working = this.work()
    this.working.catch(() => undefined)
  }

  /** These come before all others again. */
  putBack(jobs: readonly Job[]): void {
    if (jobs.length > 0) this.jobs = [...jobs, ...this.jobs]
  }

  /** Nothing that waits is done any more: acts fail with this error. */
  drop(error: unknown): void {
    for (const job of this.jobs.splice(0)) if (job.kind === 'act') job.fail(error)
  }

  /** Resolves when nothing is left to do; rejects when nothing more is done. */
  async settled(): Promise<void> {
    await this.working
  }

  private async work(): Promise<void> {
    await new Promise(setImmediate) // whatever arrives in the same turn shares the first task
    while (this.jobs.length > 0) await this.perform(takeTask(this.jobs))
    this.working = null // right after the last look, or a job that comes now would wait for ever
  }
}
