import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { SCHEMA_VERSION } from '#app/document/model/schema.ts'
import {
  MESSAGE,
  SYNC,
  encodePing,
  readHello,
  readLate,
  readPong,
  readStored,
  type Hello,
} from '#app/document/wire.ts'
import type { Connection, ConnectionFigures, ServerConnection, Unsent } from '#app/live/types.ts'
import { closeOutcome } from './close-outcome.ts'
import { Figures } from './figures.ts'
import { AckTracker } from '../unsent/ack-tracker.ts'
import type { ConnectionOptions } from './options.ts'
import { Heartbeat } from './heartbeat.ts'
import { Reconnect, type Loss } from './reconnect.ts'
import { gatedSocket } from './gated-socket.ts'
import { UnsentStore, ownerOf } from '../unsent/unsent-store.ts'
import { LostWords } from '../unsent/lost-words.ts'
import { onPageEvents } from './page-events.ts'

/** ms in which a lost line may come back before anybody is told that they are offline. */
const GRACE = 3_000
/** ms that words may be under way before the line is called slow, and ms of a round trip from which it is. */
const SLOW = 1_500
const SLOW_TRIP = 1_000
/** ms in which a socket has to open. */
const OPENING = 20_000

/**
 * The line to the room: y-websocket's provider with the room's own messages and our own way of coming back.
 * "Saved" is said only when the room has stored every update that was sent; what cannot be sent is kept in the
 * browser and sent on return.
 */
export class RoomConnection implements ServerConnection {
  readonly provider: WebsocketProvider
  private readonly ledger = new AckTracker()
  private readonly pulse = new Heartbeat()
  private readonly reconnect = new Reconnect(() => this.connect())
  private readonly store: UnsentStore | null
  private readonly shown = new Figures(() => this.measure())
  private readonly vanished: LostWords
  private readonly unwatch: () => void
  private hello: Hello | null = null
  private state: Connection = 'connecting'
  /** Nothing more comes of this connection. */
  private isOver = false
  private loss: Loss | null = null
  /** By `performance.now()`: when the line was last lost or came, and when it was last tried. */
  private since = performance.now()
  private triedAt = 0
  /** When it was lost after it had last worked; null while it works. */
  private lostAt: number | null = null
  private isCaughtUp = false
  private waitingBytes = 0
  private held: Uint8Array[] | null = null
  private takeSync: WebsocketProvider['messageHandlers'][number] = () => {}

  constructor(
    private readonly doc: Y.Doc,
    private readonly options: ConnectionOptions,
  ) {
    this.provider = new WebsocketProvider(options.url, options.draft, doc, {
      connect: false,
      params: options.behalf ? { for: options.behalf } : {},
      disableBc: true,
      WebSocketPolyfill: gatedSocket(
        (message) => this.mayGo(message),
        () => this.pulse.heard(performance.now()),
      ),
      shouldReconnect: () => false,
    })
    // It closes a line after 30 s of silence by a timer that sleeps in hidden pages; the pulse knows better.
    clearInterval((this.provider as unknown as { _checkInterval: number })._checkInterval)
    this.store = options.writes
      ? new UnsentStore(doc, ownerOf(options), this.ledger, () => this.tell())
      : null
    this.vanished = new LostWords(
      doc,
      (origin) => origin === this.provider,
      () => this.ledger.storedClock,
    )
    this.listen()
    this.unwatch = onPageEvents({
      look: () => this.look(),
      back: () => this.back(),
      away: () => this.drop(),
      leaving: () => this.store?.note(),
    })
    void this.open()
  }

  private async open() {
    await this.store?.whenLoaded
    if (this.isOver) return
    if (this.options.hesitates) this.reconnect.after('busy')
    else this.connect()
  }

  private connect() {
    if (this.isOver || this.provider.ws !== null) return
    this.triedAt = performance.now()
    this.provider.connect()
  }

  /** What others do waits until `release`: an input method must not lose the text it works on. */
  hold() {
    this.held ??= []
  }

  release() {
    const held = this.held ?? []
    this.held = null
    for (const message of held) this.receiveSync(decoding.createDecoder(message))
  }

  private receiveSync(decoder: decoding.Decoder) {
    const reply = encoding.createEncoder()
    this.takeSync(reply, decoder, this.provider, true, MESSAGE.sync)
    if (encoding.length(reply) > 1) this.provider.ws?.send(encoding.toUint8Array(reply))
  }

  private listen() {
    const { provider } = this
    const { messageHandlers } = provider
    this.takeSync = messageHandlers[MESSAGE.sync]!
    messageHandlers[MESSAGE.sync] = (encoder, decoder, of, emits, type) => {
      if (this.held) this.held.push(decoder.arr.slice(decoder.pos))
      else this.takeSync(encoder, decoder, of, emits, type)
    }
    messageHandlers[MESSAGE.stored] = (_encoder, decoder) => {
      this.ledger.acknowledged(readStored(decoder), performance.now())
      this.vanished.stored(this.ledger.storedClock)
      this.caughtUp()
      this.tell()
    }
    messageHandlers[MESSAGE.pong] = (_encoder, decoder) => {
      this.pulse.answered(readPong(decoder), performance.now())
      this.shown.changed()
    }
    messageHandlers[MESSAGE.late] = (_encoder, decoder) => this.options.callbacks.onLate(readLate(decoder))
    messageHandlers[MESSAGE.hello] = (_encoder, decoder) => this.greet(readHello(decoder))
    provider.on('status', ({ status }) => status === 'connected' && this.opened())
    provider.on('sync', (synced) => synced && this.synced())
    provider.on('closed', ({ code, reason }) => this.closed(code, reason))
    this.doc.on('update', this.onUpdate)
  }

  private opened() {
    const now = performance.now()
    this.ledger.opened()
    this.since = now
    this.waitingBytes = 0
    this.provider.ws?.send(encodePing(this.pulse.opened(now)))
    this.tell()
  }

  private synced() {
    this.reconnect.worked()
    this.lostAt = null
    this.isCaughtUp = false
    this.store?.takeOthers()
    this.tell()
  }

  /** What the room counts as stored comes after everything it had to tell. */
  private caughtUp() {
    if (this.isCaughtUp || !this.provider.synced) return
    this.isCaughtUp = true
    const late = this.vanished.give()
    if (late.length > 0) this.options.callbacks.onLate(late)
    this.options.callbacks.onSynced()
  }

  private readonly onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === this.provider || this.store?.isOrigin(origin)) return
    this.store?.wrote(update)
    if (!this.provider.wsconnected) this.ledger.held(performance.now())
    this.tell()
  }

  private greet(hello: Hello) {
    this.hello = hello
    if (hello.now !== undefined) this.options.time.learn(hello.now)
    if (hello.schema !== SCHEMA_VERSION) return this.end('outdated')
    if (this.options.writes && hello.frozen) return this.giveUp('draft-transmitted')
    if (this.options.writes && !hello.mayWrite) return this.end('changed')
    this.tell()
  }

  /**
   * Whether a message may go out now. Words that the room cannot place yet stay behind: they are in the document,
   * and so in the answer to what the room has.
   */
  private mayGo(message: unknown): boolean {
    if (!(message instanceof Uint8Array) || message[0] !== MESSAGE.sync) return true
    const { ledger, doc } = this
    const now = performance.now()
    const clock = Y.getState(doc.store, doc.clientID)
    if (message[1] === SYNC.step2) ledger.sendsMissing(clock, now)
    if (message[1] !== SYNC.update) return true
    if (ledger.maySend) ledger.sends(clock, now)
    else ledger.held(now)
    return ledger.maySend
  }

  private closed(code: number, reason: string) {
    if (this.isOver) return
    const fate = closeOutcome(code, reason)
    if (fate.kind === 'over') return this.end(fate.state)
    if (fate.kind === 'dropped') return this.giveUp(fate.reason)
    this.lost(fate.after)
  }

  private lost(loss: Loss) {
    if (this.held) this.held = []
    this.vanished.lost()
    this.lostAt ??= this.since = performance.now()
    this.ledger.opened()
    this.loss = loss
    this.reconnect.after(loss)
    this.tell()
  }

  /** Lets go of a line that is dead, or about to be, and comes back. */
  private drop() {
    if (this.isOver || this.provider.ws === null) return
    this.provider.disconnect()
    this.lost('lost')
  }

  /** Asks a line that may have died for a sign of life, or comes back at once where there is none. */
  private back() {
    const { ws, wsconnected } = this.provider
    const now = performance.now()
    if (wsconnected) ws?.send(encodePing(this.pulse.hurry(now)))
    else if (ws !== null && now - this.triedAt > GRACE) this.drop()
    if (this.provider.ws === null && this.reconnect.due !== null) this.reconnect.now()
  }

  private look() {
    const { ws, wsconnected, wsconnecting } = this.provider
    const now = performance.now()
    if (wsconnected && ws) {
      if (ws.bufferedAmount < this.waitingBytes) this.pulse.heard(now)
      this.waitingBytes = ws.bufferedAmount
      const beat = this.pulse.beat(now)
      if (beat === 'dead') this.drop()
      else if (beat) ws.send(encodePing(beat.ping))
    } else if (wsconnecting && now - this.triedAt > OPENING) this.drop()
    this.tell()
  }

  private end(state: Connection) {
    this.stop()
    this.store?.note()
    this.say(state)
  }

  private giveUp(reason: Unsent['reason']) {
    this.stop()
    this.options.callbacks.onDropped(reason)
  }

  private stop() {
    this.isOver = true
    this.since = performance.now()
    this.reconnect.cancel()
    this.provider.disconnect()
  }

  private tell() {
    this.shown.changed()
    this.store?.changed()
    if (this.isOver) return
    this.say(this.provider.wsconnected ? this.stateOnLine() : this.stateOffLine())
  }

  private stateOnLine(): Connection {
    const { ledger, provider, hello } = this
    const coming = this.loss === null ? 'connecting' : 'reconnecting'
    if (!this.options.writes || hello?.mayWrite === false)
      return !provider.synced ? coming : hello?.frozen ? 'frozen' : 'reading'
    if (provider.synced && ledger.isSaved) return 'saved'
    if (!ledger.maySend || ledger.oldest === null) return coming
    return this.isSlow(performance.now() - ledger.oldest) ? 'slow' : 'saving'
  }

  /** Once it is called slow it is so until all is stored: the word must not flicker while one types. */
  private isSlow(away: number): boolean {
    const isLong = (this.pulse.latency ?? 0) > SLOW_TRIP
    return this.state === 'slow' || away > (isLong ? SLOW / 4 : SLOW)
  }

  private stateOffLine(): Connection {
    if (this.loss === null) return 'connecting'
    if (this.loss === 'busy' || this.loss === 'crowded') return this.loss
    const away = performance.now() - (this.lostAt ?? 0)
    return navigator.onLine && away < GRACE ? 'reconnecting' : 'offline'
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
    return this.ledger.hasUnsaved
  }

  figures(): ConnectionFigures {
    return this.shown.now
  }

  subscribe(run: () => void): () => void {
    return this.shown.subscribe(run)
  }

  watch(): () => void {
    this.pulse.watched = true
    return () => (this.pulse.watched = false)
  }

  retry() {
    if (!this.isOver && this.provider.ws === null) this.reconnect.now()
  }

  now(): number {
    return this.options.time.now()
  }

  private measure(): ConnectionFigures {
    const { ledger, reconnect, provider } = this
    const offset = this.now() - performance.now()
    const at = (moment: number | null) => (moment === null ? null : Math.round(offset + moment))
    return {
      isConnected: provider.wsconnected,
      since: at(this.since)!,
      latency: this.pulse.latency ?? ledger.commit,
      hasUnsaved: ledger.hasUnsaved,
      unsavedWords: ledger.hasUnsaved ? (this.store?.words() ?? 0) : 0,
      savedAt: at(ledger.savedAt),
      triesAt: at(reconnect.due),
      keeps: this.store?.keeps ?? true,
    }
  }

  /** Keeps nothing of this document in the browser any more. */
  async forget(): Promise<void> {
    await this.store?.clear()
  }

  destroy() {
    this.isOver = true
    this.reconnect.cancel()
    this.unwatch()
    this.shown.stop()
    this.vanished.destroy()
    this.doc.off('update', this.onUpdate)
    this.store?.destroy()
    this.provider.destroy()
  }
}
