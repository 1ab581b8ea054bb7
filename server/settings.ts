import { join, resolve } from 'node:path'
import { z } from 'zod'
import { home } from './home.ts'
import { StartError } from './persistence/start-error.ts'

export type Settings = {
  port: number
  /** Undefined: this machine alone. */
  host: string | undefined
  /** PostgreSQL; undefined means the embedded database in `dataDir`. */
  databaseUrl: string | undefined
  /** The same database as the role that owns its tables; undefined: the one that runs brings them up to date too. */
  ownerUrl: string | undefined
  dataDir: string
  /** The key that heads of records are signed with; undefined: a file in `dataDir`. */
  recordKey: string | undefined
  /** Where the processes of one installation meet; undefined means that this is the only one. */
  redisUrl: string | undefined
  /** A process for an audience holds no rooms: it passes on what is said in those of others. */
  role: 'rooms' | 'audience'
  /** Undefined: on where only this machine can reach it and the demo was, or now is, put into this database. */
  demo: boolean | undefined
  /** Undefined: one is made and kept in the database. */
  sessionSecret: string | undefined
  /** ms after which a session ends however much it is used. */
  longestSession: number
  /** How people reach the server, "https://draft.example.org"; undefined means as the browser says. */
  origin: URL | undefined
  /** Which proxies' word about the sender's address counts, as Express's "trust proxy" takes it. */
  trustProxy: string
  /** How many times as many requests as usual each session may make. */
  pace: number
  logLevel: (typeof levels)[number]
  /** Whoever brings it may read `/metrics`; undefined means that nobody may. */
  metricsToken: string | undefined
  /** Where the figures are read on this machine alone, without a token. */
  metricsPort: number | undefined
  /** The mail server that notices go out by; undefined means that none are mailed. */
  smtpUrl: string | undefined
  /** Who mails are from. */
  mailFrom: string
  /** ms between two mails to the same person. */
  mailEvery: number
  /** Days after which names are erased in texts that were handed on; undefined: never. */
  namesKept: number | undefined
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** An empty variable is one left out, as in `DATABASE_URL= npm start`. */
const optional = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), type.optional())

const yes = ['1', 'true', 'yes', 'on']
const no = ['0', 'false', 'no', 'off']

const port = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(0, 'must be 0 to 65535')
  .max(65_535, 'must be 0 to 65535')

const seconds = z.coerce
  .number('must be a number of seconds')
  .min(1, 'must be 1 to 86400 seconds')
  .max(86_400, 'must be 1 to 86400 seconds')

const days = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(1, 'must be 1 to 36500 days')
  .max(36_500, 'must be 1 to 36500 days')

const environment = z.object({
  PORT: optional(port),
  HOST: optional(z.string()),
  DATABASE_URL: optional(
    z.string().regex(/^postgres(ql)?:\/\//, 'must begin with "postgres://" or "postgresql://"'),
  ),
  MIGRATE_DATABASE_URL: optional(
    z.string().regex(/^postgres(ql)?:\/\//, 'must begin with "postgres://" or "postgresql://"'),
  ),
  DATA_DIR: optional(z.string()),
  RECORD_KEY: optional(z.string()),
  REDIS_URL: optional(z.string().regex(/^rediss?:\/\//, 'must begin with "redis://" or "rediss://"')),
  ROLE: optional(z.enum(['rooms', 'audience'], 'must be rooms or audience')),
  DEMO: optional(z.enum([...yes, ...no], 'must be 1 or 0').transform((word) => yes.includes(word))),
  SESSION_SECRET: optional(z.string().min(32, 'must have at least 32 characters')),
  SESSION_HOURS: optional(
    z.coerce
      .number('must be a number of hours')
      .min(1, 'must be 1 to 720 hours')
      .max(720, 'must be 1 to 720 hours'),
  ),
  ORIGIN: optional(
    z
      .string()
      .regex(/^https?:\/\/[^/]+\/?$/, 'must be like "https://draft.example.org", without a path')
      .transform((text) => new URL(text)),
  ),
  TRUST_PROXY: optional(z.string()),
  PACE: optional(
    z.coerce.number('must be a number').min(0.1, 'must be 0.1 to 1000').max(1_000, 'must be 0.1 to 1000'),
  ),
  LOG_LEVEL: optional(z.enum(levels, `must be one of ${levels.join(', ')}`)),
  METRICS_TOKEN: optional(z.string().min(16, 'must have at least 16 characters')),
  METRICS_PORT: optional(port),
  SMTP_URL: optional(z.string().regex(/^smtps?:\/\/[^/]/, 'must be like "smtp://user:password@host:587"')),
  MAIL_FROM: optional(z.string().regex(/@/, 'must be like "Corchete <no-reply@example.org>"')),
  MAIL_EVERY: optional(seconds),
  NAMES_KEPT: optional(days),
})

/** Reads the settings from environment variables. Throws a StartError that names the variable and its fault. */
export function readSettings(variables: Record<string, string | undefined>): Settings {
  const parsed = environment.safeParse(variables)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
    throw new StartError(`A setting is wrong: ${faults.join('; ')}. Correct it, or leave it out.`)
  }
  const given = parsed.data
  const contradiction = contradictionIn(given)
  if (contradiction) throw new StartError(contradiction)
  return {
    port: given.PORT ?? 3000,
    host: given.HOST,
    databaseUrl: given.DATABASE_URL,
    ownerUrl: given.MIGRATE_DATABASE_URL,
    dataDir: resolve(given.DATA_DIR ?? join(home, 'data')),
    recordKey: given.RECORD_KEY === undefined ? undefined : resolve(given.RECORD_KEY),
    redisUrl: given.REDIS_URL,
    role: given.ROLE ?? 'rooms',
    demo: given.DEMO,
    sessionSecret: given.SESSION_SECRET,
    longestSession: 3_600_000 * (given.SESSION_HOURS ?? 24),
    origin: given.ORIGIN,
    trustProxy: given.TRUST_PROXY ?? 'loopback',
    pace: given.PACE ?? 1,
    logLevel: given.LOG_LEVEL ?? 'info',
    metricsToken: given.METRICS_TOKEN,
    metricsPort: given.METRICS_PORT,
    smtpUrl: given.SMTP_URL,
    mailFrom: given.MAIL_FROM ?? `Corchete <no-reply@${given.ORIGIN?.hostname ?? 'localhost'}>`,
    mailEvery: 1000 * (given.MAIL_EVERY ?? 300),
    namesKept: given.NAMES_KEPT,
  }
}

/** Whether only this machine can reach the server: it listens here alone, and no proxy is said to bring others. */
export const isLocal = ({ host, origin }: Pick<Settings, 'host' | 'origin'>): boolean =>
  isThisMachine(host ?? 'localhost') && isThisMachine(origin?.hostname ?? 'localhost')

const isThisMachine = (name: string): boolean => /^(localhost|\[?::1\]?|127(\.\d+){3})$/.test(name)

/** What cannot be meant together; null when all can. */
function contradictionIn(given: z.infer<typeof environment>): string | null {
  if (given.REDIS_URL && !given.DATABASE_URL)
    return 'REDIS_URL is for several processes on one PostgreSQL. Set DATABASE_URL too, or leave REDIS_URL out.'
  if (given.MIGRATE_DATABASE_URL && !given.DATABASE_URL)
    return 'MIGRATE_DATABASE_URL is for a second role on the PostgreSQL in DATABASE_URL. Set that too, or leave it out.'
  if (given.SMTP_URL && !given.ORIGIN)
    return 'Mails lead back to the product. Set ORIGIN beside SMTP_URL, or leave SMTP_URL out.'
  if (given.ROLE === 'audience' && !given.REDIS_URL)
    return 'ROLE is audience, which holds no rooms. Set REDIS_URL, or leave ROLE out.'
  return null
}
