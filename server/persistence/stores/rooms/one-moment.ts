import type pg from 'pg'

/** What asks a database: a pool, or one connection of it. */
export type Queries = Pick<pg.Pool, 'query'>

/** Has work see everything as it is at one moment, also while a server writes on. */
export async function atOneMoment<T>(pool: pg.Pool, work: (queries: Queries) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return await work(client as unknown as Queries)
  } finally {
    await client.query('ROLLBACK').catch(() => undefined)
    client.release()
  }
}
