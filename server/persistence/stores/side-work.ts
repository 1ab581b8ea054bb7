import type pg from 'pg'
import type { SideJob, SideWorkStore } from '#app/usecases/ports.ts'

export function sideWorkStore(pool: pg.Pool): SideWorkStore {
  return {
    async add(id, job, at) {
      await pool.query('INSERT INTO side_work (id, at, job) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        id,
        new Date(at),
        JSON.stringify(job),
      ])
    },
    async remove(id) {
      await pool.query('DELETE FROM side_work WHERE id = $1', [id])
    },
    async all(before, limit) {
      const { rows } = await pool.query<{ id: string; job: string }>(
        'SELECT id, job FROM side_work WHERE at <= $1 ORDER BY at, id LIMIT $2',
        [new Date(before), limit],
      )
      return rows.map(({ id, job }) => ({ id, job: JSON.parse(job) as SideJob }))
    },
  }
}
