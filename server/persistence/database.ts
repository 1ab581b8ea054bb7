import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient } from './generated/client.ts'
import { openEmbedded } from './embedded/embedded.ts'
import { openPostgres, type Company } from './postgres.ts'

export type Database = {
  kind: 'embedded' | 'postgres'
  pool: pg.Pool
  prisma: PrismaClient
  /** Rejects when the database does not answer. */
  ping(): Promise<void>
  /** Does what must not be done by two servers at a time. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Ends after what is under way is stored. */
  close(): Promise<void>
}

export type DatabasePlace =
  /**
   * `alone` is false for a program that works beside the server; `shared` is true for a server among several that
   * know of each other; `patience` is how long another is waited for, in ms.
   */
  (Company & { url: string }) | { folder: string }

/**
 * Opens PostgreSQL at `url`, or the embedded one in `folder`; from here on both are the same. `lost` is
 * called when the database is gone for good while the server runs: nothing can be stored any more.
 *
 * Throws a StartError in words for the person who starts the server.
 */
export async function openDatabase(place: DatabasePlace, lost: (reason: Error) => void): Promise<Database> {
  const embedded = 'folder' in place
  const { pool, close } = embedded
    ? await openEmbedded(place.folder, lost)
    : await openPostgres(place.url, place, lost)
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    kind: embedded ? 'embedded' : 'postgres',
    pool,
    prisma,
    async ping() {
      await pool.query('SELECT 1')
    },
    // The embedded database has one server, and one connection, which would wait for itself.
    inTurn: (work) => (embedded ? work() : locked(pool, work)),
    async close() {
      await prisma.$disconnect()
      await close()
    },
  }
}

/** Any number will do, as long as every server of this product asks for the same. */
const TURN = 4_670_727

async function locked<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [TURN])
    return await work()
  } finally {
    await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined)
    client.release()
  }
}
