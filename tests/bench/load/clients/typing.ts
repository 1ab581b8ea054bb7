import { Histogram } from '../figures/histogram.ts'
import { Author, Deliveries, type Progress, type Window } from './matching.ts'
import type { Typed, TypingPlan } from '../plan.ts'
import type { LoadClient } from './client.ts'
import { endings, connectAll, type RunPhases } from './phases.ts'
import type { Recording } from '../recording.ts'
import { verify } from './verify.ts'

/** ms between two looks at who has to type. */
const TICK = 2
/** ms between two tellings of a caret, as in the editor. */
const CARET_PACE = 80
/** Updates that one client may send at one look: one that is late catches up, but not in one stroke. */
const CATCH_UP = 200

/** A client that types its recording. */
class Typist {
  next = 0
  private told = 0
  private turn = 1
  /** Ends of the frames, one behind the other, in the order of the recording. */
  private readonly frames: Buffer
  private readonly ends: Uint32Array

  constructor(
    readonly seat: LoadClient,
    readonly author: Author,
    recording: Recording,
    private readonly paragraph: string,
    keystrokes: number,
  ) {
    const framed = Array.from({ length: keystrokes }, (_, at) =>
      seat.framed(recording.bytes.subarray(recording.begins[at], recording.begins[at + 1])),
    )
    this.frames = Buffer.concat(framed)
    let end = 0
    this.ends = Uint32Array.from(framed, (one) => (end += one.length))
  }

  get hasMore(): boolean {
    return this.author.sent < this.ends.length
  }

  /** Sends everything that is due, as one write; answers how many updates. */
  type(now: number, period: number, lag: Histogram): number {
    const first = this.author.sent
    for (let due = 0; this.next <= now && this.hasMore && due < CATCH_UP; due++) {
      lag.add(now - this.next)
      this.author.send(now)
      this.seat.receipts.sent(now)
      this.next += period * (0.5 + Math.random())
    }
    const { sent } = this.author
    if (sent > first)
      this.seat.socket.write(
        this.frames.subarray(first === 0 ? 0 : this.ends[first - 1], this.ends[sent - 1]),
      )
    return sent - first
  }

  tellCaret(now: number) {
    if (now - this.told < CARET_PACE) return
    this.told = now
    const { author } = this
    this.seat.tell(author.client, this.turn++, this.paragraph, author.clockAfter(author.sent) - 1)
  }
}

/** A run in which everybody types, or reads, at a steady pace. */
export async function typing(
  plan: TypingPlan,
  recordings: readonly Recording[],
  phases: RunPhases,
): Promise<Typed> {
  const run = new TypingRun(plan, recordings)
  await run.seat()
  await phases.seated()
  await run.type(() => phases.begins())
  const typed = run.outcome(phases.ends())
  const rooms = [...new Set(plan.places.map(({ room }) => room))].slice(0, plan.verify)
  if (rooms.length > 0) typed.verified = await verify(plan, rooms, run.typed(), recordings)
  run.leave()
  return typed
}

class TypingRun {
  private readonly window: Window = { begins: Infinity, ends: Infinity }
  private readonly acknowledgements = new Histogram()
  private readonly lag = new Histogram()
  private readonly deliveries: Deliveries
  private readonly authors: Author[] = []
  private readonly authorOf = new Map<number, Author>()
  private readonly progress = new Map<LoadClient, Progress>()
  private readonly own = new Map<LoadClient, Author>()
  private readonly ended = endings()
  private readonly others: Map<string, number>
  private seats: LoadClient[] = []
  private typists: Typist[] = []
  private carets = 0
  private offered = 0
  private expected = 0
  private before = { total: 0, carets: 0, bytes: 0 }

  constructor(
    private readonly plan: TypingPlan,
    private readonly recordings: readonly Recording[],
  ) {
    this.others = new Map()
    for (const { room } of plan.places) this.others.set(room, (this.others.get(room) ?? -1) + 1)
    for (const { recording, room } of plan.places) {
      if (recording === null) continue
      const { client, clocks } = recordings[recording]!
      const author = new Author(this.authors.length, client, room, clocks)
      this.authors.push(author)
      this.authorOf.set(recording, author)
    }
    this.deliveries = new Deliveries(this.authors, this.window)
  }

  async seat(): Promise<void> {
    this.seats = await connectAll(this.plan, {
      words: (ranges, seat, now) => {
        const progress = this.progress.get(seat)
        if (progress) this.deliveries.hear(ranges, seat.place.room, this.own.get(seat) ?? null, progress, now)
      },
      acknowledged: (sent, now) => {
        if (sent >= this.window.begins && sent < this.window.ends) this.acknowledgements.add(now - sent)
      },
      caret: () => this.carets++,
      ended: this.ended.note,
    })
    for (const seat of this.seats) {
      this.progress.set(seat, this.deliveries.newProgress())
      const { recording } = seat.place
      if (recording === null) continue
      const author = this.authorOf.get(recording)!
      this.own.set(seat, author)
      this.typists.push(
        new Typist(seat, author, this.recordings[recording]!, `p${1 + (recording % 8)}`, this.keystrokes()),
      )
    }
  }

  /** More than the schedule asks for; the recordings must be long enough. */
  private keystrokes(): number {
    const asked = Math.ceil(this.plan.rate * (this.plan.warmUp + this.plan.duration) * 1.25) + 20
    const recorded = Math.min(...this.recordings.map(({ clocks }) => clocks.length))
    if (asked > recorded)
      throw new Error(`the recordings hold ${recorded} keystrokes, the run needs ${asked}`)
    return asked
  }

  /** The open loop; resolves when everything sent in the window was delivered, or nobody waits any longer. */
  async type(begins: () => void): Promise<void> {
    const { rate, warmUp, duration, patience, carets } = this.plan
    const period = 1000 / rate
    const begun = performance.now()
    for (const typist of this.typists) typist.next = begun + Math.random() * period
    this.window.begins = begun + warmUp * 1000
    this.window.ends = this.window.begins + duration * 1000
    let isMeasuring = false
    for (let now = begun; now < this.window.ends; now = performance.now()) {
      if (!isMeasuring && now >= this.window.begins) {
        isMeasuring = true
        this.startCounting()
        begins()
      }
      for (const typist of this.typists) {
        const at = performance.now()
        const sent = typist.type(at, period, this.lag)
        if (sent === 0) continue
        if (carets) typist.tellCaret(now)
        if (at >= this.window.begins && at < this.window.ends) {
          this.offered += sent
          this.expected += sent * this.others.get(typist.seat.place.room)!
        }
      }
      await pause(TICK)
    }
    const until = performance.now() + patience * 1000
    while (performance.now() < until && this.deliveries.delivered < this.expected && this.ended.count === 0)
      await pause(20)
  }

  private startCounting() {
    this.before = { total: this.deliveries.total, carets: this.carets, bytes: this.bytesRead() }
  }

  private bytesRead(): number {
    return this.seats.reduce((sum, { socket: line }) => sum + line.socket.bytesRead, 0)
  }

  /** How many updates of each recording were sent. */
  typed(): Map<number, number> {
    return new Map([...this.authorOf].map(([recording, author]) => [recording, author.sent]))
  }

  outcome(share: number): Typed {
    const { deliveries, plan } = this
    const made = deliveries.total - this.before.total
    const readers = this.expected / Math.max(1, this.offered)
    const times = this.acknowledgements.size > 0 ? this.acknowledgements : deliveries.echoes
    return {
      kind: 'typing',
      offered: this.offered / plan.duration,
      flow: deliveries.deliveredInTime / Math.max(1, readers) / plan.duration,
      expected: this.expected,
      delivered: deliveries.delivered,
      deliveries: made,
      carets: this.carets - this.before.carets,
      latency: deliveries.latency.summary(),
      acknowledgement: times.summary(),
      lag: this.lag.quantile(0.99),
      share,
      bytesPerDelivery: (this.bytesRead() - this.before.bytes) / Math.max(1, made),
      ended: this.ended.reasons,
      verified: null,
    }
  }

  leave() {
    for (const { socket: line } of this.seats) line.end()
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
