import * as decoding from 'lib0/decoding'
import { MESSAGE, SYNC } from '#app/document/wire.ts'

/** What a browser says to a room. */
export type IncomingMessage =
  | { kind: 'words'; update: Uint8Array }
  /** Words that are none. */
  | { kind: 'nothing' }
  /** Wants what it lacks beyond this state vector. */
  | { kind: 'sync'; vector: Uint8Array }
  | { kind: 'caret'; update: Uint8Array }
  | { kind: 'ping'; number: number }
  | { kind: 'unknown' }

/** Throws when the message is malformed. */
export function readMessage(message: Uint8Array): IncomingMessage {
  const decoder = decoding.createDecoder(message)
  switch (decoding.readVarUint(decoder)) {
    case MESSAGE.sync:
      return readSync(decoder)
    case MESSAGE.awareness:
      return { kind: 'caret', update: decoding.readVarUint8Array(decoder) }
    case MESSAGE.ping:
      return { kind: 'ping', number: decoding.readVarUint(decoder) }
    default:
      return { kind: 'unknown' }
  }
}

function readSync(decoder: decoding.Decoder): IncomingMessage {
  const isQuestion = decoding.readVarUint(decoder) === SYNC.step1
  const bytes = decoding.readVarUint8Array(decoder)
  if (isQuestion) return { kind: 'sync', vector: bytes }
  return isNothing(bytes) ? { kind: 'nothing' } : { kind: 'words', update: bytes }
}

/** No structs and no deletions. */
const isNothing = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0
