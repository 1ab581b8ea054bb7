import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MESSAGE, SYNC, encodeUpdate, readStored } from '#app/document/wire.ts'

/** What a server's message says, as far as the bench listens. */
export type Heard =
  | { kind: 'asks'; vector: Uint8Array }
  /** Words; `whole` for the answer to one's own question, which a client waits for before it is synced. */
  | { kind: 'words'; update: Uint8Array; whole: boolean }
  /** So many of this connection's updates are stored, counted from its beginning. */
  | { kind: 'stored'; count: number }
  /** The oldest update not acknowledged yet is taken in. */
  | { kind: 'taken' }
  /** As y-protocols' awareness writes them. */
  | { kind: 'caret'; states: Uint8Array }
  | { kind: 'refused' }
  | { kind: 'other' }

export type DialectName = 'product' | 'y-websocket' | 'hocuspocus' | 'relay'

/** How one speaks to a server. All of them carry the same updates; only the envelopes differ. */
export type Dialect = {
  /** What an author learns of its update: a count of stored ones, a word for each, its own words back, nothing. */
  acknowledges: 'count' | 'each' | 'echo' | 'never'
  /** True when the server answers a state vector with what is missing in it. */
  syncs: boolean
  greet(room: string, vector: Uint8Array): Uint8Array[]
  answer(room: string, update: Uint8Array): Uint8Array
  words(room: string, update: Uint8Array): Uint8Array
  caret(room: string, states: Uint8Array): Uint8Array
  read(message: Uint8Array): Heard
}

function write(...parts: (number | string | Uint8Array)[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const part of parts)
    if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else if (typeof part === 'string') encoding.writeVarString(encoder, part)
    else encoding.writeVarUint8Array(encoder, part)
  return encoding.toUint8Array(encoder)
}

function readSync(decoder: decoding.Decoder): Heard {
  const kind = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  if (kind === SYNC.step1) return { kind: 'asks', vector: bytes }
  return { kind: 'words', update: bytes, whole: kind === SYNC.step2 }
}

const yWebsocket: Dialect = {
  acknowledges: 'echo',
  syncs: true,
  greet: (_room, vector) => [write(MESSAGE.sync, SYNC.step1, vector)],
  answer: (_room, update) => encodeUpdate(update, SYNC.step2),
  words: (_room, update) => encodeUpdate(update),
  caret: (_room, states) => write(MESSAGE.awareness, states),
  read(message) {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === MESSAGE.sync) return readSync(decoder)
    if (type === MESSAGE.awareness) return { kind: 'caret', states: decoding.readVarUint8Array(decoder) }
    return { kind: 'other' }
  },
}

const product: Dialect = {
  ...yWebsocket,
  acknowledges: 'count',
  read(message) {
    if (message[0] !== MESSAGE.stored) return yWebsocket.read(message)
    const decoder = decoding.createDecoder(message)
    decoding.readVarUint(decoder)
    return { kind: 'stored', count: readStored(decoder) }
  },
}

/** Message types of Hocuspocus 4 (its MessageType): the room's name stands before each. */
const HOCUSPOCUS = { sync: 0, awareness: 1, auth: 2, syncReply: 4, syncStatus: 8 } as const

const hocuspocus: Dialect = {
  acknowledges: 'each',
  syncs: true,
  greet: (room, vector) => [
    write(room, HOCUSPOCUS.auth, 0, 'bench', '4.7.0'),
    write(room, HOCUSPOCUS.sync, SYNC.step1, vector),
  ],
  answer: (room, update) => write(room, HOCUSPOCUS.sync, SYNC.step2, update),
  words: (room, update) => write(room, HOCUSPOCUS.sync, SYNC.update, update),
  caret: (room, states) => write(room, HOCUSPOCUS.awareness, states),
  read(message) {
    const decoder = decoding.createDecoder(message)
    decoding.readVarString(decoder)
    const type = decoding.readVarUint(decoder)
    if (type === HOCUSPOCUS.sync || type === HOCUSPOCUS.syncReply) return readSync(decoder)
    if (type === HOCUSPOCUS.awareness) return { kind: 'caret', states: decoding.readVarUint8Array(decoder) }
    if (type === HOCUSPOCUS.syncStatus)
      return { kind: decoding.readVarUint(decoder) === 1 ? 'taken' : 'refused' }
    if (type === HOCUSPOCUS.auth) return { kind: decoding.readVarUint(decoder) === 1 ? 'refused' : 'other' }
    return { kind: 'other' }
  },
}

const relay: Dialect = { ...yWebsocket, acknowledges: 'never', syncs: false, greet: () => [] }

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  product,
  'y-websocket': yWebsocket,
  hocuspocus,
  relay,
}
