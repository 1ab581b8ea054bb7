import type { WebSocket } from 'ws'

/** ms between two pings to one socket. A proxy in between hangs up after 60 s of silence. */
const PERIOD = 25_000
/** The sockets are pinged in so many turns, so that thousands are not pinged in one breath. */
const TURNS = 25

/**
 * Asks every socket now and then whether anybody is there. From whom nothing at all has come since the last
 * time, no answer and no message, is cut off: a line that is dead, or that is kept open letter by letter.
 */
export class Heartbeat {
  private readonly turns = Array.from({ length: TURNS }, () => new Map<WebSocket, { alive: boolean }>())
  private readonly timer: NodeJS.Timeout
  private turn = 0

  constructor(period = PERIOD) {
    this.timer = setInterval(() => this.beat(), period / TURNS)
    this.timer.unref()
  }

  watch(socket: WebSocket): void {
    const turn = this.turns.reduce((least, one) => (one.size < least.size ? one : least))
    const entry = { alive: true }
    turn.set(socket, entry)
    const lives = () => void (entry.alive = true)
    socket.on('pong', lives)
    socket.on('message', lives)
    socket.on('close', () => turn.delete(socket))
  }

  stop(): void {
    clearInterval(this.timer)
  }

  private beat() {
    this.turn = (this.turn + 1) % TURNS
    for (const [socket, entry] of this.turns[this.turn]!) {
      if (!entry.alive) socket.terminate()
      else if (socket.readyState === socket.OPEN) socket.ping()
      entry.alive = false
    }
  }
}
