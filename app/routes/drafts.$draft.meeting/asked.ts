import { isIsoDate } from '#app/domain/basics/date.ts'
import { dayBegins, localOf } from '#app/domain/meeting/deadline.ts'
import type { Reading } from '#app/domain/meeting/reading.ts'
import { offsetIn } from '#app/messages/zone.ts'
import type { AskedMeeting } from '#app/usecases/table/attendance.ts'

const DAY = 86_400_000

/** What an address asks for, in the words of its form. */
export type MeetingForm = { reading: string; day: string }

/** The day on the clock of a zone, as an ISO date. */
export const dayAt = (at: number, zone: string): string => localOf(at, offsetIn(zone)(at)).day

/**
 * Which meeting an address asks for: `?reading=2`, else `?day=2025-03-04` by the clock of the meeting; without either
 * the last day on which somebody came.
 */
export function askedIn(
  search: URLSearchParams,
  zone: string,
  { readings, last }: { readings: readonly Pick<Reading, 'number'>[]; last: number },
): { asked: AskedMeeting; form: MeetingForm } {
  const given = search.get('day') ?? ''
  const day = isIsoDate(given) ? given : dayAt(last, zone)
  const reading = search.get('reading') ?? ''
  if (readings.some(({ number }) => String(number) === reading))
    return { asked: { reading: Number(reading) }, form: { reading, day } }
  const from = dayBegins(day, offsetIn(zone)) ?? last
  // A day has 23 to 25 hours: the next one is met 36 hours after midnight.
  const next = dayAt(from + 1.5 * DAY, zone)
  const until = dayBegins(next, offsetIn(zone)) ?? from + DAY
  return { asked: { from, until }, form: { reading: '', day } }
}
