import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { DraftId } from '#app/domain/basics/draft.ts'

export type Question =
  | { kind: 'read' }
  | { kind: 'read-floor' }
  /** Decide what is due. */
  | { kind: 'lapse' }
  | { kind: 'decide'; by: Actor; decision: Decision }
  | { kind: 'makeStatement'; by: Actor; statement: Statement }
export type Answer =
  | { kind: 'value'; value: unknown }
  /** Asked the wrong process, and nothing was done. */
  | { kind: 'elsewhere' }
  /** `what`: as a store says that something is taken. */
  | { kind: 'failed'; name: string; message: string; what?: string }
export type Who = { session: string } | { user: string }

/** What processes say to each other about rooms. Seats and questions are numbered by whoever begins them. */
export type Frame =
  /** To where the room lives: someone here sits down there, says something, leaves. */
  | { kind: 'join'; seat: number; draft: DraftId; actor: Actor; session: string }
  | { kind: 'said'; seat: number; message: Uint8Array }
  | { kind: 'leave'; seat: number }
  /** Has more waiting than it should, or has read all of it. */
  | { kind: 'lags'; seat: number; isBehind: boolean }
  /** From there: sits; does not, since the room lives elsewhere; is told something alone; is sent away. */
  | { kind: 'seated'; seat: number }
  | { kind: 'refused'; seat: number }
  | { kind: 'told'; seat: number; message: Uint8Array }
  /** From here on it gets what everyone is shown, or nothing of it. */
  | { kind: 'included'; seat: number; isIn: boolean }
  | { kind: 'ended'; seat: number; code: number; reason: string }
  /** For everyone who sits in that room from here. */
  | { kind: 'shown'; draft: DraftId; messages: readonly Uint8Array[] }
  | { kind: 'asked'; id: number; draft: DraftId; question: Question }
  | { kind: 'answered'; id: number; answer: Answer }
  | { kind: 'dismissed'; who: Who }

const KINDS = [
  'join',
  'said',
  'leave',
  'seated',
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
      writeVarUint(to, frame.seat)
      return writeVarUint8Array(to, frame.message)
    case 'leave':
    case 'seated':
    case 'refused':
      return writeVarUint(to, frame.seat)
    case 'lags':
    case 'included':
      writeVarUint(to, frame.seat)
      return writeVarUint(to, Number(frame.kind === 'lags' ? frame.isBehind : frame.isIn))
    case 'shown':
      writeVarString(to, frame.draft)
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
      return { kind, seat: readVarUint(from), message: readVarUint8Array(from) }
    case 'leave':
    case 'seated':
    case 'refused':
      return { kind, seat: readVarUint(from) }
    case 'lags':
      return { kind, seat: readVarUint(from), isBehind: readVarUint(from) === 1 }
    case 'included':
      return { kind, seat: readVarUint(from), isIn: readVarUint(from) === 1 }
    case 'shown': {
      const draft = readVarString(from)
      const count = readVarUint(from)
      return { kind, draft, messages: Array.from({ length: count }, () => readVarUint8Array(from)) }
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
