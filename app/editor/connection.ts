import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { IndexeddbPersistence } from 'y-indexeddb'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import type { LateWords } from '#app/document/late-words.ts'
import { CLOSE, MESSAGE, readHello, readLate, readStored, type Hello } from '#app/document/wire.ts'
import { SCHEMA_VERSION } from '#app/document/schema.ts'

export type ConnectionState =
  'connecting' | 'saved' | 'saving' | 'offline' | 'ended' | 'outdated' | 'reading' | 'frozen'

export type Callbacks = {
  onState(state: ConnectionState): void
  onLate(words: readonly LateWords[]): void
  /** The room would not take an update: the document is no longer good, its words go to the tray. */
  onRefused(reason: string): void
  onSynced(): void
}

type Options = { url: string; draft: string; user: string; writes: boolean; callbacks: Callbacks }

/**
 * The line to the room: y-websocket's provider with the room's own messages. "Saved" is said only when the
 * room has stored every update that was sent; what cannot be sent is kept in the browser and sent on return.
 */
export class RoomConnection {
  readonly provider: WebsocketProvider
  private readonly kept: IndexeddbPersistence | null
  private sent = 0
  private stored = 0
  private dirty = false
  private hello: Hello | null = null
  private state: ConnectionState = 'connecting'
  private stopped = false
  private held: Uint8Array[] | null = null
  private takeSync: WebsocketProvider['messageHandlers'][number] = () => {}

  constructor(
    private readonly doc: Y.Doc,
    private readonly options: Options,
  ) {
    const counts = (message: unknown) => this.count(message)
    class CountingSocket extends WebSocket {
      override send(data: string | ArrayBufferLike | Blob | ArrayBufferView) {
        counts(data)
        super.send(data)
      }
    }
    this.provider = new WebsocketProvider(options.url, options.draft, doc, {
      connect: false,
      disableBc: true,
      WebSocketPolyfill: CountingSocket,
      maxBackoffTime: 5_000,
    })
    this.kept = options.writes ? keep(doc, options) : null
    this.listen()
    void this.open()
  }

  private async open() {
    try {
      await this.kept?.whenSynced
    } catch {
      // A browser that keeps nothing (private mode, a full disk) still negotiates.
    }
    if (!this.stopped) this.provider.connect()
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
    this.takeSync = provider.messageHandlers[MESSAGE.sync]!
    provider.messageHandlers[MESSAGE.sync] = (encoder, decoder, of, emits, type) => {
      if (this.held) this.held.push(decoder.arr.slice(decoder.pos))
      else this.takeSync(encoder, decoder, of, emits, type)
    }
    provider.messageHandlers[MESSAGE.stored] = (_encoder, decoder) => {
      this.stored = readStored(decoder)
      this.tell()
    }
    provider.messageHandlers[MESSAGE.late] = (_encoder, decoder) =>
      this.options.callbacks.onLate(readLate(decoder))
    provider.messageHandlers[MESSAGE.hello] = (_encoder, decoder) => this.greet(readHello(decoder))
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.sent = this.stored = 0
      this.tell()
    })
    provider.on('sync', (synced) => {
      if (!synced) return
      this.dirty = false
      this.options.callbacks.onSynced()
      this.tell()
    })
    provider.on('closed', ({ code, reason }) => this.closed(code, reason))
    this.doc.on('update', this.onUpdate)
    window.addEventListener('offline', this.onOffline)
    window.addEventListener('online', this.onOnline)
  }

  private readonly onUpdate = (_update: Uint8Array, origin: unknown) => {
    if (origin === this.provider || origin === this.kept || provided(origin)) return
    if (!this.provider.wsconnected) this.dirty = true
    this.tell()
  }

  private readonly onOffline = () => {
    this.provider.disconnect()
    this.tell()
  }
  private readonly onOnline = () => {
    if (!this.stopped) this.provider.connect()
  }

  private greet(hello: Hello) {
    this.hello = hello
    if (hello.schema !== SCHEMA_VERSION) {
      this.provider.disconnect()
      this.stopped = true
      this.say('outdated')
    } else this.tell()
  }

  private count(message: unknown) {
    const bytes = message instanceof Uint8Array ? message : null
    if (bytes?.[0] === MESSAGE.sync && bytes[1] !== 0) this.sent++
  }

  private closed(code: number, reason: string) {
    if (code === CLOSE.signedOut) return this.say('ended')
    if (code === CLOSE.refused || code === CLOSE.malformed) {
      this.stopped = true
      void this.kept?.clearData()
      this.options.callbacks.onRefused(reason)
    }
  }

  private tell() {
    if (this.state === 'ended' || this.state === 'outdated') return
    const { provider, hello } = this
    if (!provider.wsconnected)
      return this.say(
        provider.wsconnecting && !this.dirty && this.state === 'connecting' ? 'connecting' : 'offline',
      )
    if (hello?.frozen) return this.say('frozen')
    if (hello && !hello.mayWrite) return this.say('reading')
    if (!provider.synced) return this.say('connecting')
    this.say(this.stored < this.sent ? 'saving' : 'saved')
  }

  private say(state: ConnectionState) {
    if (state === this.state) return
    this.state = state
    this.options.callbacks.onState(state)
  }

  /** Whether words of the user are not stored yet. */
  get hasUnsaved(): boolean {
    return this.dirty || (this.provider.wsconnected && this.stored < this.sent)
  }

  destroy() {
    this.stopped = true
    this.doc.off('update', this.onUpdate)
    window.removeEventListener('offline', this.onOffline)
    window.removeEventListener('online', this.onOnline)
    this.provider.destroy()
    void this.kept?.destroy()
  }
}

const provided = (origin: unknown) =>
  origin instanceof WebsocketProvider || origin instanceof IndexeddbPersistence

/** Keeps the document in the browser, apart for each person and each shape of the document. */
function keep(doc: Y.Doc, { draft, user }: Options): IndexeddbPersistence | null {
  if (typeof indexedDB === 'undefined') return null
  return new IndexeddbPersistence(`corchete ${SCHEMA_VERSION} ${draft} ${user}`, doc)
}
