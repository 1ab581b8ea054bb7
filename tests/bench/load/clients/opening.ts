import { DIALECTS } from '../protocol/dialects.ts'
import { Line } from '../protocol/socket.ts'
import { rangesIn } from './matching.ts'
import type { Opened, OpeningPlan, Place } from '../plan.ts'
import type { Stage } from './phases.ts'
import type { Tape } from '../recording.ts'

type Arrival = { at: number; payload: Buffer }

/** Bytes have been silent for so many ms before anything is looked at: looking would hold up the others' clocks. */
const SILENCE = 60

/**
 * Everybody connects at the same moment. The time of each runs from the first packet to the message with which it
 * has all that the tapes hold.
 */
export async function opening(plan: OpeningPlan, tapes: readonly Tape[], stage: Stage): Promise<Opened> {
  await stage.seated()
  stage.begins()
  const until = performance.now() + plan.patience * 1000
  const openers = plan.places.map((place) => new Opener(plan, place))
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    const now = performance.now()
    if (now > until) break
    if (openers.some((opener) => !opener.isQuiet(now))) continue
    for (const opener of openers) opener.look()
    if (openers.every((opener) => opener.isComplete(tapes))) break
  }
  stage.ends()
  for (const opener of openers) opener.end()
  return { kind: 'opening', opens: openers.map((opener) => opener.result(tapes)) }
}

class Opener {
  private readonly begun = performance.now()
  private readonly line: Line
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
    this.line = new Line(place.address, place.headers, {
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

  isComplete(tapes: readonly Tape[]): boolean {
    return tapes.every(({ client, clocks }) => (this.known.get(client) ?? 0) >= clocks.at(-1)!)
  }

  result(tapes: readonly Tape[]): Opened['opens'][number] {
    const complete = this.isComplete(tapes)
    const ms = complete ? this.lastWords - this.begun : Infinity
    return { ms, firstSyncEmpty: this.firstSyncEmpty ?? true, complete, bytes: this.bytes }
  }

  end() {
    this.line.end()
  }
}
