import type { UserId } from '#app/domain/basics/actor.ts'

/** ms that the first offence costs; each further one doubles it, up to the longest. */
const FIRST = 1_000
const LONGEST = 60_000
/** ms of good behaviour after which everything is forgotten. */
const FORGIVEN = 10 * 60_000

/**
 * Keeps out for a while who has made a room read its whole document anew, so that nobody can keep it busy with
 * that. Reads no clock: `now` in ms since epoch.
 */
export class CoolingOff {
  private readonly offenders = new Map<UserId, { times: number; until: number }>()

  start(user: UserId, now: number): void {
    for (const [other, { until }] of this.offenders) if (until + FORGIVEN < now) this.offenders.delete(other)
    const times = (this.offenders.get(user)?.times ?? 0) + 1
    this.offenders.set(user, { times, until: now + Math.min(FIRST * 2 ** (times - 1), LONGEST) })
  }

  /** ms until the user may come again; 0 when at once. */
  left(user: UserId, now: number): number {
    return Math.max(0, (this.offenders.get(user)?.until ?? 0) - now)
  }
}
