import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openDatabase } from '#server/persistence/database.ts'
import { migrate } from '#server/persistence/migrations.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { freePort, postgresPrograms, startPostgres, type PostgresServer } from '#tests/servers/postgres.ts'
import { migrations, onBothDatabases, openReady, places } from '#tests/servers/databases.ts'
import { claimingStore } from '#tests/builders/claiming-store.ts'
import { aDraft, words } from '#tests/builders/samples.ts'

const ignore = () => undefined

onBothDatabases('migrations', (open) => {
  test('are noted as Prisma notes them, once', async () => {
    const { pool } = open()
    expect(await migrate(pool, migrations)).toEqual([])
    const { rows } = await pool.query('SELECT * FROM _prisma_migrations ORDER BY migration_name')
    expect(rows.map((row) => row.migration_name)).toEqual(readdirSync(migrations))
    expect(rows[0]).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
      finished_at: expect.any(Date),
      rolled_back_at: null,
      applied_steps_count: 1,
    })
  })

  const others = async (change: (folder: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
    cpSync(migrations, folder, { recursive: true })
    change(folder)
    return migrate(open().pool, folder).finally(() => rmSync(folder, { recursive: true }))
  }
  const add = (name: string, sql: string) => (folder: string) => {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'migration.sql'), sql)
  }

  test('are taken back whole when one fails', async () => {
    const broken = others(add('20990101000000_broken', 'CREATE TABLE half (n INT); SELECT 1/0;'))
    await expect(broken).rejects.toThrow('division by zero')
    await expect(open().pool.query('SELECT * FROM half')).rejects.toThrow('does not exist')
  })

  test.each<[string, (folder: string) => void, string]>([
    [
      'changed after it was applied',
      (folder) => writeFileSync(join(folder, readdirSync(folder)[0]!, 'migration.sql'), 'SELECT 1'),
      'is not the one the database was made with',
    ],
    [
      'of a newer version',
      (folder) => rmSync(join(folder, readdirSync(folder)[0]!), { recursive: true }),
      'was last used by a newer version of this program',
    ],
  ])('refuse a history that was %s', async (_, change, text) => {
    await expect(others(change)).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining(text) as string,
    })
  })

  test('run once when two servers begin together', async () => {
    const name = '20990101000001_together'
    const both = [add(name, 'CREATE TABLE together (n INT)'), add(name, 'CREATE TABLE together (n INT)')]
    const applied = await Promise.all(both.map(others))
    expect(applied.flat()).toEqual([name])
  })
})

describe.each(places)('opened again, $name', ({ make, missing }) => {
  test.skipIf(missing)('has everything that was stored', async () => {
    const place = await make()
    const header = aDraft()
    const first = await openReady(place.where)
    const stores = storesOn(first, ignore)
    await stores.drafts.add(header)
    await claimingStore(stores).append(header.id, words([1], [2]))
    await first.close()
    const second = await openReady(place.where)
    expect((await storesOn(second, ignore).room.load(header.id)).updates).toHaveLength(2)
    await second.close()
    await place.remove()
  })

  test.skipIf(missing)('keeps a second server out', async () => {
    const place = await make()
    const first = await openReady(place.where)
    await expect(openDatabase({ ...place.where, patience: 500 }, ignore)).rejects.toMatchObject({
      name: 'StartError',
    })
    await first.ping()
    await first.close()
    const second = await openReady(place.where)
    await second.close()
    await place.remove()
  })
})

describe('the embedded database', () => {
  test('leaves alone a folder that holds something else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'embedded-'))
    mkdirSync(join(folder, 'postgres'))
    writeFileSync(join(folder, 'postgres', 'letters.txt'), 'mine')
    await expect(openDatabase({ folder }, ignore)).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining('is not a database of this server') as string,
    })
    expect(readdirSync(join(folder, 'postgres'))).toEqual(['letters.txt'])
    rmSync(folder, { recursive: true })
  })

  test('begins again where an earlier beginning broke off', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'embedded-'))
    mkdirSync(join(folder, 'postgres.unfinished'))
    writeFileSync(join(folder, 'postgres.unfinished', 'PG_VERSION'), 'half')
    const database = await openDatabase({ folder }, ignore)
    await database.ping()
    await database.close()
    rmSync(folder, { recursive: true })
  })

  test('gives a clean session to the connection after one that broke in a transaction', async () => {
    const place = await places[0]!.make()
    const { pool, close } = await openDatabase(place.where, ignore)
    const client = await pool.connect()
    await client.query('CREATE TABLE kept (n INT)')
    await client.query('BEGIN')
    await client.query({ name: 'one', text: 'INSERT INTO kept VALUES ($1)', values: [1] })
    client.release(new Error('broken'))
    await pool.query({ name: 'one', text: 'SELECT count(*)::int AS n FROM kept WHERE n > $1', values: [0] })
    expect((await pool.query('SELECT count(*)::int AS n FROM kept')).rows).toEqual([{ n: 0 }])
    await close()
    await place.remove()
  })
})

describe.skipIf(postgresPrograms() === null)('PostgreSQL', () => {
  let postgres: PostgresServer
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres.stop())

  test.each<[string, (url: string, port: number) => string, RegExp]>([
    ['nothing listens', (url, port) => url.replace(/:\d+\//, `:${port}/`), /nothing answers at that address/],
    ['the host is not known', (url) => url.replace('127.0.0.1', 'no.such.invalid'), /its host is not known/],
    ['the database does not exist', (url) => url.replace(/\w+$/, 'missing'), /the database does not exist/],
    [
      'the user does not exist',
      (url) => url.replace('postgres@', 'nobody@'),
      /PostgreSQL does not let this user in/,
    ],
  ])('is said to be unusable in one line when %s', async (_, wrong, text) => {
    const url = wrong(await postgres.database(), await freePort())
    await expect(openDatabase({ url }, ignore)).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(text) as string,
    })
  })

  test('comes back after a crash, with everything stored and the place kept', async () => {
    const url = await postgres.database()
    const lost = vi.fn()
    const database = await openDatabase({ url }, lost)
    await database.pool.query('CREATE TABLE kept AS SELECT 1 AS n')
    await postgres.crash()
    await vi.waitFor(() => database.ping(), 10_000)
    const places = `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory'`
    await vi.waitFor(async () => expect((await database.pool.query(places)).rows).toEqual([{ n: 1 }]), 10_000)
    expect((await database.pool.query('SELECT n FROM kept')).rows).toEqual([{ n: 1 }])
    await expect(openDatabase({ url, patience: 500 }, ignore)).rejects.toThrow('Another server is running')
    expect(lost).not.toHaveBeenCalled()
    await database.close()
  })

  test('lets servers in that share their rooms, and none that does not', async () => {
    const url = await postgres.database()
    const both = [await openDatabase({ url, shared: true }, ignore)]
    both.push(await openDatabase({ url, shared: true }, ignore))
    await expect(openDatabase({ url, patience: 500 }, ignore)).rejects.toThrow('give both the same REDIS_URL')
    for (const database of both) await database.close()
    const alone = await openDatabase({ url }, ignore)
    await expect(openDatabase({ url, shared: true, patience: 500 }, ignore)).rejects.toThrow('Another server')
    await alone.close()
  })

  test('lets a program that sees to accounts work beside the server', async () => {
    const url = await postgres.database()
    const server = await openDatabase({ url }, ignore)
    const accounts = await openDatabase({ url, alone: false }, ignore)
    await accounts.ping()
    await accounts.close()
    await server.close()
  })
})
