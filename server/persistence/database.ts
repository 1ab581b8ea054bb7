import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient } from './generated/client.ts'
import { openEmbedded } from './embedded.ts'
import { openPostgres } from './postgres.ts'

export type Database = {
  kind: 'embedded' | 'postgres'
  pool: pg.Pool
  prisma: PrismaClient
  /** Rejects when the database does not answer. */
  ping(): Promise<void>
  /** Ends after what is under way is stored. */
  close(): Promise<void>
}

export type DatabasePlace =
  /** `alone` is false for a program that works beside the server; `patience` is how long another is waited for, in ms. */
  { url: string; alone?: boolean; patience?: number } | { folder: string }

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
    async close() {
      await prisma.$disconnect()
      await close()
    },
  }
}
