import { DIALECTS } from '../protocol/dialects.ts'
import { LoadSocket } from '../protocol/socket.ts'
import { rangesIn } from './matching.ts'
import type { Opened, OpeningPlan, Place } from '../plan.ts'
import type { RunPhases } from './phases.ts'
import type { Recording } from '../recording.ts'

type Arrival = { at: number; payload: Buffer }

/** Bytes have been silent for so many ms before anything is looked at: looking would hold up the others' clocks. */
const SILENCE = 60

/**
 * Everybody connects at the same moment. The time of each runs from the first packet to the message with which it
 * has all that the recordings hold.
 */
export async function opening(
  plan: OpeningPlan,
  recordings: readonly Recording[],
  phases: RunPhases,
): Promise<Opened> {
  await phases.seated()
  phases.begins()
  const until = performance.now() + plan.patience * 1000
  const openers = plan.places.map((place) => new Opener(plan, place))
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    const now = performance.now()
    if (now > until) break
    if (openers.some((opener) => !opener.isQuiet(now))) continue
    for (const opener of openers) opener.look()
    if (openers.every((opener) => opener.isComplete(recordings))) break
  }
  phases.ends()
  for (const opener of openers) opener.end()
  return { kind: 'opening', opens: openers.map((opener) => opener.result(recordings)) }
}

class Opener {
  private readonly begun = performance.now()
  private readonly line: LoadSocket
  private arrivals: Arrival[] = []
  private lastAt = NaN
  private bytes = 0
  private firstSyncEmpty: boolean | null = null
  private readonly known = new Map<number, number>()
  private lastWords = NaN
  private isOver = false

  constructor(
    private readonly plan: OpeningPlan,
    place: Place,
  ) {
    const dialect = DIALECTS[plan.dialect]
    this.line = new LoadSocket(place.address, place.headers, {
      open: () => {
        for (const message of dialect.greet(place.room, Uint8Array.of(0))) this.line.send(message)
      },
      message: (payload, at) => {
        this.arrivals.push({ at, payload: Buffer.from(payload) })
        this.lastAt = at
      },
      close: () => (this.isOver = true),
    })
  }

  isQuiet(now: number): boolean {
    return this.isOver || now - this.lastAt > SILENCE
  }

  look() {
    for (const { at, payload } of this.arrivals) {
      const heard = DIALECTS[this.plan.dialect].read(payload)
      if (heard.kind !== 'words') continue
      const ranges = rangesIn(heard.update)
      if (heard.whole) this.firstSyncEmpty ??= ranges.length === 0
      for (const { client, to } of ranges) this.known.set(client, Math.max(to, this.known.get(client) ?? 0))
      this.bytes += payload.length
      this.lastWords = at
    }
    this.arrivals = []
  }

  isComplete(recordings: readonly Recording[]): boolean {
    return recordings.every(({ client, clocks }) => (this.known.get(client) ?? 0) >= clocks.at(-1)!)
  }

  result(recordings: readonly Recording[]): Opened['opens'][number] {
    const complete = this.isComplete(recordings)
    const ms = complete ? this.lastWords - this.begun : Infinity
    return { ms, firstSyncEmpty: this.firstSyncEmpty ?? true, complete, bytes: this.bytes }
  }

  end() {
    this.line.end()
  }
}
