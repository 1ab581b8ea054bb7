import type { Ports, Session, User } from '../ports.ts'

/** A session as its owner sees it. */
export type OwnSession = Required<Pick<Session, 'id' | 'createdAt' | 'device' | 'usedAt'>> & {
  isThis: boolean
}

/** Where somebody is signed in, this session first, then the latest. */
export async function ownSessions(
  { sessions, clock }: Pick<Ports, 'sessions' | 'clock'>,
  user: User['id'],
  current: string | null,
): Promise<OwnSession[]> {
  const all = (await sessions.of(user, clock.now())).map(({ id, createdAt, device = '', usedAt }) => ({
    id,
    createdAt,
    device,
    usedAt: usedAt ?? createdAt,
    isThis: id === current,
  }))
  return [...all.filter(({ isThis }) => isThis), ...all.filter(({ isThis }) => !isThis)]
}

/** Ends sessions of somebody, their connections with them; nobody else's can be named. Answers how many. */
export async function endSessions(
  ports: Pick<Ports, 'sessions' | 'clock'>,
  user: User['id'],
  isMeant: (id: string) => boolean,
): Promise<number> {
  const meant = (await ports.sessions.of(user, ports.clock.now())).filter(({ id }) => isMeant(id))
  for (const { id } of meant) await ports.sessions.revoke(id)
  return meant.length
}
