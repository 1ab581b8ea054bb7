import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import pg from 'pg'
import pino from 'pino'
import { openStores, type OpenStores } from '#server/open.ts'
import { readSettings } from '#server/settings.ts'
import { claimingStore } from '#tests/builders/claiming-store.ts'
import { aDraft, aUser } from '#tests/builders/samples.ts'
import { sharedPostgres, type SharedPostgres } from '#tests/servers/databases.ts'
import { postgresPrograms } from '#tests/servers/postgres.ts'

const missing = postgresPrograms() === null
const lost = (reason: Error) => {
  throw reason
}
/** Tables that only grow, each with something in it that somebody may want otherwise. */
const ONLY_GROWS = {
  draft_clients: 'draft',
  draft_updates: 'draft',
  record_entries: 'hash',
  record_heads: 'hash',
  revisions: 'symbol',
  sign_in_events: 'what',
  transmissions: 'symbol',
}

describe.skipIf(missing)(`two roles on PostgreSQL${missing ? ' (skipped: not installed)' : ''}`, () => {
  let server: SharedPostgres
  let ownerUrl: string
  let url: string
  const said: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void said.push(line) })
  let open: OpenStores

  beforeAll(async () => {
    server = await sharedPostgres()
    ownerUrl = await server.database()
    const role = `runs_${ownerUrl.match(/\w+$/)![0]}`
    const owner = new pg.Client({ connectionString: ownerUrl })
    await owner.connect()
    await owner.query(`CREATE ROLE ${role} LOGIN`)
    await owner.end()
    url = ownerUrl.replace('//postgres@', `//${role}@`)
    open = await openStores(readSettings({ DATABASE_URL: url, MIGRATE_DATABASE_URL: ownerUrl }), log, lost)
  })
  afterAll(async () => {
    await open.database.close()
    await server.stop()
  })

  test('the product works as the role that owns nothing', async () => {
    const { stores } = open
    const header = aDraft()
    await stores.drafts.add(header)
    await stores.users.add(aUser())
    const room = claimingStore(stores)
    await room.append(header.id, {
      updates: [Uint8Array.of(0, 0)],
      clients: [{ client: 7, user: 'u' }],
      entries: [],
    })
    expect((await room.load(header.id)).lastUpdate).toBeGreaterThan(0)
    expect(said).toEqual([])
  })

  test.each(
    Object.entries(ONLY_GROWS).flatMap(([table, column]) => [
      `UPDATE ${table} SET ${column} = 'x'`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
      `ALTER TABLE ${table} DISABLE TRIGGER USER`,
      `DROP TABLE ${table} CASCADE`,
    ]),
  )('it may not: %s', async (forgery) => {
    await expect(open.database.pool.query(forgery)).rejects.toMatchObject({ code: '42501' })
  })

  test.each([
    'CREATE TABLE mine (x int)',
    `UPDATE record_persons SET name = 'x'`,
    `UPDATE internal_comments SET text = 'x'`,
    'DELETE FROM internal_comments',
    'DELETE FROM _prisma_migrations',
    'SET session_replication_role = replica',
  ])('nor: %s', async (act) => {
    await expect(open.database.pool.query(act)).rejects.toMatchObject({ code: '42501' })
  })

  test('it starts again by itself, and says what to do when the tables have to change', async () => {
    await open.database.close()
    open = await openStores(readSettings({ DATABASE_URL: url }), log, lost)
    const owner = new pg.Client({ connectionString: ownerUrl })
    await owner.connect()
    await owner.query('DELETE FROM _prisma_migrations WHERE migration_name LIKE $1', ['2025032%'])
    await owner.end()
    await open.database.close()
    await expect(openStores(readSettings({ DATABASE_URL: url }), log, lost)).rejects.toThrow(
      'MIGRATE_DATABASE_URL',
    )
    expect(said).toEqual([])
  })

  test('one role for everything works, and the log says what it lacks', async () => {
    const alone = await server.database()
    const other = await openStores(readSettings({ DATABASE_URL: alone }), log, lost)
    await vi.waitFor(() => expect(said).toHaveLength(1))
    expect(JSON.parse(said[0]!)).toMatchObject({
      tables: Object.keys(ONLY_GROWS),
      msg: 'the role in DATABASE_URL could alter what is append-only',
    })
    await other.database.close()
    open = await openStores(readSettings({ DATABASE_URL: alone }), pino({ level: 'silent' }), lost)
  })
})
