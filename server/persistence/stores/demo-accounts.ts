import type { User, UserStore } from '#app/usecases/ports.ts'

/** A hash no password has: a demo account is entered by one click in demo mode, or not at all. */
export const NO_PASSWORD = '!'

const delegate = (delegation: string, country: string): User => ({
  id: `demo-${delegation.toLowerCase()}`,
  email: `${delegation.toLowerCase()}@demo.invalid`,
  name: `Demo delegate, ${country}`,
  role: 'delegate',
  delegation,
  demo: true,
})

const officer = (role: Exclude<User['role'], 'delegate'>): User => ({
  id: `demo-${role}`,
  email: `${role}@demo.invalid`,
  name: `Demo ${role}`,
  role,
  delegation: null,
  demo: true,
})

export const demoAccounts: readonly User[] = [
  delegate('MEX', 'Mexico'),
  delegate('CAN', 'Canada'),
  delegate('BRA', 'Brazil'),
  delegate('JAM', 'Jamaica'),
  officer('chair'),
  officer('secretariat'),
  officer('translator'),
  officer('observer'),
]

/** Adds those demo accounts that are not there yet. */
export async function addDemoAccounts(users: UserStore): Promise<void> {
  for (const account of demoAccounts)
    if (!(await users.byId(account.id))) await users.add({ ...account, passwordHash: NO_PASSWORD })
}
