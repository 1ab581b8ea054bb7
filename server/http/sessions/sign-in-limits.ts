import { createHash } from 'node:crypto'
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  type RateLimiterAbstract,
  type RateLimiterRes,
} from 'rate-limiter-flexible'

/** Seconds after which attempts are forgotten. */
const WINDOW = 15 * 60
const POINTS = { both: 8, email: 40, address: 200, device: 20 }
type Points = typeof POINTS

export type SignInLimits = {
  /**
   * Counts an attempt; false when there were too many. From a device that is known to be this person's only that
   * device's own attempts count.
   */
  attempt(address: string, email: string, device?: string | null): Promise<boolean>
  /** A successful sign-in takes its attempt back, and forgets the failures of this person here. */
  succeeded(address: string, email: string, device?: string | null): Promise<void>
}

/**
 * Slows down whoever guesses passwords: few tries for one e-mail from one address, more for one e-mail from
 * anywhere, many from one address, since a whole delegation may sit behind one. Nobody is kept out by others where
 * they have been before.
 *
 * @param pool where all processes of an installation count together, so that a restart forgets nothing; without it, or
 *   while it does not answer, each process counts for itself
 */
export function signInLimits(points: Partial<Points> = {}, pool?: object): SignInLimits {
  const all = { ...POINTS, ...points }
  const limiter = (keyPrefix: keyof Points): RateLimiterAbstract => {
    const bounds = { keyPrefix, points: all[keyPrefix], duration: WINDOW }
    const insuranceLimiter = new RateLimiterMemory(bounds)
    if (!pool) return insuranceLimiter
    const table = { tableName: 'sign_in_attempts', tableCreated: true, clearExpiredByTimeout: true }
    return new RateLimiterPostgres({
      ...bounds,
      ...table,
      storeClient: pool,
      storeType: 'pool',
      insuranceLimiter,
    })
  }
  const limits = {
    both: limiter('both'),
    email: limiter('email'),
    address: limiter('address'),
    device: limiter('device'),
  }
  return {
    async attempt(address, email, device) {
      const key = keysOf(address, email, device ?? '')
      if (device) return counts(limits.device, key.device)
      // In this order: one address that has used up its tries must not use up everybody's for that e-mail.
      for (const limit of ['both', 'address', 'email'] as const)
        if (!(await counts(limits[limit], key[limit]))) return false
      return true
    },
    async succeeded(address, email, device) {
      const key = keysOf(address, email, device ?? '')
      if (device) return void (await limits.device.delete(key.device))
      await limits.both.delete(key.both)
      await limits.email.reward(key.email)
      await limits.address.reward(key.address)
    },
  }
}

/** What is counted by, as hashes: neither addresses nor e-mails are kept. */
function keysOf(address: string, email: string, device: string) {
  const person = email.trim().toLowerCase()
  const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
  return {
    both: hash(`${address} ${person}`),
    email: hash(person),
    address: hash(address),
    device: hash(`${device} ${person}`),
  }
}

const counts = (limiter: RateLimiterAbstract, key: string): Promise<boolean> =>
  limiter.consume(key).then(
    () => true,
    (refused: RateLimiterRes | Error) => {
      if (refused instanceof Error) throw refused
      return false
    },
  )
