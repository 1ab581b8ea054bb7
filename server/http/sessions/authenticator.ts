import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Clock, SessionStore, User, UserStore } from '#app/usecases/ports.ts'
import { cookieName, cookiesIn, setCookie } from './cookies.ts'

/** ms that a session lives without being used. */
export const SESSION_LIFE = 12 * 3_600_000
/** ms after which a session ends however much it is used, where nobody says otherwise. */
export const LONGEST_SESSION = 24 * 3_600_000
/** ms for which a password that was given counts for what is asked for it again. */
export const PROOF_LASTS = 15 * 60_000
/** ms between two extensions of a session in use: not every request writes. */
const EXTEND_AFTER = 10 * 60_000

const SESSION = 'corchete-session'
const VISITOR = 'corchete-visitor'

export type Sessions = SessionStore & {
  extend(id: string, expiresAt: number, usedAt?: number): Promise<void>
}

/** Who a request comes from. */
export type Visitor = {
  user: User | null
  /** Id of the session, not its token. */
  session: string | null
  /** Bound to the session, or to this browser before signing in. */
  csrf: string
  /** Whether the password was given lately. */
  isProven: boolean
  /** Cookies to set with the answer. */
  cookies: string[]
}

export type Authenticator = {
  /** Reads the cookies of a request, and keeps a session in use alive. */
  identify(cookieHeader: string | undefined): Promise<Visitor>
  /** The session that a request says it comes in; whether it lives is not asked. */
  sessionIn(cookieHeader: string | undefined): string | null
  /** Opens a session for the user, ends the one before, and answers the cookie to set. */
  signIn(user: User, before: string | null, device?: string): Promise<string>
  /** The password was given again. */
  prove(session: string): Promise<void>
  /** Ends the session and answers the cookie that takes the old one away. */
  signOut(session: string | null): Promise<string>
  /** Of these sessions those that still open the door, with their users as they are by now. */
  living(sessions: readonly string[]): Promise<Map<string, User>>
  /** Another text as soon as one of these sessions ends or its user changes. */
  mark(sessions: readonly string[]): Promise<string>
  /** Extends a session that is used by other means than requests; false when it has ended. */
  keepAlive(session: string, used: boolean): Promise<boolean>
}

export type AuthenticatorSettings = {
  /** Under https: secure cookies. */
  secure: boolean
  /** Key of the tokens in forms. */
  secret: string
  /** When off, demo accounts stay outside, also those that were inside. */
  demo: boolean
  /** ms after which a session ends however much it is used. */
  longest?: number
}

/** Who a session belongs to; `left` is how many ms it has by now, null when it is as it was. */
type Live = { user: User; isProven: boolean; left: number | null }

type LiveDeps = { users: UserStore; sessions: Sessions; clock: Clock }

/** The live session with its user, extended when it is due. */
async function liveIn(
  { users, sessions, clock }: LiveDeps,
  { longest, demo }: { longest: number; demo: boolean },
  id: string,
): Promise<Live | null> {
  const session = await sessions.byId(id)
  const now = clock.now()
  const end = (session?.createdAt ?? 0) + longest
  if (!session || Math.min(session.expiresAt, end) <= now) return null
  const user = await users.byId(session.user)
  if (!user || (user.demo && !demo)) return null
  const [until, used] = [Math.min(now + SESSION_LIFE, end), session.usedAt ?? session.createdAt]
  const extended = now - used > EXTEND_AFTER
  if (extended) await sessions.extend(id, until, now)
  const isProven = now - (session.provenAt ?? session.createdAt) < PROOF_LASTS
  return { user, isProven, left: extended ? until - now : null }
}

/** Opens and recognises sessions. A cookie holds a random token, the database only its SHA-256. */
export function createAuthenticator(
  users: UserStore,
  sessions: Sessions,
  clock: Clock,
  settings: AuthenticatorSettings,
): Authenticator {
  const { secure, longest = LONGEST_SESSION } = settings
  const csrfOf = (owner: string): string =>
    createHmac('sha256', settings.secret).update(owner).digest('base64url')

  const live = (id: string) => liveIn({ users, sessions, clock }, { ...settings, longest }, id)
  const tokenIn = (cookies: Map<string, string>) => cookies.get(cookieName(SESSION, secure)) || null
  return {
    sessionIn(cookieHeader) {
      const token = tokenIn(cookiesIn(cookieHeader))
      return token && idOf(token)
    },

    async identify(cookieHeader) {
      const cookies = cookiesIn(cookieHeader)
      const token = tokenIn(cookies)
      const session = token ? idOf(token) : null
      const found = session ? await live(session) : null
      if (token && session && found) {
        const { user, isProven, left } = found
        const again = left === null ? [] : [setCookie(SESSION, token, secure, Math.ceil(left / 1000))]
        return { user, session, csrf: csrfOf(`session:${session}`), isProven, cookies: again }
      }
      const known = cookies.get(cookieName(VISITOR, secure))
      const visitor = known && /^[\w-]{20,50}$/.test(known) ? known : newToken()
      const greeting = visitor === known ? [] : [setCookie(VISITOR, visitor, secure)]
      return {
        user: null,
        session: null,
        csrf: csrfOf(`visitor:${visitor}`),
        isProven: false,
        cookies: greeting,
      }
    },

    prove: (session) => sessions.prove(session, clock.now()),

    async signIn(user, before, device = '') {
      if (user.demo && !settings.demo) throw new Error('Demo accounts are not open here.')
      const token = newToken()
      const now = clock.now()
      const expiresAt = now + Math.min(SESSION_LIFE, longest)
      await sessions.add({ id: idOf(token), user: user.id, createdAt: now, expiresAt, device })
      if (before) await sessions.revoke(before)
      return setCookie(SESSION, token, secure, Math.ceil((expiresAt - now) / 1000))
    },

    async signOut(session) {
      if (session) await sessions.revoke(session)
      return setCookie(SESSION, '', secure, 0)
    },

    ...watching({ users, sessions, clock }, settings, live),
  }
}

/** What sockets ask for. */
const watching = (
  { sessions, clock }: LiveDeps,
  { demo }: { demo: boolean },
  live: (id: string) => Promise<Live | null>,
): Pick<Authenticator, 'living' | 'mark' | 'keepAlive'> => ({
  async living(ids) {
    const found = await sessions.living(ids, clock.now())
    const users = [...found].map(([id, { user }]) => [id, user] as const)
    return new Map(users.filter(([, user]) => !user.demo || demo))
  },

  mark: (ids) => sessions.mark(ids, clock.now()),

  async keepAlive(session, used) {
    if (used) return (await live(session)) !== null
    const found = await sessions.byId(session)
    return found !== null && found.expiresAt > clock.now()
  },
})

const newToken = (): string => randomBytes(32).toString('base64url')
const idOf = (token: string): string => createHash('sha256').update(token).digest('hex')
