import { writeOffset, type Deadline } from '#app/domain/deadline.ts'

const MINUTE = 60_000
const readers = new Map<string, Intl.DateTimeFormat>()

function readerOf(zone: string): Intl.DateTimeFormat {
  const known = readers.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  readers.set(zone, made)
  return made
}

/** Whether this is a zone that the tables of this machine know: an IANA name, not an offset. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    return readerOf(zone) !== undefined
  } catch {
    return false
  }
}

/** The offset of a zone at a moment (ms since epoch), in minutes east of UTC, by the tables of this machine. */
export const offsetIn =
  (zone: string) =>
  (at: number): number => {
    const parts = new Map(
      readerOf(zone)
        .formatToParts(at)
        .map(({ type, value }) => [type, Number(value)]),
    )
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
    const local = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    )
    return Math.round((local - Math.floor(at / 1000) * 1000) / MINUTE)
  }

/** Where the meetings of the Organization are held, and so what a form offers first. Data for a list, not a rule. */
export const HOME_ZONE = 'America/New_York'

/** All zones for a list to choose from, those of the Americas first. */
export function zones(): string[] {
  const all = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', HOME_ZONE])
  const near = (zone: string) => (zone === HOME_ZONE ? 0 : zone.startsWith('America/') ? 1 : 2)
  return [...all].sort((a, b) => near(a) - near(b) || a.localeCompare(b))
}

/** "New York": the city that stands for a zone. */
export const cityOf = (zone: string): string => zone.split('/').at(-1)!.replaceAll('_', ' ')

/** "New York, UTC−5", "UTC". */
export const sayZone = ({ zone, offset }: Pick<Deadline, 'zone' | 'offset'>): string =>
  zone === 'UTC' ? 'UTC' : `${cityOf(zone)}, ${writeOffset(offset)}`
