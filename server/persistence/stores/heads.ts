import type pg from 'pg'
import type { SignedHead } from '#app/domain/record/evidence/signed-head.ts'
import type { HeadStore, Unsigned } from '#app/usecases/ports/record.ts'
import type { HeadRow } from '../generated/client.ts'
import { ENTRY_COLUMNS, entryOf, type EntryRow } from './drafts.ts'

type Row = Omit<HeadRow, 'publicKey'> & { public_key: string }
type UnsignedRow = EntryRow & { symbol: string }

const HEADS =
  'SELECT draft, number, hash, symbol, at, public_key, signature FROM record_heads WHERE draft = $1'

const ADD = `INSERT INTO record_heads (draft, number, hash, symbol, at, public_key, signature)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`

const ROOMS = 'rooms JOIN drafts ON drafts.id = rooms.draft'

const UNSIGNED = `SELECT ${ENTRY_COLUMNS}, drafts.symbol FROM ${ROOMS} JOIN record_entries e ON e.draft = rooms.id
  WHERE e.what = ANY ($1) AND NOT EXISTS (
    SELECT FROM record_heads head WHERE head.draft = e.draft AND head.number = e.number)
  ORDER BY e.draft, e.number`

const GROWN = `SELECT ${ENTRY_COLUMNS}, drafts.symbol FROM ${ROOMS}
  JOIN LATERAL (SELECT * FROM record_entries WHERE draft = rooms.id ORDER BY number DESC LIMIT 1) e ON true
  LEFT JOIN LATERAL (
    SELECT number, at FROM record_heads WHERE draft = rooms.id ORDER BY number DESC LIMIT 1) head ON true
  WHERE head.number IS NULL OR (head.number < e.number AND head.at <= $1)
  ORDER BY e.draft`

export function headStore(pool: pg.Pool): HeadStore {
  const unsigned = async (text: string, value: unknown): Promise<Unsigned[]> => {
    const { rows } = await pool.query<UnsignedRow>(text, [value])
    return rows.map(({ symbol, ...row }) => ({ entry: entryOf(row), symbol }))
  }
  return {
    async add({ draft, number, hash, symbol, at, publicKey, signature }) {
      await pool.query(ADD, [draft, number, hash, symbol, new Date(at), publicKey, signature])
    },
    async of(room) {
      const { rows } = await pool.query<Row>(`${HEADS} ORDER BY number`, [room])
      return rows.map(headOf)
    },
    async at(room, number) {
      const { rows } = await pool.query<Row>(`${HEADS} AND number = $2`, [room, number])
      return rows[0] ? headOf(rows[0]) : null
    },
    unsigned: (kinds) => unsigned(UNSIGNED, kinds),
    grown: (before) => unsigned(GROWN, new Date(before)),
  }
}

const headOf = ({ public_key: publicKey, at, ...row }: Row): SignedHead => ({
  ...row,
  publicKey,
  at: at.getTime(),
})
