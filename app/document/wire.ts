import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { LateWords } from './model/late-words.ts'

/**
 * Messages on the socket. The first two are y-websocket's own, so that its provider speaks to the room;
 * the others are ours and pass unnoticed by a plain client.
 */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  stored: 10,
  late: 11,
  hello: 12,
  /** From a client, with a number of its own; the room sends the number back in a `pong`. */
  ping: 13,
  pong: 14,
} as const
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

/** Close codes; 44xx keep y-websocket from coming back by itself. The reason is a word. */
export const CLOSE = {
  malformed: 4400,
  signedOut: 4401,
  refused: 4403,
  noSuchDraft: 4404,
  /** One's role or delegation is another one now: come again as who one is. */
  changed: 4409,
  /** The draft has been transmitted: come again to read. */
  draftClosed: 4423,
  outdated: 4426,
  /** More than anybody can type. */
  flood: 4429,
} as const

/**
 * What the room tells a client about itself when it comes. `now` is the room's time in ms since epoch: clients
 * date what they write by it, whatever their own clock says.
 */
export type Hello = { schema: number; mayWrite: boolean; frozen: boolean; now?: number }

/** How many updates of this connection are stored by now. Only then may anybody say "Saved". */
export const encodeStored = (count: number): Uint8Array => encodeNumber(MESSAGE.stored, count)

function encodeNumber(type: number, number: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

export const encodePing = (number: number): Uint8Array => encodeNumber(MESSAGE.ping, number)
export const encodePong = (number: number): Uint8Array => encodeNumber(MESSAGE.pong, number)
export const readPong = (decoder: decoding.Decoder): number => decoding.readVarUint(decoder)

export const encodeLate = (words: readonly LateWords[]): Uint8Array => encodeJson(MESSAGE.late, words)
export const encodeHello = (hello: Hello): Uint8Array => encodeJson(MESSAGE.hello, hello)

function encodeJson(type: number, value: unknown): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  encoding.writeVarString(encoder, JSON.stringify(value))
  return encoding.toUint8Array(encoder)
}

export const readStored = (decoder: decoding.Decoder): number => decoding.readVarUint(decoder)
export const readLate = (decoder: decoding.Decoder): LateWords[] =>
  JSON.parse(decoding.readVarString(decoder)) as LateWords[]
export const readHello = (decoder: decoding.Decoder): Hello =>
  JSON.parse(decoding.readVarString(decoder)) as Hello

export function encodeUpdate(update: Uint8Array, kind: number = SYNC.update): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}
