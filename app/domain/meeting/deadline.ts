import { isIsoDate } from '../basics/date.ts'
import { accept, refuse, type Result } from '../basics/result.ts'

/**
 * A moment as the chair of a meeting says it: the day and the time on the clock of a zone, with the offset that the
 * zone has then. The moment follows from these alone, whatever any machine's tables of zones say later.
 */
export type Deadline = {
  /** ISO date there */
  day: string
  /** "18:00" there; seconds may follow. */
  time: string
  /** IANA name, such as `America/New_York`. */
  zone: string
  /** Minutes east of UTC then. */
  offset: number
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const clock = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/

export const isTime = (time: string): boolean => clock.test(time)

/** ms since epoch of this day and time, if they were those of UTC; null for what is no day or no time. */
function asUtc(day: string, time: string): number | null {
  if (!isIsoDate(day) || !isTime(time)) return null
  return Date.parse(`${day}T${time.padEnd(8, ':00')}Z`)
}

/** ms since epoch; null when day or time cannot be read. */
export function instantOf({ day, time, offset }: Pick<Deadline, 'day' | 'time' | 'offset'>): number | null {
  const at = asUtc(day, time)
  return at === null ? null : at - offset * MINUTE
}

/**
 * The offsets, in minutes, under which a zone's clock shows this time on this day, the earlier moment first: one as a
 * rule, none for an hour that is skipped in spring, two for an hour that comes twice in autumn.
 *
 * @param offsetAt the zone's offset at a moment given in ms since epoch
 */
export function offsetsOf(day: string, time: string, offsetAt: (at: number) => number): number[] {
  const local = asUtc(day, time)
  if (local === null) return []
  const near = [offsetAt(local - DAY), offsetAt(local), offsetAt(local + DAY)]
  return [...new Set(near)]
    .filter((offset) => offsetAt(local - offset * MINUTE) === offset)
    .sort((a, b) => b - a)
}

/**
 * The moment that a day and a time on the clock of a zone come to. A time that the clock skips in spring is refused:
 * no moment is called so. One that it shows twice in autumn is the later of the two, so that nobody is surprised by
 * a deadline an hour earlier than expected.
 *
 * @param offsetAt the zone's offset in minutes at a moment given in ms since epoch
 */
export function deadlineOn(
  { day, time, zone }: Pick<Deadline, 'day' | 'time' | 'zone'>,
  offsetAt: (at: number) => number,
): Result<{ deadline: Deadline; isTwice: boolean }, { kind: 'no-such-time' }> {
  const offsets = offsetsOf(day, time, offsetAt)
  const offset = offsets.at(-1)
  if (offset === undefined) return refuse({ kind: 'no-such-time' })
  return accept({ deadline: { day, time, zone, offset }, isTwice: offsets.length > 1 })
}

/**
 * The moment at which a day begins on the clock of a zone, in ms since epoch; null for what is no day. Where the clock
 * skips midnight, the day begins when the clock goes on.
 */
export function dayBegins(day: string, offsetAt: (at: number) => number): number | null {
  const local = asUtc(day, '00:00')
  if (local === null) return null
  const [first] = offsetsOf(day, '00:00', offsetAt)
  // Skipped: the offset from before leads to the very moment of the change, or just beyond it.
  return local - (first ?? offsetAt(local - DAY)) * MINUTE
}

/** Day and time on a clock this many minutes east of UTC. */
export function localOf(at: number, offset: number): Pick<Deadline, 'day' | 'time'> {
  const written = new Date(at + offset * MINUTE).toISOString()
  return { day: written.slice(0, 10), time: written.slice(11, 16) }
}

/** "UTC−5", "UTC+5:30", "UTC". */
export function writeOffset(offset: number): string {
  if (offset === 0) return 'UTC'
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
  return `UTC${offset < 0 ? '−' : '+'}${hours}${minutes ? `:${String(minutes).padStart(2, '0')}` : ''}`
}

/** What is left until a moment, in whole units, the last one rounded up: a clock never shows 0 before its time. */
export function leftUntil(
  at: number,
  now: number,
): { days: number; hours: number; minutes: number; seconds: number } {
  const seconds = Math.max(0, Math.ceil((at - now) / 1000))
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor(seconds / 3_600) % 24,
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
  }
}
