import { createHash } from 'node:crypto'
import type { RoomId } from '#app/domain/basics/draft.ts'
import { Fenced, type Batch, type SharedRoomStore } from '#app/usecases/ports.ts'
import type { Database } from '#server/persistence/database.ts'
import { ENTRY_COLUMNS, entryOf, recordRow, revisionRow, transmissionRow } from '../drafts.ts'
import { Prisma, type PrismaClient, type RecordRow } from '../../generated/client.ts'
import { appendTogether, isRefusal, placesOfUpdates, type LeasedWrite } from './append-together.ts'
import { bytes } from './bytes.ts'
import { settingDeadline } from './deadlines.ts'
import { GroupCommit } from './group-commit.ts'
import { positionOf } from './log-items.ts'
import { unlessTaken } from '../taken.ts'

/** Snapshots kept per draft, so that a damaged one has an older one behind it. */
const SNAPSHOTS_KEPT = 3

/** Called when something was found damaged and got round. */
export type Damaged = (what: { draft: string; snapshot: number }) => void

/**
 * The log, snapshots and record of the rooms. What rooms write all the time is one statement for all of them that
 * have something to store; a revision, a transmission or a deadline is a transaction of its own.
 */
export function roomStore(
  { pool, prisma }: Pick<Database, 'pool' | 'prisma'>,
  damaged: Damaged,
): SharedRoomStore {
  const commit = new GroupCommit<LeasedWrite>((waiting) => appendTogether(pool, waiting), { isRefusal })
  return {
    async load(room) {
      const [snapshot, latest, clients, entries, position] = await Promise.all([
        pool.query<SnapshotRow>(named('latest', LATEST, room)),
        pool.query<UpdateRow>(named('since-latest', SINCE_LATEST, room)),
        pool.query<{ client: string; user: string }>(named('clients', CLIENTS, room)),
        pool.query<RecordRow>(named('last-entry', LAST_ENTRY, room)),
        positionOf(pool, room),
      ])
      const [newest] = snapshot.rows
      const isGood = !newest || isWhole(newest)
      const older = isGood ? null : await olderState(pool, room, damaged)
      const { state, rows } = older ?? { state: newest ?? null, rows: latest.rows }
      const [entry] = entries.rows
      return {
        snapshot: state && bytes(state.state),
        vector: state?.vector ? bytes(state.vector) : null,
        updates: rows.map((row) => bytes(row.data)),
        lastUpdate: Number(rows.at(-1)?.number ?? state?.up_to ?? 0),
        clients: clients.rows.map(({ client, user }) => ({ client: Number(client), user })),
        lastEntry: entry ? entryOf(entry) : null,
        position,
      }
    },

    async append(room, batch, epoch) {
      if (isOrdinary(batch)) return { lastUpdate: await commit.append({ room, ...batch, epoch }) }
      return { lastUpdate: await appendAll(prisma, room, batch, epoch) }
    },

    async snapshot(room, upTo, state, vector) {
      const row = {
        state: Buffer.from(state),
        vector: vector ? Buffer.from(vector) : null,
        sha256: checksum(state, vector ?? null),
      }
      await prisma.snapshotRow.upsert({
        where: { room_upTo: { room, upTo } },
        create: { room, upTo, ...row },
        update: row,
      })
      await prisma.$executeRaw`DELETE FROM draft_snapshots WHERE draft = ${room} AND up_to NOT IN (
        SELECT up_to FROM draft_snapshots WHERE draft = ${room} ORDER BY up_to DESC LIMIT ${SNAPSHOTS_KEPT})`
    },
  }
}

/** What rooms write all the time: words, whose a client is, entries of the record. */
const isOrdinary = ({ revision, transmission, phase, deadline }: Batch): boolean =>
  !revision && !transmission && !phase && deadline === undefined

/** Adds updates in their order and answers the number of the last. */
function appending(room: RoomId, batch: Batch): Prisma.Sql {
  const data = batch.updates.map((update) => Buffer.from(update))
  const places = placesOfUpdates(batch)
  const counts = places.map((place) => place?.count ?? null)
  const hashes = places.map((place) => place?.hash ?? null)
  return Prisma.sql`
  WITH added AS (
    INSERT INTO draft_updates (draft, data, place, running)
    SELECT ${room}, data, place, decode(running, 'hex')
      FROM unnest(${data}::bytea[], ${counts}::bigint[], ${hashes}::text[])
      WITH ORDINALITY AS given (data, place, running, nth) ORDER BY nth
    RETURNING number)
  SELECT max(number) AS last FROM added`
}

const lastUpdate = (room: RoomId): Prisma.Sql =>
  Prisma.sql`SELECT coalesce(max(number), 0) AS last FROM draft_updates WHERE draft = ${room}`

async function appendAll(prisma: PrismaClient, room: RoomId, batch: Batch, epoch: number): Promise<number> {
  const { updates, entries, revision, transmission, phase, deadline } = batch
  const words = updates.length > 0 ? appending(room, batch) : lastUpdate(room)
  const [, last] = await unlessTaken(
    revision || transmission ? 'symbol' : 'number',
    prisma.$transaction([
      prisma.$queryRaw`SELECT hold_room(${room}, ${epoch}::bigint)`,
      prisma.$queryRaw<{ last: bigint }[]>(words),
      prisma.clientRow.createMany({ data: bindings(room, batch) }),
      prisma.recordRow.createMany({ data: entries.map((entry) => ({ ...recordRow(entry), draft: room })) }),
      ...(revision ? [prisma.revisionRow.create({ data: { ...revisionRow(revision), draft: room } })] : []),
      ...(transmission ? [prisma.transmissionRow.create({ data: transmissionRow(transmission) })] : []),
      ...(deadline === undefined ? [] : [settingDeadline(prisma, room, deadline)]),
      ...(phase ? [prisma.draftRow.update({ where: { id: room }, data: { phase } })] : []),
    ]),
  ).catch((error: unknown) => {
    throw isNotHeld(error) ? new Fenced(room) : error
  })
  return Number(last[0]!.last)
}

/** CO001: what `hold_room` raises. */
const isNotHeld = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.message.includes('CO001')

const bindings = (room: RoomId, { clients, places }: Batch): Prisma.ClientRowCreateManyInput[] =>
  clients.map(({ client, user }, at) => {
    const place = places?.[at]
    return {
      room,
      client,
      user,
      ...(place && { place: place.count, running: Buffer.from(place.hash, 'hex') }),
    }
  })

type SnapshotRow = { up_to: string; state: Buffer; vector: Buffer | null; sha256: string }
type UpdateRow = { number: string; data: Buffer }

/** Prepared once a connection. */
const named = (name: string, text: string, ...values: unknown[]) => ({ name, text, values })

const SNAPSHOTS = `SELECT up_to, state, vector, sha256 FROM draft_snapshots WHERE draft = $1 ORDER BY up_to DESC`
const LATEST = `${SNAPSHOTS} LIMIT 1`
const SINCE = `SELECT number, data FROM draft_updates WHERE draft = $1 AND number >`
const SINCE_LATEST = `${SINCE} (
  SELECT coalesce(max(up_to), 0) FROM draft_snapshots WHERE draft = $1) ORDER BY number`
const CLIENTS = 'SELECT client, "user" FROM draft_clients WHERE draft = $1 ORDER BY client'
const LAST_ENTRY = `SELECT ${ENTRY_COLUMNS} FROM record_entries e WHERE draft = $1 ORDER BY number DESC LIMIT 1`

const isWhole = ({ state, vector, sha256 }: SnapshotRow): boolean => checksum(state, vector) === sha256

/** The newest snapshot whose checksum is right, or none, and all updates after it. */
async function olderState(
  pool: Database['pool'],
  room: RoomId,
  damaged: Damaged,
): Promise<{ state: SnapshotRow | null; rows: UpdateRow[] }> {
  const snapshots = await pool.query<SnapshotRow>(SNAPSHOTS, [room])
  const at = snapshots.rows.findIndex(isWhole)
  const bad = at < 0 ? snapshots.rows : snapshots.rows.slice(0, at)
  for (const { up_to } of bad) damaged({ draft: room, snapshot: Number(up_to) })
  const state = snapshots.rows[at] ?? null
  const { rows } = await pool.query<UpdateRow>(`${SINCE} $2 ORDER BY number`, [room, state?.up_to ?? 0])
  return { state, rows }
}

/** Hex SHA-256 of the state and, where there is one, of the vector after it. */
export const checksum = (state: Uint8Array, vector: Uint8Array | null): string =>
  createHash('sha256')
    .update(state)
    .update(vector ?? new Uint8Array())
    .digest('hex')
