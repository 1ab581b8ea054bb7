import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { SCHEMA_VERSION } from '#app/document/model/schema.ts'
import { MESSAGE, SYNC, type Hello } from '#app/document/wire.ts'
import type { Connection, ConnectionFigures, ServerConnection, Unsent } from '#app/live/types.ts'
import { AckTracker } from '../unsent/ack-tracker.ts'
import { LostWords } from '../unsent/lost-words.ts'
import { UnsentStore, ownerOf } from '../unsent/unsent-store.ts'
import { closeOutcome } from './close-outcome.ts'
import { connectionState } from './connection-state.ts'
import { Figures } from './figures.ts'
import { KeepAlive } from './keep-alive.ts'
import type { ConnectionOptions } from './options.ts'
import { onPageEvents } from './page-events.ts'
import { onRoomMessages, providerFor } from './provider.ts'
import type { Loss } from './reconnect.ts'
import { SyncHold } from './sync-hold.ts'

/**
 * The connection to the room: y-websocket's provider with the room's own messages and our own way of coming back.
 * "Saved" is said only when the room has stored every update that was sent; what cannot be sent is kept in the
 * browser and sent on return.
 */
export class RoomConnection implements ServerConnection {
  readonly provider: WebsocketProvider
  /** What others do waits while an input method composes. */
  readonly syncHold: SyncHold
  private readonly acks = new AckTracker()
  private readonly alive: KeepAlive
  private readonly store: UnsentStore | null
  private readonly shown = new Figures(() => this.measure())
  private readonly lostWords: LostWords
  private readonly stopPageEvents: () => void
  private hello: Hello | null = null
  private state: Connection = 'connecting'
  /** Nothing more comes of this connection. */
  private isOver = false
  private loss: Loss | null = null
  /** By `performance.now()`: when the connection was last lost or came. */
  private since = performance.now()
  /** When it was lost after it had last worked; null while it works. */
  private lostAt: number | null = null
  private isCaughtUp = false

  constructor(
    private readonly doc: Y.Doc,
    private readonly options: ConnectionOptions,
  ) {
    this.provider = providerFor(
      doc,
      options,
      (message) => this.maySend(message),
      () => this.alive.heartbeat.heard(performance.now()),
    )
    this.alive = new KeepAlive(this.provider, () => this.lost('lost'))
    this.syncHold = new SyncHold(this.provider)
    this.store = options.writes
      ? new UnsentStore(doc, ownerOf(options), this.acks, () => this.update())
      : null
    this.lostWords = new LostWords(
      doc,
      (origin) => origin === this.provider,
      () => this.acks.storedClock,
    )
    this.listen()
    this.stopPageEvents = onPageEvents({
      tick: () => {
        this.alive.check()
        this.update()
      },
      back: () => this.alive.hurry(),
      away: () => this.alive.drop(),
      leaving: () => this.store?.mark(),
    })
    void this.open()
  }

  private async open() {
    await this.store?.whenLoaded
    if (this.isOver) return
    if (this.options.hesitates) this.alive.comeBack('busy')
    else this.alive.connect()
  }

  private listen() {
    const { provider, options } = this
    onRoomMessages(provider, {
      stored: (count) => {
        this.acks.acknowledged(count, performance.now())
        this.lostWords.stored(this.acks.storedClock)
        this.caughtUp()
        this.update()
      },
      pong: (number) => {
        this.alive.heartbeat.answered(number, performance.now())
        this.shown.changed()
      },
      late: (words) => options.callbacks.onLate(words),
      hello: (hello) => this.greet(hello),
    })
    provider.on('status', ({ status }) => status === 'connected' && this.opened())
    provider.on('sync', (synced) => synced && this.synced())
    provider.on('closed', ({ code, reason }) => this.closed(code, reason))
    this.doc.on('update', this.onUpdate)
  }

  private opened() {
    this.acks.opened()
    this.since = performance.now()
    this.alive.opened()
    this.update()
  }

  private synced() {
    this.alive.worked()
    this.lostAt = null
    this.isCaughtUp = false
    this.store?.takeOthers()
    this.update()
  }

  /** What the room counts as stored comes after everything it had to tell. */
  private caughtUp() {
    if (this.isCaughtUp || !this.provider.synced) return
    this.isCaughtUp = true
    const lost = this.lostWords.give()
    if (lost.length > 0) this.options.callbacks.onLate(lost)
    this.options.callbacks.onSynced()
  }

  private readonly onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === this.provider || this.store?.isOrigin(origin)) return
    this.store?.wrote(update)
    if (!this.provider.wsconnected) this.acks.held(performance.now())
    this.update()
  }

  private greet(hello: Hello) {
    this.hello = hello
    if (hello.now !== undefined) this.options.time.learn(hello.now)
    if (hello.schema !== SCHEMA_VERSION) return this.end('outdated')
    if (this.options.writes && hello.frozen) return this.giveUp('draft-transmitted')
    if (this.options.writes && !hello.mayWrite) return this.end('changed')
    this.update()
  }

  /**
   * Whether a message may go out now. Words that the room cannot place yet stay behind: they are in the document,
   * and so in the answer to what the room has.
   */
  private maySend(message: unknown): boolean {
    if (!(message instanceof Uint8Array) || message[0] !== MESSAGE.sync) return true
    const { acks, doc } = this
    const now = performance.now()
    const clock = Y.getState(doc.store, doc.clientID)
    if (message[1] === SYNC.step2) acks.sendsMissing(clock, now)
    if (message[1] !== SYNC.update) return true
    if (acks.maySend) acks.sends(clock, now)
    else acks.held(now)
    return acks.maySend
  }

  private closed(code: number, reason: string) {
    if (this.isOver) return
    const outcome = closeOutcome(code, reason)
    if (outcome.kind === 'over') return this.end(outcome.state)
    if (outcome.kind === 'dropped') return this.giveUp(outcome.reason)
    this.lost(outcome.after)
  }

  private lost(loss: Loss) {
    this.syncHold.forget()
    this.lostWords.lost()
    this.lostAt ??= this.since = performance.now()
    this.acks.opened()
    this.loss = loss
    this.alive.comeBack(loss)
    this.update()
  }

  private end(state: Connection) {
    this.stop()
    this.store?.mark()
    this.say(state)
  }

  private giveUp(reason: Unsent['reason']) {
    this.stop()
    this.options.callbacks.onDropped(reason)
  }

  private stop() {
    this.isOver = true
    this.since = performance.now()
    this.alive.stop()
    this.provider.disconnect()
  }

  /** Something has changed: says so to those who look. */
  private update() {
    this.shown.changed()
    this.store?.changed()
    if (this.isOver) return
    const { options, hello, provider, acks, alive, loss, lostAt, state } = this
    this.say(
      connectionState({
        writes: options.writes && hello?.mayWrite !== false,
        isTransmitted: hello?.frozen ?? false,
        isOpen: provider.wsconnected,
        isSynced: provider.synced,
        acks,
        latency: alive.heartbeat.latency,
        loss,
        lostAt,
        hasNetwork: navigator.onLine,
        before: state,
        now: performance.now(),
      }),
    )
  }

  private say(state: Connection) {
    if (state === this.state) return
    this.state = state
    this.options.callbacks.onState(state)
  }

  get current(): Connection {
    return this.state
  }

  /** Whether words of the user are not stored yet. */
  get hasUnsaved(): boolean {
    return this.acks.hasUnsaved
  }

  figures(): ConnectionFigures {
    return this.shown.now
  }

  subscribe(run: () => void): () => void {
    return this.shown.subscribe(run)
  }

  watch(): () => void {
    const { heartbeat } = this.alive
    heartbeat.watched = true
    return () => (heartbeat.watched = false)
  }

  retry() {
    this.alive.retry()
  }

  now(): number {
    return this.options.time.now()
  }

  private measure(): ConnectionFigures {
    const { acks, alive, provider } = this
    const offset = this.now() - performance.now()
    const at = (moment: number | null) => (moment === null ? null : Math.round(offset + moment))
    return {
      isConnected: provider.wsconnected,
      since: at(this.since)!,
      latency: alive.heartbeat.latency ?? acks.commit,
      hasUnsaved: acks.hasUnsaved,
      unsavedWords: acks.hasUnsaved ? (this.store?.words() ?? 0) : 0,
      savedAt: at(acks.savedAt),
      triesAt: at(alive.triesAt),
      keeps: this.store?.keeps ?? true,
    }
  }

  /** Keeps nothing of this document in the browser any more. */
  async forget(): Promise<void> {
    await this.store?.clear()
  }

  destroy() {
    this.isOver = true
    this.alive.stop()
    this.stopPageEvents()
    this.shown.stop()
    this.lostWords.destroy()
    this.doc.off('update', this.onUpdate)
    this.store?.destroy()
    this.provider.destroy()
  }
}
