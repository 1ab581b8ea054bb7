/** What is known about the line to the server. Times are ms since epoch by the server's clock. */
export type LineFigures = {
  isConnected: boolean
  /** Since when it is, or is not. */
  since: number
  /** ms of a round trip; null until one was measured. */
  latency: number | null
  /** Something of one's own is not stored. */
  hasUnsaved: boolean
  /** How many new words that is; 0 when only strikes and the like wait. */
  unsavedWords: number
  /** When words of one's own were stored last in this visit. */
  savedAt: number | null
  /** When the next try to connect comes. */
  triesAt: number | null
  /** Whether this browser keeps words that are not sent, also when it is closed. */
  keeps: boolean
}

/** The line to the server, for whoever shows it. */
export interface Line {
  /** The same object until something changes. */
  figures(): LineFigures
  /** Calls back after a change, a few times a second at most. Returns the way to stop. */
  subscribe(run: () => void): () => void
  /** Measures more often until the returned function is called. */
  watch(): () => void
  /** Tries to connect now. */
  retry(): void
  /** ms since epoch by the server's clock. */
  now(): number
}
