/** Dates in the language of the page. Everything is UTC, so that a room on two continents reads one time. */
export type Times = {
  /** From an ISO date: "March 12, 2024". What is no date comes back as it is. */
  day(iso: string): string
  /** From an ISO date, as stamps write it: "03/12/24". */
  stampDay(iso: string): string
  /** From ms since epoch: "Apr 9, 2024, 11:42 UTC". */
  moment(at: number): string
  /** From ms since epoch: "11:42". */
  time(at: number): string
  /** The time for what happened on the day `today` (ISO date), else the day: "Apr 9". */
  since(at: number, today: string): string
  /** How long something took or lasts, from ms: "25 minutes". */
  span(ms: number): string
  /** From ms since then: "3 minutes ago". */
  ago(ms: number): string
  /** From ms since epoch, for `<time dateTime>`. */
  machine(at: number): string
}

/** @param locale with its region, since that decides the order of day and month */
export function times(locale: string): Times {
  const utc = { timeZone: 'UTC' } as const
  const day = new Intl.DateTimeFormat(locale, { ...utc, dateStyle: 'long' })
  const stamp = new Intl.DateTimeFormat(locale, { ...utc, year: '2-digit', month: '2-digit', day: '2-digit' })
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const moment = new Intl.DateTimeFormat(locale, {
    ...utc,
    ...clock,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  })
  const short = new Intl.DateTimeFormat(locale, { ...utc, month: 'short', day: 'numeric' })
  const time = new Intl.DateTimeFormat(locale, { ...utc, ...clock })
  const relative = new Intl.RelativeTimeFormat(locale)
  const written = (format: Intl.DateTimeFormat, iso: string) => {
    const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`)
    return Number.isNaN(date.getTime()) ? iso : format.format(date)
  }
  return {
    day: (iso) => written(day, iso),
    stampDay: (iso) => written(stamp, iso),
    moment: (at) => `${moment.format(new Date(at))} UTC`,
    time: (at) => time.format(new Date(at)),
    since: (at, today) =>
      new Date(at).toISOString().startsWith(today) ? time.format(new Date(at)) : short.format(new Date(at)),
    span(ms) {
      const [count, unit] = largest(ms)
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
    },
    ago(ms) {
      const [count, unit] = largest(ms)
      return relative.format(-count, unit)
    },
    machine: (at) => new Date(at).toISOString(),
  }
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** The largest unit of which there is at least one whole. */
function largest(ms: number): [count: number, unit: (typeof UNITS)[number][0]] {
  const [unit, length] = UNITS.find(([, length]) => ms >= length) ?? UNITS[3]
  return [Math.max(0, Math.floor(ms / length)), unit]
}
