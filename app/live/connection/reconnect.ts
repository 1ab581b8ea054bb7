/**
 * What ended a connection, as far as it decides when to come back: the server restarts, it cannot work at the
 * moment, it has had too much from here, or nobody knows.
 */
export type Loss = 'restart' | 'busy' | 'crowded' | 'lost'

/** ms within which everybody's first try falls: soon, and not all at once. */
const FIRST = 600
/** ms between two tries of someone who has tried for long, at most. */
const LONGEST = 10_000
/** ms before a page that sent too much comes again, at least. */
const CROWDED = 15_000

/**
 * ms to wait before a try. The first comes within 0.6 s, so that a restart of the server takes nobody away
 * for 2 s; the others wait between half and all of a span that doubles up to 10 s ("equal jitter"), so that
 * thousands who were cut off together do not come back together.
 *
 * @param attempt tries that have failed since the connection last worked
 * @param random from 0 up to 1
 */
export function delayBefore(attempt: number, after: Loss, random: number): number {
  if (after === 'crowded') return CROWDED + random * CROWDED
  const steps = after === 'busy' ? attempt + 2 : attempt
  if (steps === 0) return random * FIRST
  const span = Math.min(LONGEST, FIRST * 2 ** Math.min(steps, 10))
  return (span * (1 + random)) / 2
}

/** Comes back after a loss, later each time it fails, until told that it works again. */
export class Reconnect {
  private attempt = 0
  private timer: ReturnType<typeof setTimeout> | null = null
  /** When the next try comes, by `performance.now()`; null while none is planned. */
  due: number | null = null

  constructor(
    private readonly go: () => void,
    private readonly random: () => number = Math.random,
  ) {}

  /** The connection was lost: plans the next try. */
  after(loss: Loss) {
    this.cancel()
    const delay = delayBefore(this.attempt++, loss, this.random())
    this.due = performance.now() + delay
    this.timer = setTimeout(() => this.now(), delay)
  }

  /** Tries at once: something has changed for the better. */
  now() {
    this.cancel()
    this.go()
  }

  /** The connection has carried something: the next loss is a first one again. */
  worked() {
    this.attempt = 0
  }

  cancel() {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = this.due = null
  }
}
