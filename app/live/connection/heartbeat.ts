/** ms between two pings, and while somebody looks at the figures. */
const EVERY = 15_000
const EVERY_WATCHED = 2_500
/** ms of silence after a ping that has to be answered soon: after sleep, or when the network has changed. */
const SOON = 3_000
/** The same when nothing is the matter, and before the server has ever answered (a long text on a slow network). */
const LATER = 12_000
const NEVER_ANSWERED = 90_000

type Ask = { number: number; at: number; patience: number }

/**
 * Whether the connection lives, and how long its round trip takes. A socket can look open for minutes after its
 * network has gone; only an answer shows that it is not. Reads no clock: every call is told the time, in ms.
 */
export class Heartbeat {
  /** ms of the last round trip; null until one was measured. */
  latency: number | null = null
  /** Somebody looks at the figures. */
  watched = false
  private heardAt = 0
  private askedAt = 0
  private open: Ask | null = null
  private answers = false
  private number = 0

  /** A new socket is open. Returns the number of its first ping. */
  opened(now: number): number {
    this.answers = false
    this.heardAt = now
    return this.ask(now, NEVER_ANSWERED)
  }

  /** Something moved: a message came, or bytes that waited went. */
  heard(now: number) {
    this.heardAt = now
  }

  answered(number: number, now: number) {
    this.heardAt = now
    this.answers = true
    if (this.open?.number !== number) return
    this.latency = now - this.open.at
    this.open = null
  }

  /** To be asked every second or so: a ping to send, or that the connection is dead. */
  beat(now: number): { ping: number } | 'dead' | null {
    if (this.open && now - Math.max(this.open.at, this.heardAt) > this.open.patience) return 'dead'
    const isDue = now - this.askedAt >= (this.watched ? EVERY_WATCHED : EVERY)
    const isAsking = this.open !== null && this.heardAt < this.open.at
    return isDue && !isAsking ? { ping: this.ask(now, this.patience(LATER)) } : null
  }

  /** Asks for an answer soon. Returns the ping to send. */
  hurry(now: number): number {
    return this.ask(now, this.patience(SOON))
  }

  private patience(least: number): number {
    return this.answers ? Math.max(least, 6 * (this.latency ?? 0)) : NEVER_ANSWERED
  }

  private ask(at: number, patience: number): number {
    this.askedAt = at
    this.open = { number: ++this.number, at, patience }
    return this.number
  }
}
