import type { RoomId } from '#app/domain/basics/draft.ts'
import type { KeptItem } from '#app/domain/record/evidence/cover.ts'
import { extend, logBegin, type LogPosition } from '#app/domain/record/log-position.ts'
import { digest } from '#server/crypto/digest.ts'
import { bytes } from './bytes.ts'
import type { Queries } from './one-moment.ts'

type PlaceRow = { place: string | null; running: string | null }
type ClientRow = PlaceRow & { client: string; user: string }
type UpdateRow = PlaceRow & { number: string; data: Buffer }

/** Updates in memory at a time. */
const CHUNK = 1_000

/**
 * The items of a log from the first one on. Of what an earlier version stored, the clients come first, by their
 * numbers, and updates in the order in which they were stored.
 */
export async function* itemsOf(pool: Queries, room: RoomId): AsyncGenerator<KeptItem> {
  const { rows: clients } = await pool.query<ClientRow>(CLIENTS, [room])
  let [count, next] = [0, 0]
  const isDue = () => next < clients.length && Number(clients[next]!.place ?? 0) <= count + 1
  for await (const { data, ...row } of updatesOf(pool, room)) {
    for (; isDue(); count++) yield bindingIn(clients[next++]!)
    count++
    yield { item: bytes(data), noted: notedIn(row), update: Number(row.number) }
  }
  while (next < clients.length) yield bindingIn(clients[next++]!)
}

const bindingIn = ({ client, user, ...row }: ClientRow): KeptItem => ({
  item: { client: Number(client), user },
  noted: notedIn(row),
})

async function* updatesOf(pool: Queries, room: RoomId): AsyncGenerator<UpdateRow> {
  for (let after = '0'; ;) {
    const { rows } = await pool.query<UpdateRow>(UPDATES, [room, after, CHUNK])
    yield* rows
    if (rows.length < CHUNK) return
    after = rows.at(-1)!.number
  }
}

/** Where a log stands: as was noted with its last item, or by reading all of it. */
export async function positionOf(pool: Queries, room: RoomId): Promise<LogPosition> {
  const { rows } = await pool.query<PlaceRow>({ name: 'place', text: LAST, values: [room] })
  const [last, ...others] = rows.map(notedIn)
  if (last === undefined) return logBegin
  if (last === null) return readPosition(pool, room)
  return others.reduce<LogPosition>((a, b) => (b && b.count > a.count ? b : a), last)
}

async function readPosition(pool: Queries, room: RoomId): Promise<LogPosition> {
  let position = logBegin
  for await (const { item } of itemsOf(pool, room)) position = extend(position, item, digest)
  return position
}

const notedIn = ({ place, running }: PlaceRow): LogPosition | null =>
  place === null || running === null ? null : { count: Number(place), hash: running }

const PLACE = `place, encode(running, 'hex') AS running`
const CLIENTS = `SELECT client, "user", ${PLACE} FROM draft_clients
  WHERE draft = $1 ORDER BY place NULLS FIRST, client`
const UPDATES = `SELECT number, data, ${PLACE} FROM draft_updates
  WHERE draft = $1 AND number > $2 ORDER BY number LIMIT $3`
/** The last of the updates, where there are any, then the last of the clients that were noted with a place, or one. */
const LAST = `
  SELECT place, running FROM (
    (SELECT 1 AS nth, ${PLACE} FROM draft_updates WHERE draft = $1 ORDER BY number DESC LIMIT 1)
    UNION ALL
    (SELECT 2 AS nth, ${PLACE} FROM draft_clients WHERE draft = $1 ORDER BY place DESC NULLS LAST LIMIT 1)
  ) AS last ORDER BY nth`
