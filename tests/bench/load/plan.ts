import type { DialectName } from './protocol/dialects.ts'
import type { Times } from './figures/histogram.ts'

/** One client of a run. */
export type Place = {
  /** "ws://127.0.0.1:5100/collab/d1" */
  address: string
  room: string
  headers: Readonly<Record<string, string>>
  /** What it types: a place in the recordings; null for one who only reads. */
  recording: number | null
}

/** What every run has: who sits where, and whose clients they are. */
export type ClientPlan = {
  dialect: DialectName
  places: readonly Place[]
  /** File of the recordings; the run may use the beginning of each. */
  recordings: string
  /** The draft's state, for servers that do not hold it yet: the first client of each room brings it. */
  brings: Uint8Array | null
}

/** Everyone with a recording types at its own pace, whatever the server does (an open loop). Times in seconds. */
export type TypingPlan = ClientPlan & {
  kind: 'typing'
  /** Keystrokes a second of each typist. */
  rate: number
  warmUp: number
  duration: number
  /** How long deliveries are waited for afterwards. */
  patience: number
  /** Typists also tell their carets, at most every 80 ms, as the editor does. */
  carets: boolean
  /** A fresh client must get every character typed, in at most so many rooms. */
  verify: number
}

/**
 * Everyone with a recording sends all of it, as fast as the server takes it: what its socket lets through, and at most
 * `ahead` updates that are not acknowledged.
 */
export type StreamingPlan = ClientPlan & { kind: 'streaming'; patience: number; ahead: number }

/** Everybody connects at once; the time of each until it has everything on the recordings that were streamed. */
export type OpeningPlan = ClientPlan & { kind: 'opening'; patience: number }

/** Everybody connects and stays, until told to leave. */
export type SittingPlan = ClientPlan & { kind: 'sitting' }

export type Plan = TypingPlan | StreamingPlan | OpeningPlan | SittingPlan

/** Of updates sent within the window, unless it says otherwise. Times in ms. */
export type Typed = {
  kind: 'typing'
  /** Updates a second that were sent. */
  offered: number
  /** Updates a second that reached everyone, counted within the window whenever they were sent. */
  flow: number
  expected: number
  delivered: number
  /** Deliveries between the first and the last moment of the measurement; what the server's work is divided by. */
  deliveries: number
  carets: number
  latency: Times
  acknowledgement: Times
  /** Slip of the generator's own schedule, 99th percentile. */
  lag: number
  /** The generator's use of its processor, 0 to 1. */
  share: number
  bytesPerDelivery: number
  /** Connections the server ended, with the reasons it gave. */
  ended: Record<string, number>
  verified: Verified | null
}
export type Verified = { rooms: number; typed: number; missing: number }

export type Streamed = {
  kind: 'streaming'
  updates: number
  /** Everything was taken in before the patience was at its end. */
  isComplete: boolean
  took: number
  share: number
  ended: Record<string, number>
  verified: Verified
}
export type Opened = {
  kind: 'opening'
  opens: { ms: number; firstSyncEmpty: boolean; complete: boolean; bytes: number }[]
}
export type Sat = { kind: 'sitting'; seated: number }
export type Outcome = Typed | Streamed | Opened | Sat

/** What the generator says; `begins` and `ends` frame what is measured. */
export type ClientMessage =
  | { said: 'seated' }
  | { said: 'begins' }
  | { said: 'ends' }
  | { said: 'outcome'; outcome: Outcome }
  | { said: 'failed'; why: string }

export type Told = { told: 'plan'; plan: Plan } | { told: 'go' }
