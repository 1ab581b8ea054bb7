import type { RoomId } from '#app/domain/basics/draft.ts'

/** Updates of one room that are waiting to be stored. */
export type Waiting = { room: RoomId; updates: readonly Uint8Array[] }

/** What became of them: the number of the last, or why they are not stored. */
export type Stored = { last: number } | { refused: Error }

/** Stores everything given in one step, in the order given, and answers for each. */
export type Statement<W extends Waiting> = (waiting: readonly W[]) => Promise<Stored[]>

export type GroupCommitOptions = {
  /** ms on a clock that never goes back. */
  now?(): number
  /** True for a failure of a whole statement after which nothing of it is stored for certain. */
  isRefusal?(error: unknown): boolean
}

/** Updates and bytes that one statement takes at most; whatever is more waits for the next. */
const MOST_UPDATES = 5_000
const MOST_BYTES = 8 * 1024 * 1024

/** ms over which statements are counted. */
const WINDOW = 100
/** Statements in that time which come without any pause between them. */
const AT_ONCE = 25
/** Statements in that time from which on the pause is whole. */
const CROWDED = 45
/** ms between the beginnings of two statements under full load. */
const PAUSE = 2

type Entry<W> = { write: W; bytes: number; resolve(last: number): void; reject(error: unknown): void }

/**
 * One statement at a time for all rooms of a process: what arrives while one is under way shares the next. A lone
 * keystroke is stored at once; under load statements keep a distance of up to 2 ms, so that a thousand updates
 * a second from hundreds of rooms cost some 400 statements. One room's refusal is nobody else's.
 *
 * The order within a room is the order of the calls.
 */
export class GroupCommit<W extends Waiting> {
  private queue: Entry<W>[] = []
  private working = false
  private readonly pace: Pace

  constructor(
    private readonly statement: Statement<W>,
    private readonly options: GroupCommitOptions = {},
  ) {
    this.pace = new Pace(options.now ?? (() => performance.now()))
  }

  /** Resolves with the number of the last update when all are durable. */
  append(write: W): Promise<number> {
    const bytes = write.updates.reduce((sum, update) => sum + update.byteLength, 0)
    return new Promise((resolve, reject) => {
      this.queue.push({ write, bytes, resolve, reject })
      if (!this.working) void this.work()
    })
  }

  private async work(): Promise<void> {
    this.working = true
    await Promise.resolve() // rooms that append in the same tick share the statement
    while (this.queue.length > 0) {
      const pause = this.pace.pause()
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
      const entries = this.take()
      this.pace.begun()
      await this.store(entries)
    }
    this.working = false
  }

  private take(): Entry<W>[] {
    let [count, updates, bytes] = [0, 0, 0]
    for (const entry of this.queue) {
      updates += entry.write.updates.length
      bytes += entry.bytes
      if (count > 0 && (updates > MOST_UPDATES || bytes > MOST_BYTES)) break
      count++
    }
    return this.queue.splice(0, count)
  }

  private async store(entries: readonly Entry<W>[]): Promise<void> {
    try {
      const outcomes = await this.statement(entries.map(({ write }) => write))
      entries.forEach((entry, at) => {
        const outcome = outcomes[at]!
        if ('last' in outcome) entry.resolve(outcome.last)
        else entry.reject(outcome.refused)
      })
    } catch (error) {
      // What the database refuses as a whole may be one room's fault: each on its own, and nothing twice.
      const isMixed = entries.length > 1 && this.options.isRefusal?.(error)
      if (isMixed) for (const entry of entries) await this.store([entry])
      else for (const entry of entries) entry.reject(error)
    }
  }
}

/** How long to wait before the next statement: nothing while there are few, up to `PAUSE` when there are many. */
class Pace {
  private last = -Infinity
  /** Statements of about the last `WINDOW` ms; older ones fade away. */
  private recent = 0

  constructor(private readonly now: () => number) {}

  begun(): void {
    const now = this.now()
    this.recent = this.recent * Math.exp((this.last - now) / WINDOW) + 1
    this.last = now
  }

  pause(): number {
    const since = this.now() - this.last
    const recent = this.recent * Math.exp(-since / WINDOW)
    const crowd = Math.min(1, Math.max(0, (recent - AT_ONCE) / (CROWDED - AT_ONCE)))
    return PAUSE * crowd - since
  }
}
