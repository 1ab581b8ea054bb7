/** How many websockets one key may have open, and how fast it may open them. */
export type ConnectionAllowance = { open: number; perSecond: number; burst: number }
export type ConnectionAllowances = Record<'address' | 'session' | 'user', ConnectionAllowance>

/**
 * A person has a handful of tabs, and a line that breaks brings each back every few seconds. Behind one address
 * may sit a whole conference, whose tabs all come back at once when the server starts again.
 */
export const ALLOWANCES: ConnectionAllowances = {
  address: { open: 4_000, perSecond: 100, burst: 4_000 },
  session: { open: 32, perSecond: 1, burst: 64 },
  user: { open: 64, perSecond: 2, burst: 128 },
}

type Known = { open: number; left: number; since: number }

/** Who has how many websockets open. Reads no clock: times are ms. */
export class ConnectionCounter {
  private readonly known = new Map<string, Known>()

  constructor(private readonly welcomes: ConnectionAllowances = ALLOWANCES) {}

  /** Counts one more of this key at `now`; false, and not counted, when that is too many. */
  enter(kind: keyof ConnectionAllowances, key: string, now: number): boolean {
    const { open, perSecond, burst } = this.welcomes[kind]
    const id = `${kind} ${key}`
    const entry = this.known.get(id) ?? { open: 0, left: burst, since: now }
    this.known.set(id, entry)
    entry.left = Math.min(burst, entry.left + ((now - entry.since) / 1000) * perSecond)
    entry.since = now
    if (entry.open >= open || entry.left < 1) return false
    entry.open++
    entry.left--
    return true
  }

  leave(kind: keyof ConnectionAllowances, key: string): void {
    const entry = this.known.get(`${kind} ${key}`)
    if (entry) entry.open--
  }

  /** Forgets whoever has nothing open and would start afresh. */
  forget(now: number): void {
    for (const [id, entry] of this.known) {
      const { perSecond, burst } = this.welcomes[id.slice(0, id.indexOf(' ')) as keyof ConnectionAllowances]
      const refilled = entry.left + ((now - entry.since) / 1000) * perSecond >= burst
      if (entry.open === 0 && refilled) this.known.delete(id)
    }
  }

  get size(): number {
    return this.known.size
  }
}
