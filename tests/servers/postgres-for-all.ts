import { SHARED_POSTGRES, postgresPrograms, startPostgres } from './postgres.ts'

/** Starts one PostgreSQL for all test files of a run; each takes databases of its own from it. */
export default async function setup() {
  if (postgresPrograms() === null) return undefined
  const postgres = await startPostgres()
  process.env[SHARED_POSTGRES] = postgres.address
  return () => postgres.stop()
}
