import { join } from 'node:path'
import pg from 'pg'
import type { Logger } from 'pino'
import { home } from './home.ts'
import { openDatabase, type Database } from './persistence/database.ts'
import { migrate } from './persistence/migrations.ts'
import { alterable, grantToRunning, roleOf } from './persistence/roles.ts'
import { StartError } from './persistence/start-error.ts'
import { seedReference } from './persistence/reference.ts'
import { storesOn, type Stores } from './persistence/stores/stores.ts'
import type { Settings } from './settings.ts'

export type OpenStores = { database: Database; stores: Stores }

/**
 * Opens the database that the settings name, brings its tables up to date and puts the reference data in.
 * `lost` is called when the database is gone for good later on. A program that only sees to accounts works
 * beside the server on PostgreSQL: not `alone`. Throws a StartError.
 */
export async function openStores(
  settings: Settings,
  log: Logger,
  lost: (reason: Error) => void,
  { alone } = { alone: true },
): Promise<OpenStores> {
  const { databaseUrl: url, dataDir: folder } = settings
  const shared = settings.redisUrl !== undefined
  const database = await openDatabase(url ? { url, alone, shared } : { folder }, lost)
  try {
    const applied = await bringUpToDate(settings, database)
    if (applied.length > 0) log.info({ applied }, 'the tables are brought up to date')
    if (alone) await tellRights(database, log)
    await seedReference(database.prisma)
    const damaged = (what: object) =>
      log.error(what, 'a damaged snapshot was passed over; the log has everything')
    return { database, stores: storesOn(database, damaged) }
  } catch (error) {
    await database.close()
    throw error
  }
}

const migrations = join(home, 'prisma', 'migrations')

/** Applies migrations as the owner of the tables, who then says what the role that runs may do. */
async function bringUpToDate({ ownerUrl }: Settings, { pool }: Database): Promise<string[]> {
  if (!ownerUrl) return migrate(pool, migrations)
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 1 })
  owner.on('error', () => undefined)
  try {
    await owner.query('SELECT 1').catch(({ message }: Error) => {
      throw new StartError(`The database in MIGRATE_DATABASE_URL cannot be used: ${message}`)
    })
    const applied = await migrate(owner, migrations)
    await grantToRunning(owner, await roleOf(pool))
    return applied
  } finally {
    await owner.end()
  }
}

/** Says in the log what a server with one role lacks; the embedded database has no other. */
async function tellRights({ kind, pool }: Database, log: Logger): Promise<void> {
  const tables = kind === 'postgres' ? await alterable(pool) : []
  if (tables.length === 0) return
  const how = 'run as a role that owns nothing, and give the owner in MIGRATE_DATABASE_URL'
  log.warn({ tables, how }, 'the role in DATABASE_URL could alter what is append-only')
}
