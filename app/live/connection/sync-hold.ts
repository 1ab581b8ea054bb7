import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { WebsocketProvider } from 'y-websocket'
import { MESSAGE } from '#app/document/wire.ts'

type Handler = WebsocketProvider['messageHandlers'][number]

/** Holds back what the room tells of the text: an input method must not lose the text it works on. */
export class SyncHold {
  private held: Uint8Array[] | null = null
  private readonly take: Handler

  constructor(private readonly provider: WebsocketProvider) {
    const { messageHandlers } = provider
    const take: Handler = messageHandlers[MESSAGE.sync]!
    this.take = take
    messageHandlers[MESSAGE.sync] = (encoder, decoder, of, emits, type) => {
      if (this.held) this.held.push(decoder.arr.slice(decoder.pos))
      else take(encoder, decoder, of, emits, type)
    }
  }

  hold() {
    this.held ??= []
  }

  release() {
    const held = this.held ?? []
    this.held = null
    for (const message of held) this.receive(decoding.createDecoder(message))
  }

  /** The connection is lost: what it told is told again on the next one. */
  forget() {
    if (this.held) this.held = []
  }

  private receive(decoder: decoding.Decoder) {
    const reply = encoding.createEncoder()
    this.take(reply, decoder, this.provider, true, MESSAGE.sync)
    if (encoding.length(reply) > 1) this.provider.ws?.send(encoding.toUint8Array(reply))
  }
}
