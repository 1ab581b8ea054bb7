import { createHmac } from 'node:crypto'
import type { Logger } from 'pino'
import type { Clock, SignInEvent, SignInEvents, User } from '#app/usecases/ports.ts'

/** Who, and from where. An e-mail that no account has is kept as a hash: people mistype passwords into it. */
export type Doing = {
  user: Pick<User, 'id' | 'email'> | null
  email?: string
  address: string
  device: string
}
export type SignInJournal = { note(what: SignInEvent['what'], doing: Doing): Promise<void> }

/** Keeps what happens at the door and tells the log; what cannot be kept stops nobody. */
export function openJournal(
  events: SignInEvents,
  clock: Clock,
  { secret, log }: { secret: string; log: Logger },
): SignInJournal {
  const unknown = (email: string) =>
    `unknown:${createHmac('sha256', secret).update(email.trim().toLowerCase()).digest('base64url').slice(0, 16)}`
  return {
    async note(what, { user, email = '', address, device }) {
      const account = user?.email ?? unknown(email)
      const line = { event: what, user: user?.id ?? account, address }
      log[what === 'failed' || what === 'locked-out' || what === 'not-proven' ? 'warn' : 'info'](
        line,
        'sign-in',
      )
      const event = { at: clock.now(), what, user: user?.id ?? null, account, address, device }
      await events
        .add(event)
        .catch((err: unknown) => log.error({ err, event: what }, 'a sign-in event could not be kept'))
    },
  }
}
