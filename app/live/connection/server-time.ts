const KEY = 'corchete clock'

/**
 * The server's time, on a machine whose clock may be hours wrong: what the server last said, and what has
 * passed since then by a clock that nobody sets. Before it has said anything, what an earlier visit found out.
 */
export class ServerTime {
  private said: { time: number; at: number } | null = null
  private readonly ahead = readAhead()

  /** The server says what time it is there, in ms since epoch. */
  learn(time: number) {
    this.said = { time, at: performance.now() }
    try {
      localStorage.setItem(KEY, String(time - Date.now()))
    } catch {
      // Found out again at the next visit.
    }
  }

  /** ms since epoch at the server, at most the network's delay behind. */
  readonly now = (): number =>
    Math.round(this.said ? this.said.time + performance.now() - this.said.at : Date.now() + this.ahead)
}

function readAhead(): number {
  try {
    return Number(localStorage.getItem(KEY)) || 0
  } catch {
    return 0
  }
}
