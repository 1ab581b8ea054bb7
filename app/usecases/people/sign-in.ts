import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { Ports, User } from '../ports.ts'

type WrongCredentials = Extract<PageRefusal, { kind: 'wrong-credentials' }>

/**
 * Knows a person by e-mail and password. Takes as long for an e-mail that nobody has as for a wrong password,
 * so that the time does not tell who has an account.
 */
export async function signIn(
  { users, passwords }: Pick<Ports, 'users' | 'passwords'>,
  { email, password }: { email: string; password: string },
): Promise<Result<User, WrongCredentials>> {
  const found = await users.byEmail(email)
  if (!found) {
    // Hashing costs what verifying costs.
    await passwords.hash(password)
    return refuse({ kind: 'wrong-credentials' })
  }
  const { passwordHash, ...user } = found
  const fits = await passwords.verify(passwordHash, password)
  return fits ? accept(user) : refuse({ kind: 'wrong-credentials' })
}

/** One-click sign-in, for accounts that are marked as demo and while the demo is on. */
export async function signInAsDemo(
  { users, settings }: Pick<Ports, 'users' | 'settings'>,
  id: User['id'],
): Promise<Result<User, WrongCredentials>> {
  const user = settings.demo ? await users.byId(id) : null
  return user?.demo ? accept(user) : refuse({ kind: 'wrong-credentials' })
}
