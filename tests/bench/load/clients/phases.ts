import { DIALECTS } from '../protocol/dialects.ts'
import type { ClientPlan } from '../plan.ts'
import { Interpreter, LoadClient, type ClientEvents } from './client.ts'

/** How a run tells those who measure the server from outside where it stands. */
export type RunPhases = {
  /** Everybody sits; resolves when the run may go on. */
  seated(): Promise<void>
  begins(): void
  /** Answers the use of the generator's own processor since it began, 0 to 1. */
  ends(): number
}

/** Clients that connect at one time. */
const AT_ONCE = 25

/** Seats everybody, some at a time; the first of each room brings the text where the server has none. */
export async function connectAll(table: ClientPlan, events: ClientEvents): Promise<LoadClient[]> {
  const shared = new Interpreter(DIALECTS[table.dialect])
  const seats: LoadClient[] = []
  const brought = new Set<string>()
  for (let at = 0; at < table.places.length; at += AT_ONCE) {
    const coming = table.places
      .slice(at, at + AT_ONCE)
      .map((place) => new LoadClient(table.dialect, place, events, shared))
    await Promise.all(coming.map(({ ready }) => ready))
    seats.push(...coming)
    if (table.brings === null || !DIALECTS[table.dialect].syncs) continue
    for (const seat of coming) {
      if (brought.has(seat.place.room)) continue
      brought.add(seat.place.room)
      seat.bring(table.brings)
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 300))
  return seats
}

/** Counts the connections that the server ended, by reason. */
export function endings() {
  const reasons: Record<string, number> = {}
  const found = { reasons, count: 0, note: (_why: string): void => undefined }
  found.note = (why) => {
    reasons[why] = (reasons[why] ?? 0) + 1
    found.count++
  }
  return found
}
