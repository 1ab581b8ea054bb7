import type { Request, Response } from 'express'
import type { RequestContext } from '#app/http/context.ts'
import type { Ports, User } from '#app/usecases/ports.ts'
import { signIn } from '#app/usecases/people/sign-in.ts'
import type { Authenticator, Visitor } from './authenticator.ts'
import type { Devices } from './devices.ts'
import type { SignInJournal } from './sign-in-journal.ts'
import type { SignInLimits } from './sign-in-limits.ts'

export type DoorDeps = {
  ports: Ports
  authenticator: Authenticator
  limits: SignInLimits
  devices: Devices
  journal: SignInJournal
}

type Door = Pick<RequestContext, 'signIn' | 'signOut' | 'maySignIn' | 'signInFailed' | 'prove' | 'noteEnded'>

/** Characters kept of what a browser says of itself. */
const DEVICE = 300

/** What one request can do at the door: counted, kept in the journal, told to the log. */
export function doorOf(request: Request, response: Response, deps: DoorDeps): Door {
  const { ports, authenticator, limits, devices, journal } = deps
  const { user, session } = response.locals.visitor as Visitor
  const address = request.ip ?? 'unknown'
  const { cookie } = request.headers
  const device = (request.get('user-agent') ?? '').replace(/[^\x20-\x7E]/g, '').slice(0, DEVICE)
  const note = (what: Parameters<typeof journal.note>[0], who: { user: User | null; email?: string }) =>
    journal.note(what, { ...who, address, device })
  const deviceOf = async (email: string) => {
    const found = await ports.users.byEmail(email)
    return { found, known: found && (await devices.known(cookie, found.id)) }
  }
  return {
    async signIn(newcomer) {
      const known = await devices.known(cookie, newcomer.id)
      await limits.succeeded(address, newcomer.email, known)
      if (!newcomer.demo) response.append('Set-Cookie', await devices.remember(cookie, newcomer.id))
      const opened = await authenticator.signIn(newcomer, session, device)
      await note('signed-in', { user: newcomer })
      return opened
    },
    async signOut() {
      if (user) await note('signed-out', { user })
      return authenticator.signOut(session)
    },
    async maySignIn(email) {
      const { found, known } = await deviceOf(email)
      const may = await limits.attempt(address, email, known)
      if (!may) await note('locked-out', { user: found, email })
      return may
    },
    async signInFailed(email) {
      await note('failed', { user: await ports.users.byEmail(email), email })
    },
    async prove(password) {
      if (!user || !session) return 'wrong'
      if (!user.demo) {
        const may = await limits.attempt(address, user.email, session)
        const fits = may && (await signIn(ports, { email: user.email, password })).ok
        if (!fits) await note('not-proven', { user })
        if (!fits) return may ? 'wrong' : 'too-many'
        await limits.succeeded(address, user.email, session)
      }
      await authenticator.prove(session)
      await note('proven', { user })
      return 'proven'
    },
    noteEnded: (what) => note(what, { user }),
  }
}
