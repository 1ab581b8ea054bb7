import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { UserId } from '#app/domain/basics/actor.ts'
import type { Clock, DeviceStore } from '#app/usecases/ports.ts'
import { cookieName, cookiesIn, setCookie } from './cookies.ts'

const DEVICE = 'corchete-device'
/** Seconds that a browser keeps it; as long as browsers do. */
const AGE = 400 * 24 * 3_600

/** From which devices people come. A device keeps a signed token, the database only its hash. */
export type Devices = {
  /** A name for the device if this user has signed in from it before. */
  known(cookieHeader: string | undefined, user: UserId): Promise<string | null>
  /** The user signs in from it: answers the cookie to set. */
  remember(cookieHeader: string | undefined, user: UserId): Promise<string>
}

export function openDevices(
  store: DeviceStore,
  clock: Clock,
  { secure, secret }: { secure: boolean; secret: string },
): Devices {
  const sign = (token: string) => createHmac('sha256', secret).update(`device:${token}`).digest('base64url')
  const tokenIn = (header: string | undefined): string | null => {
    const given = cookiesIn(header).get(cookieName(DEVICE, secure)) ?? ''
    const [token = '', signature = ''] = given.split('.')
    return isSame(signature, sign(token)) ? token : null
  }
  return {
    async known(header, user) {
      const token = tokenIn(header)
      const id = token && idOf(token)
      return id && (await store.isKnown(id, user)) ? id : null
    },
    async remember(header, user) {
      const token = tokenIn(header) ?? randomBytes(32).toString('base64url')
      await store.remember(idOf(token), user, clock.now())
      return setCookie(DEVICE, `${token}.${sign(token)}`, secure, AGE)
    },
  }
}

const idOf = (token: string): string => createHash('sha256').update(token).digest('hex')

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
