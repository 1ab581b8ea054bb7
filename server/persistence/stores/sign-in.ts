import type pg from 'pg'
import type { DeviceStore, SignInEvent, SignInEvents } from '#app/usecases/ports.ts'

export function deviceStore(pool: pg.Pool): DeviceStore {
  return {
    async isKnown(id, user) {
      const { rows } = await pool.query('SELECT 1 FROM known_devices WHERE id = $1 AND user_id = $2', [
        id,
        user,
      ])
      return rows.length > 0
    },
    async remember(id, user, at) {
      await pool.query(
        `INSERT INTO known_devices (id, user_id, used_at) VALUES ($1, $2, $3)
         ON CONFLICT (id, user_id) DO UPDATE SET used_at = excluded.used_at`,
        [id, user, new Date(at)],
      )
    },
    async forget(before) {
      await pool.query('DELETE FROM known_devices WHERE used_at < $1', [new Date(before)])
    },
  }
}

type Row = {
  at: Date
  what: SignInEvent['what']
  user_id: string | null
  account: string
  address: string
  device: string
}

export function signInEvents(pool: pg.Pool): SignInEvents {
  return {
    async add({ at, what, user, account, address, device }) {
      await pool.query(
        'INSERT INTO sign_in_events (at, what, user_id, account, address, device) VALUES ($1, $2, $3, $4, $5, $6)',
        [new Date(at), what, user, account, address, device],
      )
    },
    async latest(limit, account) {
      const { rows } = await pool.query<Row>(
        `SELECT at, what, user_id, account, address, device FROM sign_in_events
          WHERE $2::text IS NULL OR account = $2 ORDER BY number DESC LIMIT $1`,
        [limit, account ?? null],
      )
      return rows.map(({ at, user_id, ...event }) => ({ ...event, at: at.getTime(), user: user_id }))
    },
  }
}
