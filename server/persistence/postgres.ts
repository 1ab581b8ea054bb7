import pg from 'pg'
import { StartError } from './start-error.ts'

/** Any number will do, as long as every server of this product asks for the same. */
const SOLE_SERVER = 4_670_726
/** ms to wait for a server, ours or PostgreSQL itself, that is just stopping or starting. */
const PATIENCE = 10_000

/** Which other programs may work on the database at the same time; see `DatabasePlace`. */
export type Company = { alone?: boolean; shared?: boolean; patience?: number }

export type PostgresDatabase = { pool: pg.Pool; close(): Promise<void> }

/**
 * Connects to PostgreSQL and makes this process the only server on that database, or one of several that know of
 * each other: rooms live in one process, and servers that cannot reach each other would keep people apart. `lost`
 * is called when the database gives that place to another server.
 *
 * Throws a StartError when the database cannot be reached or another server is on it.
 */
export async function openPostgres(
  url: string,
  { alone = true, shared = false, patience = PATIENCE }: Company,
  lost: (reason: Error) => void,
): Promise<PostgresDatabase> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: patience })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  try {
    const lock = shared ? SHARED_LOCK : LOCK
    const place = alone ? await takePlace(url, { lock, patience }, lost) : await visit(url, patience)
    return {
      pool,
      async close() {
        await pool.end()
        await place.leave()
      },
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}

const LOCK = 'SELECT pg_try_advisory_lock($1) AS held'
const SHARED_LOCK = 'SELECT pg_try_advisory_lock_shared($1) AS held'

type Place = { leave(): Promise<void> }

/** Only sees whether the database answers, for the plain words when it does not. */
async function visit(url: string, patience: number): Promise<Place> {
  await (await connect(url, Date.now() + patience)).end()
  return { leave: async () => undefined }
}

/** Holds a session lock on a connection of its own, and takes it again when that connection breaks. */
async function takePlace(
  url: string,
  { lock, patience }: { lock: string; patience: number },
  lost: (reason: Error) => void,
): Promise<Place> {
  let left = false
  let client = await connect(url, Date.now() + patience)
  const keep = (): void => {
    client.once('end', () => {
      if (!left) retake().catch((reason: Error) => left || lost(reason))
    })
  }
  /** Waits as long as the database is away: nothing can be stored meanwhile, and it may only be restarting. */
  async function retake(): Promise<void> {
    while (!left) {
      try {
        client = await connect(url, 0)
      } catch {
        await pause(500)
        continue
      }
      if (left) return client.end()
      await take(client, lock, patience)
      return keep()
    }
  }
  try {
    await take(client, lock, patience)
  } catch (error) {
    await client.end()
    throw error
  }
  keep()
  return {
    async leave() {
      left = true
      await client.end().catch(() => undefined)
    },
  }
}

/** Throws a StartError when another server keeps the lock; one that is just stopping is waited for. */
async function take(client: pg.Client, lock: string, patience: number): Promise<void> {
  const until = Date.now() + patience
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>(lock, [SOLE_SERVER])
    if (rows[0]?.held) return
    if (Date.now() > until)
      throw new StartError(
        'Another server is running on the database in DATABASE_URL. Stop it first, give this one a database of ' +
          'its own, or give both the same REDIS_URL.',
      )
    await pause(250)
  }
}

async function connect(url: string, until: number): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE, keepAlive: true })
  // A connection that breaks says so by its end; without a listener its error would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    // 57P03: PostgreSQL is still starting up or going down.
    if (code === '57P03' && Date.now() < until) {
      await pause(500)
      return connect(url, until)
    }
    throw new StartError(`The database in DATABASE_URL cannot be used: ${REASONS[code ?? ''] ?? message}`)
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** By the system's or PostgreSQL's error code. */
const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing answers at that address. Start PostgreSQL there, or correct the host and port.',
  ENOTFOUND: 'its host is not known. Correct the host name.',
  EAI_AGAIN: 'its host is not known at the moment. Check the network and the host name.',
  ETIMEDOUT: 'its host does not answer. Check the network, the host and the port.',
  ENOENT: 'its socket does not exist. Start PostgreSQL, or correct the path.',
  '28P01': 'user or password is wrong. Correct them in DATABASE_URL.',
  '28000': 'PostgreSQL does not let this user in. Correct the user, or allow it in pg_hba.conf.',
  '3D000': 'the database does not exist. Create it (createdb), or correct its name.',
  '53300': 'PostgreSQL has no connection left. Raise max_connections, or close other programs.',
}
