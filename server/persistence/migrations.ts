import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { StartError } from './start-error.ts'

/** The lock that `prisma migrate` takes too, so that neither works beside the other. */
const MIGRATION_LOCK = 72_707_369

/** What PostgreSQL says to whoever may not. */
const NO_RIGHT = '42501'
const NOT_OWNER =
  'The tables have to be brought up to date, and the role in DATABASE_URL may not do that. Give the role that owns ' +
  'them in MIGRATE_DATABASE_URL.'

type Migration = { name: string; sql: string; checksum: string }
type Applied = {
  migration_name: string
  checksum: string
  finished_at: Date | null
  rolled_back_at: Date | null
}

/**
 * Brings the database up to the migrations in `folder` (`<name>/migration.sql`, in order of name), each in a
 * transaction of its own, and notes them where `prisma migrate` does. Returns the names applied now.
 *
 * Throws a StartError when the database is newer than this program, or its history is another one.
 */
export async function migrate(pool: pg.Pool, folder: string): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    await beginHistory(client)
    const { rows } = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations',
    )
    const pending = pendingOf(migrationsIn(folder), rows)
    for (const migration of pending) await apply(client, migration)
    return pending.map((migration) => migration.name)
  } finally {
    await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined)
    client.release()
  }
}

/** A role that may make no tables finds them made. */
async function beginHistory(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`,
  )
  if (!rows[0]?.found) await client.query(HISTORY)
}

/** Prisma's own table, as `prisma migrate` makes it. */
const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

function migrationsIn(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/** What is still to be applied. */
function pendingOf(known: readonly Migration[], history: readonly Applied[]): Migration[] {
  const applied = history.filter((row) => row.rolled_back_at === null)
  for (const row of applied) {
    const migration = known.find((one) => one.name === row.migration_name)
    if (!migration)
      throw new StartError(
        `The database was last used by a newer version of this program (it knows "${row.migration_name}"). ` +
          'Start that version, or restore a backup made before.',
      )
    if (!row.finished_at)
      throw new StartError(
        `The migration "${row.migration_name}" began and did not end. Restore the backup made before it, or ` +
          'mark it with "prisma migrate resolve" when you have repaired it.',
      )
    if (migration.checksum !== row.checksum)
      throw new StartError(
        `The migration "${row.migration_name}" is not the one the database was made with. ` +
          'Start the version of this program that made it.',
      )
  }
  return known.filter((migration) => !applied.some((row) => row.migration_name === migration.name))
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ($1, $2, now(), $3, 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    if ((error as { code?: string }).code === NO_RIGHT) throw new StartError(NOT_OWNER)
    throw error
  }
}
