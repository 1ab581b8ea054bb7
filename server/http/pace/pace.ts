/** So many points a second on average, and so many at once by whoever was quiet before. */
export type Allowance = {
  perSecond: number
  burst: number
  /** Requests under way at once, and requests that may wait for these and for points. */
  atOnce: number
  waiting: number
}

/**
 * By whom: a person's browser or a program in a session; everybody without one, by address, behind which a whole
 * delegation may sit. A page costs 3 points: a person may open sixty at once and five a second from then on.
 */
export const PACES = {
  person: { perSecond: 15, burst: 300, atOnce: 4, waiting: 40 },
  program: { perSecond: 9, burst: 120, atOnce: 2, waiting: 10 },
  stranger: { perSecond: 60, burst: 900, atOnce: 20, waiting: 60 },
} satisfies Record<string, Allowance>
export type Who = keyof typeof PACES

/** ms that somebody waits for points rather than being sent away. */
export const PATIENCE = 3_000

/** What a request costs, by what it makes the server do; figures of a quiet machine, a point is some 15 ms. */
export function costOf(method: string, path: string): number {
  if (method !== 'GET' && method !== 'HEAD') return 2
  if (/^\/(notices\/count|__manifest)$/.test(path)) return 1
  if (/\/time\/moment$/.test(path)) return 2
  if (/\/convergence(\.csv)?$/.test(path)) return 12
  if (/\.(docx|txt|csv|json)$/.test(path)) return 4
  if (/^\/drafts\/[^/.]+$/.test(path)) return 5
  return path.endsWith('.data') ? 2 : 3
}

/** What is owed by one that asks: a request beyond the points waits until they are there, or is not let in. */
export class Bucket {
  private left: number

  constructor(
    private readonly allowance: Pick<Allowance, 'perSecond' | 'burst'>,
    private since: number,
  ) {
    this.left = allowance.burst
  }

  /** ms to wait at `now`; `ok` false when that is too long, and nothing is taken. */
  take(cost: number, now: number): { ok: boolean; wait: number } {
    const { perSecond, burst } = this.allowance
    this.left = Math.min(burst, this.left + (Math.max(0, now - this.since) / 1_000) * perSecond)
    this.since = now
    const wait = Math.max(0, ((cost - this.left) / perSecond) * 1_000)
    const ok = wait <= PATIENCE
    if (ok) this.left -= cost
    return { ok, wait }
  }

  isFull(now: number): boolean {
    const { perSecond, burst } = this.allowance
    return this.left + ((now - this.since) / 1_000) * perSecond >= burst
  }
}
