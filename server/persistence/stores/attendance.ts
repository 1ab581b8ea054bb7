import type pg from 'pg'
import { coalesce, type Stay } from '#app/domain/meeting/attendance.ts'
import type { AttendanceStore } from '#app/usecases/ports/record.ts'

type Row = Omit<Stay, 'from' | 'until'> & { came_at: Date; seen_at: Date }

const KEEP = `INSERT INTO attendance (id, draft, "user", name, role, delegation, came_at, seen_at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
    $7::timestamptz[], $8::timestamptz[])
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, seen_at = greatest(attendance.seen_at, excluded.seen_at)`

const OF = `SELECT id, draft, "user", name, role, delegation, came_at, seen_at FROM attendance
  WHERE draft = $1 AND seen_at >= $2 AND came_at <= $3 ORDER BY came_at`

export function attendanceStore(pool: pg.Pool): AttendanceStore {
  return {
    async keep(stays) {
      const column = (read: (stay: Stay) => unknown) => stays.map(read)
      await pool.query(KEEP, [
        column(({ id }) => id),
        column(({ draft }) => draft),
        column(({ user }) => user),
        column(({ name }) => name),
        column(({ role }) => role),
        column(({ delegation }) => delegation),
        column(({ from }) => new Date(from)),
        column(({ until }) => new Date(until)),
      ])
    },
    async between(draft, from, until) {
      const { rows } = await pool.query<Row>(OF, [draft, new Date(from), new Date(until)])
      return coalesce(
        rows.map(({ came_at, seen_at, ...stay }) => ({
          ...stay,
          from: came_at.getTime(),
          until: seen_at.getTime(),
        })),
      )
    },
    async span(draft) {
      const { rows } = await pool.query<{ first: Date | null; last: Date | null }>(
        'SELECT min(came_at) AS first, max(seen_at) AS last FROM attendance WHERE draft = $1',
        [draft],
      )
      const { first, last } = rows[0]!
      return first && last && { from: first.getTime(), until: last.getTime() }
    },
  }
}
