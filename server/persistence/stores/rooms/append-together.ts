import pg from 'pg'
import { Fenced, type Batch } from '#app/usecases/ports.ts'
import { recordRow } from '../drafts.ts'
import type { Stored, Waiting } from './group-commit.ts'
import { Taken } from '../taken.ts'

/** What one room has to store under the epoch of its lease. */
export type LeasedWrite = Waiting & Pick<Batch, 'clients' | 'entries' | 'places'> & { epoch: number }

/** ms after which a commit that is not answered is given up: nobody knows then whether it was stored. */
const PATIENCE = 10_000

/**
 * Adds the updates of several drafts, each of them only if its room is held under the epoch given; a claim of one
 * waits until this is done. The updates travel as one run of bytes with the length of each: as an array they
 * would be written out in hexadecimal.
 */
const WORDS = `
  WITH held AS MATERIALIZED (
    SELECT asked.entry, asked.draft
      FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS asked (draft, epoch, entry)
      JOIN room_owners ON room_owners.draft = asked.draft AND room_owners.epoch = asked.epoch
      FOR SHARE OF room_owners
  ), given AS (
    SELECT entry, size, place, running, nth, sum(size) OVER (ORDER BY nth) - size + 1 AS start
      FROM unnest($3::int[], $4::int[], $6::bigint[], $7::text[])
        WITH ORDINALITY AS given (entry, size, place, running, nth)
  ), added AS (
    INSERT INTO draft_updates (draft, data, place, running)
    SELECT held.draft, substring($5::bytea FROM given.start::int FOR given.size),
           given.place, decode(given.running, 'hex')
      FROM given JOIN held ON held.entry = given.entry ORDER BY given.nth
    RETURNING draft, number)`

/** Nothing but words, as nearly always. */
const WORDS_ALONE = `${WORDS}
  SELECT draft, max(number) AS last FROM added GROUP BY draft`

/** With whose a client is and entries of the record: all of it, or nothing. */
const WITH_RECORD = `${WORDS}, known AS (
    INSERT INTO draft_clients (draft, client, "user", place, running)
    SELECT held.draft, given.client, given."user", given.place, decode(given.running, 'hex')
      FROM unnest($8::int[], $9::bigint[], $10::text[], $11::bigint[], $12::text[])
        AS given (entry, client, "user", place, running)
      JOIN held ON held.entry = given.entry
  ), noted AS (
    INSERT INTO record_entries (draft, number, at, by, what, detail, previous, form, log, hash)
    SELECT held.draft, given.number, given.at, given.by, given.what, given.detail, given.previous, given.form,
           given.log, given.hash
      FROM unnest($13::int[], $14::int[], $15::timestamptz[], $16::text[], $17::text[], $18::text[], $19::text[],
                  $20::int[], $21::text[], $22::text[])
        AS given (entry, number, at, by, what, detail, previous, form, log, hash)
      JOIN held ON held.entry = given.entry)
  SELECT draft, coalesce(
      (SELECT max(number) FROM added WHERE added.draft = held.draft),
      (SELECT max(number) FROM draft_updates WHERE draft_updates.draft = held.draft), 0) AS last
    FROM held`

/** Stores what several rooms have written, in one statement; those that are no longer held are refused. */
export async function appendTogether(pool: pg.Pool, waiting: readonly LeasedWrite[]): Promise<Stored[]> {
  const all = waiting.flatMap(({ updates }) => updates)
  const places = waiting.flatMap(placesOfUpdates)
  const words = [
    waiting.map(({ room }) => room),
    waiting.map(({ epoch }) => epoch),
    waiting.flatMap(({ updates }, at) => updates.map(() => at + 1)),
    all.map(({ byteLength }) => byteLength),
    Buffer.concat(all),
    places.map((place) => place?.count),
    places.map((place) => place?.hash),
  ]
  const isWordsAlone = waiting.every(
    ({ updates, clients, entries }) => updates.length > 0 && clients.length + entries.length === 0,
  )
  const statement = isWordsAlone
    ? { name: 'append', text: WORDS_ALONE, values: words }
    : { name: 'append-with-record', text: WITH_RECORD, values: [...words, ...recordValues(waiting)] }
  const rows = await run(pool, statement)
  const last = new Map(rows.map((row) => [row.draft, Number(row.last)]))
  return waiting.map(({ room }) => {
    const number = last.get(room)
    return number === undefined ? { refused: new Fenced(room) } : { last: number }
  })
}

async function run(pool: pg.Pool, statement: pg.QueryConfig): Promise<{ draft: string; last: string }[]> {
  try {
    const { rows } = await pool.query<{ draft: string; last: string }>(
      Object.assign(statement, { query_timeout: PATIENCE }),
    )
    return rows
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === UNIQUE) throw new Taken('number')
    throw error
  }
}

/** PostgreSQL's code for a key that is there already: the number of an entry, or a client that is somebody's. */
const UNIQUE = '23505'

/** Where the updates of a batch stand in the log of their room; undefined where that is not noted. */
export const placesOfUpdates = ({
  updates,
  clients,
  places,
}: Pick<Batch, 'updates' | 'clients' | 'places'>) => updates.map((_, at) => places?.[clients.length + at])

function recordValues(waiting: readonly LeasedWrite[]): unknown[][] {
  const clients = waiting.flatMap(({ places, ...each }, at) =>
    each.clients.map((client, nth) => ({ ...client, place: places?.[nth], entry: at + 1 })),
  )
  const rows = waiting.flatMap((each, at) =>
    each.entries.map((entry) => ({ ...recordRow(entry), entry: at + 1 })),
  )
  return [
    clients.map(({ entry }) => entry),
    clients.map(({ client }) => client),
    clients.map(({ user }) => user),
    clients.map(({ place }) => place?.count),
    clients.map(({ place }) => place?.hash),
    rows.map(({ entry }) => entry),
    rows.map(({ number }) => number),
    rows.map(({ at }) => at),
    rows.map(({ by }) => by),
    rows.map(({ what }) => what),
    rows.map(({ detail }) => detail),
    rows.map(({ previous }) => previous),
    rows.map(({ form }) => form),
    rows.map(({ log }) => log),
    rows.map(({ hash }) => hash),
  ]
}

/** An answer of the database, other than that it is going away: the statement is taken back. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof Taken ||
  (error instanceof pg.DatabaseError && error.severity === 'ERROR' && !/^(57|08)/.test(error.code ?? ''))
