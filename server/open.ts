import { join } from 'node:path'
import type { Logger } from 'pino'
import { home } from './home.ts'
import { openDatabase, type Database } from './persistence/database.ts'
import { migrate } from './persistence/migrations.ts'
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
    const applied = await migrate(database.pool, join(home, 'prisma', 'migrations'))
    if (applied.length > 0) log.info({ applied }, 'the tables are brought up to date')
    await seedReference(database.prisma)
    const damaged = (what: object) =>
      log.error(what, 'a damaged snapshot was passed over; the log has everything')
    return { database, stores: storesOn(database, damaged) }
  } catch (error) {
    await database.close()
    throw error
  }
}
