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

/** An IANA name as people read it: "America/New York". */
export const zoneName = (zone: string): string => zone.replaceAll('_', ' ')

let known: ReadonlySet<string> | null = null
/** The zones that the tables of this machine list, and the one that every table has. */
const listed = (): ReadonlySet<string> => (known ??= new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']))

/**
 * Whether this is a zone that the tables of this machine know: an IANA name, not an offset. An older name of a zone
 * that they list under another (`Asia/Kolkata` and `Asia/Calcutta`) is one too: tables differ in which they prefer.
 */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  if (listed().has(zone)) return true
  try {
    return listed().has(readerOf(zone).resolvedOptions().timeZone)
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

/**
 * The zone of a meeting: the draft's own, else that of its organ. One that this machine's tables do not know is
 * passed over, so that nobody enters a deadline by a clock that cannot be read; UTC is known everywhere.
 */
export const meetingZone = (ofDraft: string | null, ofOrgan: string): string =>
  [ofDraft, ofOrgan].find((zone) => zone !== null && isZone(zone)) ?? 'UTC'

/** All zones for a list to choose from: `first`, then those of the Americas, then the others. */
export function zones(...first: string[]): string[] {
  const near = (zone: string) => (first.includes(zone) ? 0 : zone.startsWith('America/') ? 1 : 2)
  return [...new Set([...listed(), ...first])].sort((a, b) => near(a) - near(b) || (a < b ? -1 : 1))
}

/** The zone of the machine that this runs on: the reader's own, in a browser. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** "New York": the city that stands for a zone. */
export const cityOf = (zone: string): string => zone.split('/').at(-1)!.replaceAll('_', ' ')
