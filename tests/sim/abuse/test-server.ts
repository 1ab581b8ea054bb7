import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import * as Y from 'yjs'
import { decide } from '#app/document/decide/decide.ts'
import { Layers } from '#app/document/model/layers.ts'
import type { DelegationCode, Role } from '#app/domain/basics/actor.ts'
import { home } from '#server/home.ts'
import { openLog } from '#server/logging.ts'
import { openStores } from '#server/open.ts'
import { readSettings } from '#server/settings.ts'
import { lines } from '#tests/builders/memory-rooms.ts'
import { sharedPostgres } from '#tests/servers/databases.ts'
import { postgresPrograms } from '#tests/servers/postgres.ts'
import { aDraft, aUser } from '#tests/builders/samples.ts'

/** A server under attack: the product itself, with accounts and drafts, in a process of its own. */
export type TestServer = {
  address: string
  pid: number
  /** Null while it runs. */
  exitCode(): number | null
  cookie(user: string): string
  /** Bytes of memory of the server's process at the moment. */
  memory(): number
  /** Runs a statement as some other program on the same database would; null where none can. */
  sql: ((statement: string, ...values: string[]) => Promise<void>) | null
  close(): Promise<void>
}

/** Drafts that nobody attacks, one that everybody does, and one that is large. */
export const QUIET = ['quiet-1', 'quiet-2'] as const
export const TARGET = 'target'
export const LARGE = 'large'

export type Account = { user: string; role: Role; delegation: DelegationCode | null }
export const delegate = (user: string, delegation: DelegationCode): Account => ({
  user,
  role: 'delegate',
  delegation,
})
const HONEST: readonly Account[] = [
  delegate('mex', 'MEX'),
  delegate('bra', 'BRA'),
  delegate('jam', 'JAM'),
  delegate('can', 'CAN'),
]

const token = (user: string): string => `token-of-${user}`.padEnd(43, '-')
const sessionOf = (user: string): string => createHash('sha256').update(token(user)).digest('hex')
const WORDS =
  'To urge member states to strengthen the protection of migrants in transit, and to report thereon. '

/** The state of a draft with so many paragraphs, as an import makes it. */
function text(paragraphs: number, repeat: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 1
  const layers = new Layers(doc)
  let ids = 0
  const given = Array.from({ length: paragraphs }, () => `OP: ${WORDS.repeat(repeat).trim()}`)
  const fill = { kind: 'fill', paragraphs: lines(...given) } as const
  doc.transact((transaction) =>
    decide(
      layers,
      transaction,
      fill,
      () => `p${++ids}`,
      (code) => code,
    ),
  )
  return Y.encodeStateAsUpdate(doc)
}

async function seed(settings: Record<string, string>, accounts: readonly Account[]): Promise<void> {
  const lost = (reason: Error) => {
    throw reason
  }
  const { database, stores } = await openStores(readSettings(settings), openLog('warn'), lost, {
    alone: false,
  })
  for (const { user, role, delegation } of accounts) {
    await stores.users.add(aUser({ id: user, email: `${user}@example.org`, name: user, role, delegation }))
    const now = Date.now()
    await stores.sessions.add({ id: sessionOf(user), user, createdAt: now, expiresAt: now + 3_600_000 })
  }
  for (const id of [...QUIET, TARGET, LARGE]) {
    await stores.drafts.add(aDraft({ id, originalLanguage: 'en' }))
    const update = id === LARGE ? text(400, 20) : text(8, 2)
    // As an earlier server left it.
    await database.pool.query('INSERT INTO draft_updates (draft, data) VALUES ($1, $2)', [
      id,
      Buffer.from(update),
    ])
  }
  await database.close()
}

type Environment = { settings: Record<string, string>; sql: TestServer['sql']; remove(): Promise<void> }

/** A database of its own: PostgreSQL where it is installed and wanted, else the embedded one. */
async function openEnvironment(embedded: boolean): Promise<Environment> {
  if (!embedded && postgresPrograms() !== null) {
    const postgres = await sharedPostgres()
    const url = await postgres.database()
    const sql = async (statement: string, ...values: string[]) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query(statement, values)
      await client.end()
    }
    return { settings: { DATABASE_URL: url }, sql, remove: () => postgres.stop() }
  }
  const folder = mkdtempSync(join(tmpdir(), 'abused-'))
  const remove = async () => rmSync(folder, { recursive: true, force: true })
  return { settings: { DATA_DIR: folder }, sql: null, remove }
}

/** Starts the product on `port`, 0 for any; `attackers` are let in besides the honest. */
export async function startTestServer(
  attackers: readonly Account[],
  { embedded = false, port = 0 } = {},
): Promise<TestServer> {
  const { settings, sql, remove } = await openEnvironment(embedded)
  await seed(settings, [...HONEST, ...attackers])
  const env = { PATH: process.env.PATH, NODE_ENV: 'production', HOST: '127.0.0.1', LOG_LEVEL: 'fatal' }
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/index.ts'], {
    cwd: home,
    env: { ...env, PORT: String(port), DEMO: '0', ...settings } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (bytes: Buffer) => {
      const found = /ready at (\S+)/.exec(bytes.toString())
      if (found) resolve(found[1]!)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return {
    address,
    pid: child.pid!,
    exitCode: () => child.exitCode ?? (child.signalCode ? -1 : null),
    cookie: (user) => `corchete-session=${token(user)}`,
    memory: () => memoryOf(child.pid!),
    sql,
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGTERM')
        await gone
      }
      await remove()
    },
  }
}

/** Resident bytes of a process, from /proc; 0 where there is none. */
function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

/** The name of a user's session in the database. */
export { sessionOf }
