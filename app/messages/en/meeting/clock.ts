import { writeOffset, type Deadline } from '#app/domain/meeting/deadline.ts'
import { cityOf } from '#app/messages/zone.ts'
import { count, when } from '../common.ts'

/** "New York time", "UTC": the clock of a place. */
export const clockOf = (zone: string): string => (zone === 'UTC' ? 'UTC' : `${cityOf(zone)} time`)

/** "New York time, UTC−5", "UTC". */
export const sayZone = ({ zone, offset }: Pick<Deadline, 'zone' | 'offset'>): string =>
  zone === 'UTC' ? clockOf(zone) : `${clockOf(zone)}, ${writeOffset(offset)}`

/** "March 4, 2025, 18:00 (New York time, UTC−5)": by the clock of the meeting, never by the reader's. */
export const moment = (deadline: Deadline): string =>
  `${when.day(deadline.day)}, ${deadline.time} (${sayZone(deadline)})`

/** How long until a deadline, for a clock: "2 d 03:04:05", "03:04:05", "04:05". */
export function sayCountdown({
  days,
  hours,
  minutes,
  seconds,
}: Record<'days' | 'hours' | 'minutes' | 'seconds', number>): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const clock = [...(days + hours > 0 ? [two(hours)] : []), two(minutes), two(seconds)].join(':')
  return days > 0 ? `${days} d ${clock}` : clock
}

const units = [
  ['days', '# day', '# days'],
  ['hours', '# hour', '# hours'],
  ['minutes', '# minute', '# minutes'],
  ['seconds', '# second', '# seconds'],
] as const

/**
 * The same for a sentence: "2 days 3 hours left", "3 hours 20 minutes left"; seconds only in the last five minutes,
 * so that the words stand still while there is time.
 */
export function sayLeft(left: Record<'days' | 'hours' | 'minutes' | 'seconds', number>): string {
  const isSoon = left.days + left.hours === 0 && left.minutes < 5
  const said = units
    .filter(([unit]) => left[unit] > 0 && (isSoon || unit !== 'seconds'))
    .slice(0, 2)
    .map(([unit, one, other]) => count(left[unit], { one, other }))
  return `${said.join(' ')} left`
}
