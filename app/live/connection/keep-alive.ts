import type { WebsocketProvider } from 'y-websocket'
import { encodePing } from '#app/document/wire.ts'
import { GRACE } from './connection-state.ts'
import { Heartbeat } from './heartbeat.ts'
import { Reconnect, type Loss } from './reconnect.ts'

/** ms in which a socket has to open. */
const OPENING = 20_000

/** Keeps a socket open: tries, asks for signs of life, lets go of one that is dead, comes back. */
export class KeepAlive {
  readonly heartbeat = new Heartbeat()
  private readonly reconnect = new Reconnect(() => this.connect())
  private isOver = false
  /** By `performance.now()`. */
  private triedAt = 0
  private waitingBytes = 0

  /** @param onDead the socket was let go, and it is time to say that the connection is lost */
  constructor(
    private readonly provider: WebsocketProvider,
    private readonly onDead: () => void,
  ) {}

  connect() {
    if (this.isOver || this.provider.ws !== null) return
    this.triedAt = performance.now()
    this.provider.connect()
  }

  opened() {
    this.waitingBytes = 0
    this.provider.ws?.send(encodePing(this.heartbeat.opened(performance.now())))
  }

  /** It has carried something: the next loss is a first one again. */
  worked() {
    this.reconnect.worked()
  }

  /** Plans the next try. */
  comeBack(after: Loss) {
    this.reconnect.after(after)
  }

  /** When the next try comes, by `performance.now()`; null while none is planned. */
  get triesAt(): number | null {
    return this.reconnect.due
  }

  retry() {
    if (!this.isOver && this.provider.ws === null) this.reconnect.now()
  }

  /** Lets go of a socket that is dead, or about to be. */
  drop() {
    if (this.isOver || this.provider.ws === null) return
    this.provider.disconnect()
    this.onDead()
  }

  /** Asks a socket that may have died for a sign of life, or comes back at once where there is none. */
  hurry() {
    const { ws, wsconnected } = this.provider
    const now = performance.now()
    if (wsconnected) ws?.send(encodePing(this.heartbeat.hurry(now)))
    else if (ws !== null && now - this.triedAt > GRACE) this.drop()
    if (this.provider.ws === null && this.reconnect.due !== null) this.reconnect.now()
  }

  /** To be called every second or so. */
  check() {
    const { ws, wsconnected, wsconnecting } = this.provider
    const now = performance.now()
    if (wsconnected && ws) {
      if (ws.bufferedAmount < this.waitingBytes) this.heartbeat.heard(now)
      this.waitingBytes = ws.bufferedAmount
      const beat = this.heartbeat.beat(now)
      if (beat === 'dead') this.drop()
      else if (beat) ws.send(encodePing(beat.ping))
    } else if (wsconnecting && now - this.triedAt > OPENING) this.drop()
  }

  stop() {
    this.isOver = true
    this.reconnect.cancel()
  }
}
