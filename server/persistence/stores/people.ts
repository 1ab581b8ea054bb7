import type { Role, UserId } from '#app/domain/basics/actor.ts'
import type { LocalName, Organ } from '#app/domain/basics/draft.ts'
import type {
  DelegationStore,
  LivingSession,
  OrganStore,
  Session,
  SessionStore,
  User,
  UserStore,
} from '#app/usecases/ports.ts'
import type { Database } from '../database.ts'
import type { OrganRow, PrismaClient, SessionRow, UserRow } from '../generated/client.ts'
import { unlessTaken } from './taken.ts'

/** E-mails are compared without regard to case and outer blanks, and kept in lower case. */
const canonical = (email: string): string => email.trim().toLowerCase()

/** What whoever administers accounts needs besides. */
export type AccountStore = UserStore & {
  /** By e-mail. */
  all(): Promise<User[]>
  setPassword(id: UserId, passwordHash: string): Promise<void>
  setRole(id: UserId, to: Pick<User, 'role' | 'delegation'>): Promise<void>
}

export function userStore(prisma: PrismaClient): AccountStore {
  return {
    async byEmail(email) {
      const row = await prisma.userRow.findUnique({ where: { email: canonical(email) } })
      return row && { ...userOf(row), passwordHash: row.passwordHash }
    },
    async byId(id) {
      const row = await prisma.userRow.findUnique({ where: { id } })
      return row && userOf(row)
    },
    async demoAccounts() {
      const rows = await prisma.userRow.findMany({
        where: { demo: true },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(userOf)
    },
    async add({ id, email, name, role, delegation, demo, passwordHash }) {
      const row = { id, email: canonical(email), name, role, delegationCode: delegation, demo, passwordHash }
      await unlessTaken('email', prisma.userRow.create({ data: row }))
    },
    async all() {
      return (await prisma.userRow.findMany({ orderBy: { email: 'asc' } })).map(userOf)
    },
    async setRole(id, { role, delegation }) {
      await prisma.userRow.update({ where: { id }, data: { role, delegationCode: delegation } })
    },
    async setPassword(id, passwordHash) {
      await prisma.userRow.update({ where: { id }, data: { passwordHash } })
    },
  }
}

const userOf = (row: UserRow): User => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role as Role,
  delegation: row.delegationCode,
  demo: row.demo,
})

/** Sessions that slide: used, they live on; what has expired is forgotten. Times are ms since epoch. */
export type SlidingSessionStore = SessionStore & {
  extend(id: string, expiresAt: number, usedAt?: number): Promise<void>
  forgetExpired(now: number): Promise<void>
}

export function sessionStore({ pool, prisma }: Pick<Database, 'pool' | 'prisma'>): SlidingSessionStore {
  return {
    async add({ id, user, createdAt, expiresAt, device = '', usedAt, provenAt }) {
      const times = { createdAt: new Date(createdAt), expiresAt: new Date(expiresAt) }
      const later = { usedAt: dateOf(usedAt), provenAt: dateOf(provenAt) }
      await prisma.sessionRow.create({ data: { id, userId: user, device, ...times, ...later } })
    },
    async byId(id) {
      const row = await prisma.sessionRow.findUnique({ where: { id } })
      return row && sessionOf(row)
    },
    async living(ids, now) {
      const { rows } = await pool.query<LivingRow>({ ...LIVING, values: [ids, new Date(now)] })
      return new Map(rows.map(livingOf))
    },
    async mark(ids, now) {
      const { rows } = await pool.query<[string]>({ ...MARK, values: [ids, new Date(now)] })
      return rows[0]![0]
    },
    async revoke(id) {
      await prisma.sessionRow.deleteMany({ where: { id } })
    },
    async revokeAllOf(user) {
      await prisma.sessionRow.deleteMany({ where: { userId: user } })
    },
    async of(user, now) {
      const rows = await prisma.sessionRow.findMany({
        where: { userId: user, expiresAt: { gt: new Date(now) } },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take: MOST_SESSIONS,
      })
      return rows.map(sessionOf)
    },
    async prove(id, at) {
      await prisma.sessionRow.updateMany({ where: { id }, data: { provenAt: new Date(at) } })
    },
    async extend(id, expiresAt, usedAt) {
      const data = { expiresAt: new Date(expiresAt), ...(usedAt && { usedAt: new Date(usedAt) }) }
      await prisma.sessionRow.updateMany({ where: { id }, data })
    },
    async forgetExpired(now) {
      await prisma.sessionRow.deleteMany({ where: { expiresAt: { lte: new Date(now) } } })
    },
  }
}

/** Every server asks this about once a second: prepared, and its rows without names. */
const LIVING = {
  name: 'living sessions',
  rowMode: 'array' as const,
  text: `SELECT s.id, (extract(epoch FROM s.expires_at) * 1000)::float8,
           u.id, u.email, u.name, u.role, u.delegation_code, u.demo
         FROM sessions s JOIN users u ON u.id = s.user_id
         WHERE s.id = ANY($1::text[]) AND s.expires_at > $2`,
}
/** `xmin` is the transaction that wrote a row last, and only ever grows: equal sums of as many rows are the same rows. */
const MARK = {
  name: 'mark of sessions',
  rowMode: 'array' as const,
  text: `SELECT count(*) || ' ' || coalesce(sum(u.xmin::text::bigint), 0)
         FROM sessions s JOIN users u ON u.id = s.user_id
         WHERE s.id = ANY($1::text[]) AND s.expires_at > $2`,
}
type LivingRow = [string, number, string, string, string, string, string | null, boolean]

const livingOf = ([session, expiresAt, id, email, name, role, delegation, demo]: LivingRow): [
  string,
  LivingSession,
] => [session, { expiresAt, user: { id, email, name, role: role as Role, delegation, demo } }]

const sessionOf = (row: SessionRow): Session => ({
  id: row.id,
  user: row.userId,
  createdAt: row.createdAt.getTime(),
  expiresAt: row.expiresAt.getTime(),
  device: row.device,
  ...(row.usedAt && { usedAt: row.usedAt.getTime() }),
  ...(row.provenAt && { provenAt: row.provenAt.getTime() }),
})

/** Sessions of one person that are shown. */
const MOST_SESSIONS = 100
const dateOf = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at))

export function delegationStore(prisma: PrismaClient): DelegationStore {
  return {
    async all() {
      const rows = await prisma.delegationRow.findMany({ orderBy: { position: 'asc' } })
      return rows.map(({ code, iso2, name, position }) => ({
        code,
        iso2,
        name: name as LocalName,
        order: position,
      }))
    },
  }
}

export function organStore(prisma: PrismaClient): OrganStore {
  return {
    async all() {
      const rows = await prisma.organRow.findMany({ orderBy: [{ position: 'asc' }, { code: 'asc' }] })
      return rows.map(organOf)
    },
    async byCode(code) {
      const row = await prisma.organRow.findUnique({ where: { code } })
      return row && organOf(row)
    },
    changeZone: ({ organ, at, by: { user, name }, before, zone }) =>
      prisma.$transaction(async (within) => {
        const { count } = await within.organRow.updateMany({
          where: { code: organ, zone: before },
          data: { zone },
        })
        if (count === 0) return false
        await within.organChangeRow.create({ data: { organ, at: new Date(at), user, name, before, zone } })
        return true
      }),
    async changes(organ, limit) {
      const rows = await prisma.organChangeRow.findMany({
        where: { organ },
        orderBy: { number: 'desc' },
        take: limit,
      })
      return rows.map(({ organ, at, user, name, before, zone }) => ({
        organ,
        at: at.getTime(),
        by: { user, name },
        before,
        zone,
      }))
    },
  }
}

const organOf = (row: OrganRow): Organ => ({
  code: row.code,
  name: row.name as LocalName,
  formula: row.formula as LocalName,
  series: row.series,
  symbolStem: row.symbolStem,
  next: row.nextCode,
  zone: row.zone,
})
