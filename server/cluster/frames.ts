import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { RoomId } from '#app/domain/basics/draft.ts'

export type Question =
  | { kind: 'read' }
  | { kind: 'read-floor' }
  /** Decide what is due. */
  | { kind: 'settle-deadlines' }
  | { kind: 'decide'; by: Actor; decision: Decision }
  | { kind: 'makeStatement'; by: Actor; statement: Statement }
export type Answer =
  | { kind: 'value'; value: unknown }
  /** Asked the wrong process, and nothing was done. */
  | { kind: 'elsewhere' }
  /** `what`: as a store says that something is taken. */
  | { kind: 'failed'; name: string; message: string; what?: string }
export type Who = { session: string } | { user: string }

/** What processes say to each other about rooms. Participants and questions are numbered by whoever begins them. */
export type Frame =
  /** To where the room lives: someone here comes in there, says something, leaves. */
  | { kind: 'join'; participant: number; room: RoomId; actor: Actor; session: string }
  | { kind: 'said'; participant: number; message: Uint8Array }
  | { kind: 'leave'; participant: number }
  /** Has more waiting than it should, or has read all of it. */
  | { kind: 'lags'; participant: number; isBehind: boolean }
  /** From there: is in; is not, since the room lives elsewhere; is told something alone; is sent away. */
  | { kind: 'joined'; participant: number }
  | { kind: 'refused'; participant: number }
  | { kind: 'told'; participant: number; message: Uint8Array }
  /** From here on it gets what everyone is shown, or nothing of it. */
  | { kind: 'included'; participant: number; isIn: boolean }
  | { kind: 'ended'; participant: number; code: number; reason: string }
  /** For everyone from here who is in that room. */
  | { kind: 'shown'; room: RoomId; messages: readonly Uint8Array[] }
  | { kind: 'asked'; id: number; room: RoomId; question: Question }
  | { kind: 'answered'; id: number; answer: Answer }
  | { kind: 'dismissed'; who: Who }

const KINDS = [
  'join',
  'said',
  'leave',
  'joined',
  'refused',
  'told',
  'ended',
  'shown',
  'asked',
  'answered',
  'dismissed',
  'lags',
  'included',
] as const satisfies readonly Frame['kind'][]

const { writeVarUint, writeVarString, writeVarUint8Array } = encoding
const { readVarUint, readVarString, readVarUint8Array } = decoding

/** Writes a frame: words as bytes, the rare rest as JSON. */
export function writeFrame(to: encoding.Encoder, frame: Frame): void {
  writeVarUint(to, KINDS.indexOf(frame.kind))
  switch (frame.kind) {
    case 'said':
    case 'told':
      writeVarUint(to, frame.participant)
      return writeVarUint8Array(to, frame.message)
    case 'leave':
    case 'joined':
    case 'refused':
      return writeVarUint(to, frame.participant)
    case 'lags':
    case 'included':
      writeVarUint(to, frame.participant)
      return writeVarUint(to, Number(frame.kind === 'lags' ? frame.isBehind : frame.isIn))
    case 'shown':
      writeVarString(to, frame.room)
      writeVarUint(to, frame.messages.length)
      return frame.messages.forEach((message) => writeVarUint8Array(to, message))
    case 'join':
    case 'ended':
    case 'asked':
    case 'answered':
    case 'dismissed':
      return writeVarString(to, JSON.stringify(frame))
  }
}

/** Reads what `writeFrame` wrote; messages are views into the packet. Throws when it is no frame. */
export function readFrame(from: decoding.Decoder): Frame {
  const kind = KINDS[readVarUint(from)]
  switch (kind) {
    case 'said':
    case 'told':
      return { kind, participant: readVarUint(from), message: readVarUint8Array(from) }
    case 'leave':
    case 'joined':
    case 'refused':
      return { kind, participant: readVarUint(from) }
    case 'lags':
      return { kind, participant: readVarUint(from), isBehind: readVarUint(from) === 1 }
    case 'included':
      return { kind, participant: readVarUint(from), isIn: readVarUint(from) === 1 }
    case 'shown': {
      const room = readVarString(from)
      const count = readVarUint(from)
      return { kind, room, messages: Array.from({ length: count }, () => readVarUint8Array(from)) }
    }
    case 'join':
    case 'ended':
    case 'asked':
    case 'answered':
    case 'dismissed':
      return JSON.parse(readVarString(from)) as Frame
    case undefined:
  }
  throw new Error('not a frame')
}
