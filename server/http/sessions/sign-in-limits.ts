import { RateLimiterMemory } from 'rate-limiter-flexible'

/** Seconds after which attempts are forgotten. */
const WINDOW = 15 * 60

export type SignInLimits = {
  /** Counts an attempt; false when there were too many from this address, for this e-mail, or both. */
  attempt(address: string, email: string): Promise<boolean>
  /** A successful sign-in takes its attempt back, and forgets the failures of this person at this address. */
  succeeded(address: string, email: string): Promise<void>
}

/**
 * Slows down whoever guesses passwords: few tries for one e-mail from one address, more for one e-mail from
 * anywhere, many from one address, since a whole delegation may sit behind one.
 */
export function signInLimits(points = { both: 8, email: 40, address: 200 }): SignInLimits {
  const limiter = (keyPrefix: keyof typeof points) =>
    new RateLimiterMemory({ keyPrefix, points: points[keyPrefix], duration: WINDOW })
  const limits = { both: limiter('both'), email: limiter('email'), address: limiter('address') }
  const keys = (address: string, email: string) => {
    const person = email.trim().toLowerCase()
    return { both: `${address} ${person}`, email: person, address }
  }
  return {
    async attempt(address, email) {
      const key = keys(address, email)
      // In this order: one address that has used up its tries must not use up everybody's for that e-mail.
      for (const limit of ['both', 'address', 'email'] as const)
        if (!(await counts(limits[limit], key[limit]))) return false
      return true
    },
    async succeeded(address, email) {
      const key = keys(address, email)
      await limits.both.delete(key.both)
      await limits.email.reward(key.email)
      await limits.address.reward(key.address)
    },
  }
}

const counts = (limiter: RateLimiterMemory, key: string): Promise<boolean> =>
  limiter.consume(key).then(
    () => true,
    () => false,
  )
