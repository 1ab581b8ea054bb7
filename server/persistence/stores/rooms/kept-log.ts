import type pg from 'pg'
import { bytes } from './bytes.ts'
import { checksum } from './room-store.ts'

type Kept = {
  updates: { number: number; data: Uint8Array }[]
  snapshots: { upTo: number; state: Uint8Array; vector: Uint8Array | null; isWhole: boolean }[]
}

/** All that is kept of a draft's text, as it was at one moment, also while a server writes on. */
export async function keptLog(pool: pg.Pool, draft: string): Promise<Kept> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const updates = await client.query<{ number: string; data: Buffer }>(
      'SELECT number, data FROM draft_updates WHERE draft = $1 ORDER BY number',
      [draft],
    )
    const snapshots = await client.query<{
      up_to: string
      state: Buffer
      vector: Buffer | null
      sha256: string
    }>('SELECT up_to, state, vector, sha256 FROM draft_snapshots WHERE draft = $1 ORDER BY up_to', [draft])
    await client.query('COMMIT')
    return {
      updates: updates.rows.map(({ number, data }) => ({ number: Number(number), data: bytes(data) })),
      snapshots: snapshots.rows.map(({ up_to, state, vector, sha256 }) => ({
        upTo: Number(up_to),
        state: bytes(state),
        vector: vector && bytes(vector),
        isWhole: checksum(state, vector) === sha256,
      })),
    }
  } finally {
    client.release()
  }
}
