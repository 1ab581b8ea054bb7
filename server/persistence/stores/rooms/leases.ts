import type { LeaseStore, ServerProcess } from '#app/usecases/ports.ts'
import type { Database } from '#server/persistence/database.ts'

/** ms after which a statement that is not answered is given up, as when the way to the database is cut. */
const PATIENCE = 2_000
/** Known to the driver, not yet to its types. */
const patient = <Q>(query: Q): Q & { query_timeout: number } => ({ ...query, query_timeout: PATIENCE })

/** Who lives and who holds which room, by the clock of the database: those of the machines may differ. */
export function leaseStore({ pool }: Pick<Database, 'pool'>): LeaseStore {
  return {
    async renew({ id, name, claims }, ms) {
      const values = [id, name, claims, ms]
      const { rows } = await pool.query<ServerProcess>(patient({ name: 'renew', text: RENEW, values }))
      return rows
    },

    async claim(room, process) {
      const taken = await pool.query<Row>(patient({ name: 'claim', text: CLAIM, values: [room, process] }))
      const row =
        taken.rows[0] ?? (await pool.query<Row>({ name: 'owner', text: OWNER, values: [room] })).rows[0]
      return row?.process ? { owner: row.process, epoch: Number(row.epoch) } : null
    },

    async release(room, { owner, epoch }) {
      await pool.query(
        'UPDATE room_owners SET process = NULL WHERE draft = $1 AND process = $2 AND epoch = $3',
        [room, owner, epoch],
      )
    },

    async leave(process) {
      await pool.query('DELETE FROM processes WHERE id = $1', [process])
    },
  }
}

type Row = { process: string | null; epoch: string }

/** Says that one lives, forgets who died long ago, and reads who else lives. */
const RENEW = `
  WITH kept AS (
    INSERT INTO processes (id, name, claims, expires_at)
    VALUES ($1, $2, $3, clock_timestamp() + $4::int * interval '1 ms')
    ON CONFLICT (id) DO UPDATE SET name = $2, claims = $3, expires_at = excluded.expires_at
    RETURNING id, name, claims
  ), forgotten AS (
    DELETE FROM processes WHERE id <> $1 AND expires_at < clock_timestamp() - interval '1 day'
  )
  SELECT id, name, claims FROM kept
  UNION ALL
  SELECT id, name, claims FROM processes WHERE id <> $1 AND expires_at > clock_timestamp()`

/** Whoever reads that a holder is dead a moment before it says that it lives takes the room all the same: safe. */
const CLAIM = `
  INSERT INTO room_owners AS held (draft, process, epoch)
  SELECT $1, id, 1 FROM processes WHERE id = $2 AND claims AND expires_at > clock_timestamp()
  ON CONFLICT (draft) DO UPDATE SET process = excluded.process, epoch = held.epoch + 1
    WHERE held.process IS NULL OR held.process = excluded.process OR NOT EXISTS (
      SELECT FROM processes WHERE id = held.process AND expires_at > clock_timestamp())
  RETURNING process, epoch`

const OWNER = 'SELECT process, epoch FROM room_owners WHERE draft = $1'
