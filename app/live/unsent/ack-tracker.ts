type Sent = { number: number; at: number; clock: number; holdsWords: boolean }

/**
 * Which words of this page the room has stored. "Saved" is said by this alone: every message with words that
 * went out on this connection must have come back as stored, and the first of them is the answer to what the
 * room has, which holds everything written before. Reads no clock: times are told, in ms.
 */
export class AckTracker {
  private sent = 0
  private stored = 0
  private readonly underway: Sent[] = []
  private answered = false
  /** Since when there are words that have not gone out on this connection. */
  private heldSince: number | null = null
  /** Everything this page wrote before this point of its own count of characters is stored. */
  storedClock = 0
  /** When words of this page were stored last. */
  savedAt: number | null = null
  /** ms from sending words to their being stored. */
  commit: number | null = null

  /** There is something that has not gone out: written without a connection, or on an earlier visit. */
  held(now: number) {
    this.heldSince ??= now
  }

  /** A new connection counts from one. What was under way on the old one may be lost, and goes out again. */
  opened() {
    this.heldSince = this.oldest
    this.sent = this.stored = 0
    this.underway.length = 0
    this.answered = false
  }

  /** The answer to what the room has goes out, and with it everything it does not have. */
  sendsMissing(clock: number, now: number) {
    this.answered = true
    const at = this.heldSince ?? now
    this.underway.push({ number: ++this.sent, at, clock, holdsWords: this.heldSince !== null })
    this.heldSince = null
  }

  /** Words go out; `clock` is how far the page's own count of characters has come. */
  sends(clock: number, now: number) {
    this.underway.push({ number: ++this.sent, at: now, clock, holdsWords: true })
  }

  /** The room has stored this many messages of this connection. */
  acknowledged(count: number, now: number) {
    this.stored = count
    let last: Sent | null = null
    while (this.underway[0] && this.underway[0].number <= count) {
      last = this.underway.shift()!
      this.storedClock = Math.max(this.storedClock, last.clock)
      if (last.holdsWords) this.savedAt = now
    }
    if (last) this.commit = now - last.at
  }

  /** Whether words may go out: the room gets what it lacks first, in one piece, or it could not place them. */
  get maySend(): boolean {
    return this.answered
  }

  /** Everything that stands in the document is stored, for certain. */
  get isSaved(): boolean {
    return this.answered && this.stored >= this.sent && this.heldSince === null
  }

  get hasUnsaved(): boolean {
    return this.heldSince !== null || this.underway.some(({ holdsWords }) => holdsWords)
  }

  /** When the oldest words that are not stored were written; null when there are none. */
  get oldest(): number | null {
    return this.underway.find(({ holdsWords }) => holdsWords)?.at ?? this.heldSince
  }
}
