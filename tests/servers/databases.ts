import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { openDatabase, type Database, type DatabasePlace } from '#server/persistence/database.ts'
import { migrate } from '#server/persistence/migrations.ts'
import { seedReference } from '#server/persistence/reference.ts'
import { storesOn, type Stores } from '#server/persistence/stores/stores.ts'
import {
  SHARED_POSTGRES,
  createDatabase,
  postgresPrograms,
  startPostgres,
  type PostgresServer,
} from './postgres.ts'

export const migrations = join(import.meta.dirname, '../../prisma/migrations')

export type SharedPostgres = Pick<PostgresServer, 'database' | 'stop'>

export type Place = { where: DatabasePlace; remove(): Promise<void> }

/** The two databases the product runs on; `make` gives an empty one. */
export const places: { name: string; missing: boolean; make(): Promise<Place> }[] = [
  {
    name: 'the embedded database',
    missing: false,
    async make() {
      const folder = mkdtempSync(join(tmpdir(), 'embedded-'))
      cpSync(await emptyEmbedded(), folder, { recursive: true })
      return { where: { folder }, remove: async () => rmSync(folder, { recursive: true, force: true }) }
    },
  },
  {
    name: 'PostgreSQL',
    missing: postgresPrograms() === null,
    async make() {
      const postgres = await sharedPostgres()
      return { where: { url: await postgres.database() }, remove: () => postgres.stop() }
    },
  },
]

/** A database of the server that the run has started for all files (`postgres-for-all.ts`), else a server of its own. */
export async function sharedPostgres(): Promise<SharedPostgres> {
  const url = process.env[SHARED_POSTGRES]
  return url ? { database: () => createDatabase(url), stop: async () => undefined } : startPostgres()
}

/** The folder of an empty embedded database, made once for all tests: making one takes seconds, copying none. */
async function emptyEmbedded(): Promise<string> {
  const packages = join(import.meta.dirname, '../../node_modules')
  const pglite = readFileSync(join(packages, '@electric-sql/pglite/package.json'), 'utf8')
  const { version } = JSON.parse(pglite) as { version: string }
  const cache = join(packages, '.cache')
  const kept = join(cache, `empty-database-${version}`)
  if (existsSync(kept)) return kept
  mkdirSync(cache, { recursive: true })
  const beside = mkdtempSync(join(cache, 'unfinished-'))
  await (await openDatabase({ folder: beside }, () => undefined)).close()
  try {
    renameSync(beside, kept)
  } catch {
    // Another test file was faster.
    rmSync(beside, { recursive: true })
  }
  return kept
}

/** A database with the tables and the reference data in it. */
export async function openReady(where: DatabasePlace): Promise<Database> {
  const database = await openDatabase(where, (reason) => {
    throw reason
  })
  await migrate(database.pool, migrations)
  await seedReference(database.prisma)
  return database
}

/** Runs one suite against both databases; where PostgreSQL is not installed its half says it is skipped. */
export function onBothDatabases(title: string, suite: (open: () => Database) => void): void {
  for (const place of places) {
    describe.skipIf(place.missing)(
      `${title} on ${place.name}${place.missing ? ' (skipped: not installed)' : ''}`,
      () => {
        let made: Place
        let database: Database
        beforeAll(async () => {
          made = await place.make()
          database = await openReady(made.where)
        })
        afterAll(async () => {
          await database?.close()
          await made?.remove()
        })
        suite(() => database)
      },
    )
  }
}

/** Measures on either database, each empty and ready; says which is not installed. */
export async function onEachDatabase(
  measure: (on: { name: string; database: Database; stores: Stores }) => Promise<void>,
): Promise<void> {
  for (const { name, missing, make } of places) {
    if (missing) {
      process.stdout.write(`${name}: not installed\n`)
      continue
    }
    const place = await make()
    const database = await openReady(place.where)
    await measure({ name, database, stores: storesOn(database, () => undefined) })
    await database.close()
    await place.remove()
  }
}
