import { createHash } from 'node:crypto'
import pg from 'pg'
import { Fenced, type Batch, type ClientBinding, type SharedRoomStore } from '#app/usecases/ports.ts'
import type { Database } from './database.ts'
import { entryOf, recordRow, revisionRow, transmissionRow } from './drafts.ts'
import { Prisma, type PrismaClient } from './generated/client.ts'
import { GroupCommit, type Stored, type Waiting } from './group-commit.ts'
import { unlessTaken } from './taken.ts'

/** Snapshots kept per draft, so that a damaged one has an older one behind it. */
const SNAPSHOTS_KEPT = 3

/** Called when something was found damaged and got round. */
export type Damaged = (what: { draft: string; snapshot: number }) => void

/**
 * The log, snapshots and record of the rooms. A keystroke's path, updates and nothing else, is one statement for
 * all rooms that have something to store; anything more is one transaction of its own.
 */
export function roomStore(
  { pool, prisma }: Pick<Database, 'pool' | 'prisma'>,
  damaged: Damaged,
): SharedRoomStore {
  const commit = new GroupCommit<Held>((waiting) => appendTogether(pool, waiting), { isRefusal })
  return {
    async load(draft) {
      const snapshot = await latestSnapshot(prisma, draft, damaged)
      const { rows } = await pool.query<{ number: string; data: Buffer }>(
        'SELECT number, data FROM draft_updates WHERE draft = $1 AND number > $2 ORDER BY number',
        [draft, snapshot?.upTo ?? 0],
      )
      const clients = await prisma.clientRow.findMany({ where: { draft }, orderBy: { client: 'asc' } })
      const entry = await prisma.recordRow.findFirst({ where: { draft }, orderBy: { number: 'desc' } })
      return {
        snapshot: snapshot?.state ?? null,
        vector: snapshot?.vector ?? null,
        updates: rows.map((row) => bytes(row.data)),
        lastUpdate: Number(rows.at(-1)?.number ?? snapshot?.upTo ?? 0),
        clients: clients.map(({ client, user }) => ({ client: Number(client), user })),
        lastEntry: entry && entryOf(entry),
      }
    },

    async append(draft, batch, epoch) {
      if (holdsUpdatesOnly(batch))
        return { lastUpdate: await commit.append({ draft, updates: batch.updates, epoch }) }
      return { lastUpdate: await appendAll(prisma, draft, batch, epoch) }
    },

    async snapshot(draft, upTo, state, vector) {
      const row = {
        state: Buffer.from(state),
        vector: vector ? Buffer.from(vector) : null,
        sha256: checksum(state, vector ?? null),
      }
      await prisma.snapshotRow.upsert({
        where: { draft_upTo: { draft, upTo } },
        create: { draft, upTo, ...row },
        update: row,
      })
      await prisma.$executeRaw`DELETE FROM draft_snapshots WHERE draft = ${draft} AND up_to NOT IN (
        SELECT up_to FROM draft_snapshots WHERE draft = ${draft} ORDER BY up_to DESC LIMIT ${SNAPSHOTS_KEPT})`
    },
  }
}

const holdsUpdatesOnly = (batch: Batch): boolean =>
  batch.updates.length > 0 &&
  batch.clients.length === 0 &&
  batch.entries.length === 0 &&
  !batch.revision &&
  !batch.transmission &&
  !batch.phase

/** ms after which a commit that is not answered is given up: nobody knows then whether it was stored. */
const PATIENCE = 10_000

type Held = Waiting & { epoch: number }

/**
 * Adds the updates of several drafts, each of them only if its room is held under the epoch given; a claim of one
 * waits until this is done. The updates travel as one run of bytes with the length of each: as an array they
 * would be written out in hexadecimal.
 */
const TOGETHER = `
  WITH held AS MATERIALIZED (
    SELECT asked.entry, asked.draft
      FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS asked (draft, epoch, entry)
      JOIN room_owners ON room_owners.draft = asked.draft AND room_owners.epoch = asked.epoch
      FOR SHARE OF room_owners
  ), given AS (
    SELECT entry, size, place, sum(size) OVER (ORDER BY place) - size + 1 AS start
      FROM unnest($3::int[], $4::int[]) WITH ORDINALITY AS given (entry, size, place)
  ), added AS (
    INSERT INTO draft_updates (draft, data)
    SELECT held.draft, substring($5::bytea FROM given.start::int FOR given.size)
      FROM given JOIN held ON held.entry = given.entry ORDER BY given.place
    RETURNING draft, number)
  SELECT draft, max(number) AS last FROM added GROUP BY draft`

async function appendTogether(pool: pg.Pool, waiting: readonly Held[]): Promise<Stored[]> {
  const all = waiting.flatMap(({ updates }) => updates)
  const values = [
    waiting.map(({ draft }) => draft),
    waiting.map(({ epoch }) => epoch),
    waiting.flatMap(({ updates }, at) => updates.map(() => at + 1)),
    all.map(({ byteLength }) => byteLength),
    Buffer.concat(all),
  ]
  const statement = { name: 'append', text: TOGETHER, values, query_timeout: PATIENCE }
  const { rows } = await pool.query<{ draft: string; last: string }>(statement)
  const last = new Map(rows.map((row) => [row.draft, Number(row.last)]))
  return waiting.map(({ draft }) => {
    const number = last.get(draft)
    return number === undefined ? { refused: new Fenced(draft) } : { last: number }
  })
}

/** An answer of the database, other than that it is going away: the statement is taken back. */
const isRefusal = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.severity === 'ERROR' && !/^(57|08)/.test(error.code ?? '')

/** Adds updates in their order and answers the number of the last. */
const appending = (draft: string, updates: readonly Uint8Array[]): Prisma.Sql => Prisma.sql`
  WITH added AS (
    INSERT INTO draft_updates (draft, data)
    SELECT ${draft}, data FROM unnest(${updates.map((update) => Buffer.from(update))}::bytea[])
      WITH ORDINALITY AS given (data, place) ORDER BY place
    RETURNING number)
  SELECT max(number) AS last FROM added`

const lastUpdate = (draft: string): Prisma.Sql =>
  Prisma.sql`SELECT coalesce(max(number), 0) AS last FROM draft_updates WHERE draft = ${draft}`

async function appendAll(prisma: PrismaClient, draft: string, batch: Batch, epoch: number): Promise<number> {
  const { updates, clients, entries, revision, transmission, phase } = batch
  const words = updates.length > 0 ? appending(draft, updates) : lastUpdate(draft)
  const [, last] = await unlessTaken(
    revision || transmission ? 'symbol' : 'number',
    prisma.$transaction([
      prisma.$queryRaw`SELECT hold_room(${draft}, ${epoch}::bigint)`,
      prisma.$queryRaw<{ last: bigint }[]>(words),
      prisma.clientRow.createMany({ data: bindings(draft, clients), skipDuplicates: true }),
      prisma.recordRow.createMany({ data: entries.map((entry) => ({ ...recordRow(entry), draft })) }),
      ...(revision ? [prisma.revisionRow.create({ data: { ...revisionRow(revision), draft } })] : []),
      ...(transmission ? [prisma.transmissionRow.create({ data: transmissionRow(transmission) })] : []),
      ...(phase ? [prisma.draftRow.update({ where: { id: draft }, data: { phase } })] : []),
    ]),
  ).catch((error: unknown) => {
    throw isNotHeld(error) ? new Fenced(draft) : error
  })
  return Number(last[0]!.last)
}

/** CO001: what `hold_room` raises. */
const isNotHeld = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.message.includes('CO001')

const bindings = (draft: string, clients: readonly ClientBinding[]): Prisma.ClientRowCreateManyInput[] =>
  clients.map(({ client, user }) => ({ draft, client, user }))

/** The newest snapshot whose checksum is right. */
async function latestSnapshot(
  prisma: PrismaClient,
  draft: string,
  damaged: Damaged,
): Promise<{ upTo: number; state: Uint8Array; vector: Uint8Array | null } | null> {
  const kept = await prisma.snapshotRow.findMany({
    where: { draft },
    orderBy: { upTo: 'desc' },
    select: { upTo: true },
  })
  for (const { upTo } of kept) {
    const row = await prisma.snapshotRow.findUnique({ where: { draft_upTo: { draft, upTo } } })
    if (row && checksum(row.state, row.vector) === row.sha256)
      return { upTo: Number(upTo), state: bytes(row.state), vector: row.vector && bytes(row.vector) }
    damaged({ draft, snapshot: Number(upTo) })
  }
  return null
}

/** Hex SHA-256 of the state and, where there is one, of the vector after it. */
export const checksum = (state: Uint8Array, vector: Uint8Array | null): string =>
  createHash('sha256')
    .update(state)
    .update(vector ?? new Uint8Array())
    .digest('hex')

/** The same bytes without Node's Buffer around them. */
export const bytes = (buffer: Uint8Array): Uint8Array =>
  new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
