import type {} from '@remix-run/server-runtime'
import type { Actor } from '#app/domain/basics/actor.ts'
import type { Language } from '#app/domain/basics/draft.ts'
import type { Messages } from '#app/messages/en.ts'
import type { Ports, User } from '#app/usecases/ports.ts'

/** What the server puts into every loader and action. Rooms and stores reach routes only through here. */
export type RequestContext = {
  ports: Ports
  /** The signed-in user, or null. */
  user: User | null
  /** The language that the answer speaks, and everything that is said in it; a paper keeps its own language. */
  language: Language
  messages: Messages
  /** Id of the session, for revoking; null when signed out. */
  session: string | null
  /** Same for a whole session; every form carries it back (`csrf`), the server checks it before any action runs. */
  csrf: string
  /** Per-response value for inline scripts in the content security policy. */
  nonce: string
  /** More was asked for than is answered: nothing is looked up. */
  tooFast: boolean
  /** Signs a user in and returns the cookie to set. */
  signIn(user: User): Promise<string>
  /** Revokes the current session and returns the cookie that clears it. */
  signOut(): Promise<string>
  /** Counts an attempt to sign in from here with this e-mail; false when there were too many. */
  maySignIn(email: string): Promise<boolean>
  /** E-mail and password did not fit. */
  signInFailed(email: string): Promise<void>
  /** Whether the password was given lately: what is done for good is asked for it again. */
  isProven: boolean
  /** Gives the password again; a demo account has none, and says yes. */
  prove(password: string): Promise<'proven' | 'wrong' | 'too-many'>
  /** Keeps that sessions of this person were ended. */
  noteEnded(what: 'session-ended' | 'sessions-ended'): Promise<void>
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends RequestContext {}
}

export const actorOf = (user: User): Actor => ({
  user: user.id,
  name: user.name,
  role: user.role,
  delegation: user.delegation,
})
