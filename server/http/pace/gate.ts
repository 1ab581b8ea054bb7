import { Bucket, type Allowance } from './pace.ts'

/** Let in: `leave` is called when the request is over. Or sent away, to come again after so many ms. */
export type Admission = { leave(): void } | { after: number }

type Entry = { bucket: Bucket; under: number; waiting: number; line: (() => void)[] }

/** Who is remembered; of those beyond, the ones who have asked for nothing lately are forgotten. */
const REMEMBERED = 20_000

/** Lets requests in at a pace and some at a time, each who asks by itself; whoever comes too fast waits a little. */
export class Gate {
  private readonly entries = new Map<string, Entry>()

  constructor(
    private readonly allowance: Allowance,
    private readonly now: () => number = () => performance.now(),
  ) {}

  async ask(key: string, cost: number): Promise<Admission> {
    const entry = this.entryOf(key)
    const { waiting, perSecond } = this.allowance
    if (entry.waiting >= waiting) return { after: (1_000 * cost) / perSecond }
    const { ok, wait } = entry.bucket.take(cost, this.now())
    if (!ok) return { after: wait }
    entry.waiting++
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    // Whoever leaves hands the place on.
    if (entry.under >= this.allowance.atOnce) await new Promise<void>((go) => entry.line.push(go))
    else entry.under++
    entry.waiting--
    return { leave: once(() => this.leave(entry)) }
  }

  /** Others get their turn before the next of the same comes in. */
  private leave(entry: Entry) {
    const next = entry.line.shift()
    if (next) setImmediate(next)
    else entry.under--
  }

  private entryOf(key: string): Entry {
    const known = this.entries.get(key)
    const entry = known ?? { bucket: new Bucket(this.allowance, this.now()), under: 0, waiting: 0, line: [] }
    this.entries.delete(key)
    this.entries.set(key, entry)
    for (const [other, { bucket, under, waiting }] of this.entries) {
      if (this.entries.size <= REMEMBERED) break
      if (other !== key && under + waiting === 0 && bucket.isFull(this.now())) this.entries.delete(other)
      else break
    }
    return entry
  }
}

function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) work()
    isDone = true
  }
}
