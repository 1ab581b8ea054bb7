import * as Y from 'yjs'
import { Histogram } from '../figures/histogram.ts'

/** Clocks `[from, to)` of an author that an update holds. */
export type Range = { client: number; from: number; to: number }

/** What an update holds, by author; nothing for one that only deletes. */
export function rangesIn(update: Uint8Array): Range[] {
  if (update.length <= 2) return []
  const { from, to } = Y.parseUpdateMeta(update)
  return [...to].map(([client, end]) => ({ client, from: from.get(client) ?? 0, to: end }))
}

/** When each update of an author was sent, ms. `clocks[i]` is the author's clock after update `i`. */
export class Author {
  readonly times: Float64Array
  sent = 0
  /** Updates that came back to their author. */
  echoed = 0

  constructor(
    readonly at: number,
    readonly client: number,
    readonly room: string,
    readonly clocks: Uint32Array,
  ) {
    this.times = new Float64Array(clocks.length)
  }

  send(now: number): void {
    this.times[this.sent++] = now
  }

  /** The clock when so many updates were made. */
  clockAfter(updates: number): number {
    return updates === 0 ? 0 : this.clocks[updates - 1]!
  }
}

/** The time that is measured: updates sent in it, deliveries made in it. */
export type Window = { begins: number; ends: number }

/** What one client has of each author. */
export type Progress = Int32Array

/**
 * Counts deliveries: one for each update and each client that it reaches for the first time. A server may merge
 * many updates into one message, so they are found by what the message holds of whose characters.
 */
export class Deliveries {
  readonly latency = new Histogram()
  readonly echoes = new Histogram()
  delivered = 0
  deliveredInTime = 0
  total = 0
  /** Messages that went on from where the client had not got to. */
  gaps = 0
  private readonly byClient: Map<number, Author>

  constructor(
    readonly authors: readonly Author[],
    private readonly window: Window,
  ) {
    this.byClient = new Map(authors.map((author) => [author.client, author]))
  }

  newProgress(): Progress {
    return new Int32Array(this.authors.length)
  }

  /** A client of `room` got this at `now`; `own` is the author that it is itself. */
  hear(ranges: readonly Range[], room: string, own: Author | null, progress: Progress, now: number): void {
    for (const { client, from, to } of ranges) {
      const author = this.byClient.get(client)
      if (!author || author.room !== room) continue
      if (author === own) this.hearOwn(author, to, now)
      else this.hearOther(author, from, to, progress, now)
    }
  }

  private hearOwn(author: Author, to: number, now: number) {
    while (author.echoed < author.sent && author.clocks[author.echoed]! <= to) {
      const sent = author.times[author.echoed++]!
      if (this.isMeasured(sent)) this.echoes.add(now - sent)
    }
  }

  private hearOther(author: Author, from: number, to: number, progress: Progress, now: number) {
    let got = progress[author.at]!
    if (from > author.clockAfter(got)) {
      this.gaps++
      return
    }
    const before = got
    while (got < author.sent && author.clocks[got]! <= to) {
      const sent = author.times[got++]!
      if (!this.isMeasured(sent)) continue
      this.latency.add(now - sent)
      this.delivered++
    }
    progress[author.at] = got
    this.total += got - before
    if (now >= this.window.begins && now < this.window.ends) this.deliveredInTime += got - before
  }

  private isMeasured(sent: number): boolean {
    return sent >= this.window.begins && sent < this.window.ends
  }
}

/** Acknowledgements of one connection's updates, in the order they were sent. */
export class Receipts {
  private readonly times: number[] = []
  acknowledged = 0

  /** `when` is null for an update that is not measured. */
  sent(when: number | null): void {
    this.times.push(when ?? NaN)
  }

  /** The first `count` updates are acknowledged; calls `each` with the times of those that were not before. */
  upTo(count: number, each: (sent: number) => void): void {
    for (const end = Math.min(count, this.times.length); this.acknowledged < end; this.acknowledged++) {
      const sent = this.times[this.acknowledged]!
      if (!Number.isNaN(sent)) each(sent)
    }
  }

  get isComplete(): boolean {
    return this.acknowledged === this.times.length
  }
}
