import { MESSAGE, SYNC } from '#app/document/wire.ts'

/** So many a second on average, and so many at once by whoever was quiet before. */
export type Allowance = { perSecond: number; burst: number }

export type Limits = {
  messages: Allowance
  bytes: Allowance
  carets: Allowance
  /** Questions for what is missing, each of which may cost a whole draft. */
  asks: Allowance
  /** What one connection may have waiting to be stored before it is read on. */
  waiting: { updates: number; bytes: number }
}

/**
 * Far above what people do: a fast typist makes 15 updates a second, an editor shows its caret 20 times, an hour
 * offline comes back as one message. The bursts let a program replay a long negotiation, 260,000
 * keystrokes, without a pause.
 */
export const LIMITS: Limits = {
  messages: { perSecond: 5_000, burst: 300_000 },
  bytes: { perSecond: 1 << 20, burst: 32 << 20 },
  carets: { perSecond: 60, burst: 300 },
  asks: { perSecond: 0.2, burst: 5 },
  waiting: { updates: 2_000, bytes: 2 << 20 },
}

/**
 * What follows from a message: read on, read on after so many ms, or an end, since no honest client does this.
 * The message itself is always taken.
 */
export type Pace = { after: number } | 'flood'

/** Tells how fast one connection may be read. Reads no clock: times are ms that only go forward. */
export class ReadRate {
  private readonly buckets: Record<'messages' | 'bytes' | 'carets' | 'asks', Bucket>
  private readonly sizes: number[] = []
  private taken = 0
  private storedSoFar = 0
  private waitingBytes = 0

  constructor(
    private readonly limits: Limits,
    now: number,
  ) {
    const { messages, bytes, carets, asks } = limits
    this.buckets = {
      messages: new Bucket(messages, now),
      bytes: new Bucket(bytes, now),
      carets: new Bucket(carets, now),
      asks: new Bucket(asks, now),
    }
  }

  /** A message came at `now`. */
  take(message: Uint8Array, now: number): Pace {
    const { messages, bytes, carets, asks } = this.buckets
    if (message[0] === MESSAGE.awareness && carets.take(1, now) > 0) return 'flood'
    if (message[0] === MESSAGE.sync) {
      if (message[1] !== SYNC.step1) this.wait(message.length)
      else if (asks.take(1, now) > 0) return 'flood'
    }
    return { after: Math.max(messages.take(1, now), bytes.take(message.length, now)) }
  }

  /** A frame of the protocol itself came, a ping or a pong. */
  takeFrame(size: number, now: number): Pace {
    return { after: Math.max(this.buckets.messages.take(1, now), this.buckets.bytes.take(size, now)) }
  }

  /** So many of its updates are stored by now. */
  stored(count: number): void {
    for (; this.storedSoFar < Math.min(count, this.taken); this.storedSoFar++) {
      const place = this.storedSoFar - this.forgotten
      this.waitingBytes -= this.sizes[place]!
    }
    this.forget()
  }

  /** True while more of it waits to be stored than may. */
  get isFull(): boolean {
    const { updates, bytes } = this.limits.waiting
    return this.taken - this.storedSoFar >= updates || this.waitingBytes >= bytes
  }

  private forgotten = 0

  private wait(bytes: number) {
    this.taken++
    this.sizes.push(bytes)
    this.waitingBytes += bytes
  }

  private forget() {
    const done = this.storedSoFar - this.forgotten
    if (done < 256 && done < this.sizes.length) return
    this.sizes.splice(0, done)
    this.forgotten += done
  }
}

/** A token bucket: what is taken beyond what is in it is a debt that time pays back. */
class Bucket {
  private left: number

  constructor(
    private readonly allowance: Allowance,
    private since: number,
  ) {
    this.left = allowance.burst
  }

  /** Takes `count` out at `now`; answers the ms until nothing is owed, 0 when nothing is. */
  take(count: number, now: number): number {
    const { perSecond, burst } = this.allowance
    this.left = Math.min(burst, this.left + ((now - this.since) / 1000) * perSecond) - count
    this.since = now
    return this.left >= 0 ? 0 : (-this.left / perSecond) * 1000
  }
}
