import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import type { LateWords } from '#app/document/model/late-words.ts'
import { MESSAGE, readHello, readLate, readPong, readStored, type Hello } from '#app/document/wire.ts'
import { gatedSocket } from './gated-socket.ts'
import type { ConnectionOptions } from './options.ts'

/** A provider that connects and comes back only when it is told to, and asks before it sends. */
export function providerFor(
  doc: Y.Doc,
  { url, draft, behalf }: Pick<ConnectionOptions, 'url' | 'draft' | 'behalf'>,
  maySend: (message: unknown) => boolean,
  heard: () => void,
): WebsocketProvider {
  const provider = new WebsocketProvider(url, draft, doc, {
    connect: false,
    params: behalf ? { for: behalf } : {},
    disableBc: true,
    WebSocketPolyfill: gatedSocket(maySend, heard),
    shouldReconnect: () => false,
  })
  // It closes a connection after 30 s of silence by a timer that sleeps in hidden pages; the heartbeat knows better.
  clearInterval((provider as unknown as { _checkInterval: number })._checkInterval)
  return provider
}

/** What the room says besides the text. */
export type RoomMessages = {
  /** So many messages of this connection are stored. */
  stored(count: number): void
  pong(number: number): void
  late(words: readonly LateWords[]): void
  hello(hello: Hello): void
}

export function onRoomMessages({ messageHandlers }: WebsocketProvider, on: RoomMessages): void {
  messageHandlers[MESSAGE.stored] = (_, decoder) => on.stored(readStored(decoder))
  messageHandlers[MESSAGE.pong] = (_, decoder) => on.pong(readPong(decoder))
  messageHandlers[MESSAGE.late] = (_, decoder) => on.late(readLate(decoder))
  messageHandlers[MESSAGE.hello] = (_, decoder) => on.hello(readHello(decoder))
}
