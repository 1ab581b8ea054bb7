import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '#server/persistence/database.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { aDraft, aUser } from '#tests/builders/samples.ts'

export type Account = { user: string; delegation: string; session: string; cookie: string }
export type Accounts = { drafts: string[]; writers: Account[]; chair: Account; reader: Account }

/** Of one delegation there are two: they write one layer. */
const DELEGATIONS = ['MEX', 'MEX', 'CAN', 'JAM']
const DAY = 24 * 3_600_000

/** Puts drafts, accounts and their sessions into a database that no server has open. */
export async function createAccounts(database: Database, drafts: number): Promise<Accounts> {
  const stores = storesOn(database, () => undefined)
  const join = async (
    role: 'delegate' | 'chair' | 'observer',
    delegation: string | null,
  ): Promise<Account> => {
    const user = aUser({ role, delegation })
    await stores.users.add(user)
    const token = randomBytes(32).toString('base64url')
    const session = createHash('sha256').update(token).digest('hex')
    const now = Date.now()
    await stores.sessions.add({ id: session, user: user.id, createdAt: now, expiresAt: now + DAY })
    return { user: user.id, delegation: delegation ?? '', session, cookie: `corchete-session=${token}` }
  }
  const made = Array.from({ length: drafts }, () => aDraft())
  for (const draft of made) await stores.drafts.add(draft)
  const writers = []
  for (const delegation of DELEGATIONS) writers.push(await join('delegate', delegation))
  const [chair, reader] = [await join('chair', null), await join('observer', null)]
  return { drafts: made.map(({ id }) => id), writers, chair, reader }
}
