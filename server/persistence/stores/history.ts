import type pg from 'pg'
import type { HistoryStore, Moment } from '#app/usecases/ports/record.ts'
import { ENTRY_COLUMNS, entryOf, type EntryRow } from './drafts.ts'
import { bytes } from './rooms/bytes.ts'

/** The update log of a draft as time. Times are those of the database, which the log and the record share. */
export function historyStore(pool: pg.Pool): HistoryStore {
  const moments = async (text: string, values: unknown[]): Promise<Moment[]> => {
    const { rows } = await pool.query<{ number: string; at: Date }>(text, values)
    return rows.map(({ number, at }) => ({ update: Number(number), at: at.getTime() }))
  }
  const one = async (text: string, values: unknown[]) => (await moments(`${text} LIMIT 1`, values))[0]
  return {
    async span(draft) {
      const [first, last] = await Promise.all([
        one(`${MOMENT} WHERE draft = $1 ORDER BY number`, [draft]),
        one(`${MOMENT} WHERE draft = $1 ORDER BY number DESC`, [draft]),
      ])
      if (!first || !last) return null
      const { rows } = await pool.query<{ count: string }>(
        'SELECT count(*) FROM draft_updates WHERE draft = $1',
        [draft],
      )
      return { first, last, updates: Number(rows[0]!.count) }
    },
    async updates(draft, { after, upTo, limit }) {
      const { rows } = await pool.query<{ number: string; data: Buffer }>(
        `SELECT number, data FROM draft_updates WHERE draft = $1 AND number > $2 AND number <= $3
          ORDER BY number LIMIT $4`,
        [draft, after, upTo, limit],
      )
      return rows.map(({ number, data }) => ({ number: Number(number), data: bytes(data) }))
    },
    async at(draft, time) {
      const values = [draft, new Date(time)]
      const found = await one(`${MOMENT} WHERE draft = $1 AND at <= $2 ORDER BY number DESC`, values)
      return found ?? { update: 0, at: time }
    },
    async moment(draft, update) {
      const found = await one(`${MOMENT} WHERE draft = $1 AND number <= $2 ORDER BY number DESC`, [
        draft,
        update,
      ])
      return found ?? { update: 0, at: 0 }
    },
    async beside(draft, update) {
      const [previous, next] = await Promise.all([
        one(`${MOMENT} WHERE draft = $1 AND number < $2 ORDER BY number DESC`, [draft, update]),
        one(`${MOMENT} WHERE draft = $1 AND number > $2 ORDER BY number`, [draft, update]),
      ])
      return { previous: previous?.update ?? null, next: next?.update ?? null }
    },
    async activity(draft, stretches) {
      const { rows } = await pool.query<Stretch>(ACTIVITY, [draft, stretches])
      return rows.map(({ first, last, update, updates }) => ({
        from: first.getTime(),
        to: last.getTime(),
        update: Number(update),
        updates: Number(updates),
      }))
    },
    spread: (draft, points) => moments(SPREAD, [draft, points]),
    ...withRecord(pool),
  }
}

const MOMENT = 'SELECT number, at FROM draft_updates'

type Stretch = { first: Date; last: Date; update: string; updates: string }

const ACTIVITY = `
  WITH span AS (
    SELECT extract(epoch FROM min(at)) AS first, extract(epoch FROM max(at)) AS last
      FROM draft_updates WHERE draft = $1)
  SELECT min(at) AS first, max(at) AS last, max(number) AS update, count(*) AS updates
    FROM draft_updates, span WHERE draft = $1
    GROUP BY least(floor((extract(epoch FROM at) - span.first) / nullif(span.last - span.first, 0) * $2), $2 - 1)
    ORDER BY max(number)`

/** The last of each of so many equal parts: a part that is complete keeps its last one for ever. */
const SPREAD = `
  SELECT number, at FROM (
    SELECT number, at, row_number() OVER (ORDER BY number) AS place, count(*) OVER () AS total
      FROM draft_updates WHERE draft = $1) AS numbered
    WHERE place = total OR place % (2 ^ ceil(log(2, greatest(1, total::numeric / $2))))::bigint = 0
    ORDER BY number`

/** An entry and the words stored with it have one time of the database; entries from before it was kept, their own. */
const STORED = 'coalesce(e.stored_at, e.at)'
/** No two clocks of an installation are further apart; so the index of the entries' own times can be used. */
const APART = 60_000

function withRecord(pool: pg.Pool): Pick<HistoryStore, 'around' | 'decisionsBeside' | 'steps'> {
  return {
    async around(draft, { at }, { ms, limit }) {
      const { rows } = await pool.query<EntryRow & { stored: Date }>(
        `SELECT * FROM (
           SELECT ${ENTRY_COLUMNS}, ${STORED} AS stored
             FROM record_entries e WHERE e.draft = $1 AND e.at >= $2 AND e.at <= $3
             ORDER BY abs(extract(epoch FROM ${STORED} - $4::timestamptz)) LIMIT $5) AS near
           ORDER BY number`,
        [draft, new Date(at - ms), new Date(at + ms), new Date(at), limit],
      )
      return rows.map(({ stored, ...row }) => ({ entry: entryOf(row), at: stored.getTime() }))
    },
    async steps(draft, { after, upTo, whats, limit }) {
      const [from, until] = [new Date(after.at), new Date(upTo.at)]
      const bounds = [new Date(after.at - APART), new Date(upTo.at + APART)]
      const { rows } = await pool.query<EntryRow & { stored: Date }>(STEPS, [
        ...[draft, whats, from, until],
        ...[...bounds, limit],
      ])
      const times = rows.map(({ stored }) => stored)
      const found = await pool.query<{ at: Date; first: string; last: string }>(STORED_WITH, [
        ...[draft, after.update, upTo.update, times],
      ])
      const updates = new Map(
        found.rows.map(({ at, first, last }) => [at.getTime(), { first: Number(first), last: Number(last) }]),
      )
      return rows.map(({ stored, ...row }) => ({
        entry: entryOf(row),
        at: stored.getTime(),
        updates: updates.get(stored.getTime()) ?? null,
      }))
    },
    async decisionsBeside(draft, { at }, whats) {
      const values = (bound: number) => [draft, new Date(at), whats, new Date(bound)]
      const [previous, next] = await Promise.all([
        pool.query<{ stored: Date }>(
          `${DECISION} AND ${STORED} < $2 AND e.at < $4 ORDER BY e.at DESC LIMIT 1`,
          values(at + APART),
        ),
        pool.query<{ stored: Date }>(
          `${DECISION} AND ${STORED} > $2 AND e.at > $4 ORDER BY e.at LIMIT 1`,
          values(at - APART),
        ),
      ])
      return {
        previous: previous.rows[0]?.stored.getTime() ?? null,
        next: next.rows[0]?.stored.getTime() ?? null,
      }
    },
  }
}

const STEPS = `
  SELECT ${ENTRY_COLUMNS}, ${STORED} AS stored
    FROM record_entries e
    WHERE e.draft = $1 AND e.what = ANY ($2) AND ${STORED} > $3 AND ${STORED} <= $4 AND e.at > $5 AND e.at <= $6
    ORDER BY e.number LIMIT $7`
const STORED_WITH = `
  SELECT at, min(number) AS first, max(number) AS last FROM draft_updates
    WHERE draft = $1 AND number > $2 AND number <= $3 AND at = ANY ($4::timestamptz[]) GROUP BY at`

const DECISION = `SELECT ${STORED} AS stored FROM record_entries e WHERE e.draft = $1 AND e.what = ANY ($3)`
