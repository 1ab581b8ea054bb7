import type pg from 'pg'
import {
  asInJson,
  boundsOfDay,
  patternOf,
  withoutPlace,
  type RecordFilter,
} from '#app/domain/record/filter.ts'
import type { RecordStore } from '#app/usecases/ports/record.ts'
import { ENTRY_COLUMNS, entryOf } from './drafts.ts'
import type { RecordRow } from '../generated/client.ts'
import type { Queries } from './rooms/one-moment.ts'

/** As the index has it: quotes within a name are escaped, so what follows the key is surely the value. */
const DELEGATION = `substring(e."by" from '"delegation":"([^"\\\\]+)"')`
const PROPOSAL = `substring(detail from '"proposal":"([^"\\\\]+)"')`

/** A record of any length, part by part. */
export function recordStore(pool: Queries): RecordStore {
  let folding: Promise<string> | null = null
  const conditions = async (draft: string, filter: RecordFilter) =>
    conditionsIn(draft, filter, filter.words === undefined ? '' : await (folding ??= collationOf(pool)))
  const query = <T extends object>(text: string, values: unknown[]) =>
    pool.query<T & pg.QueryResultRow>(text, values)
  return {
    async of(draft) {
      const { rows } = await query<RecordRow>(
        `SELECT ${ENTRY_COLUMNS} FROM record_entries e WHERE draft = $1 ORDER BY number`,
        [draft],
      )
      return rows.map(entryOf)
    },
    async page(draft, filter, { after, before, from, order, limit }) {
      const { where, values } = await conditions(draft, filter)
      if (after !== undefined) where.push(`e.number > $${values.push(after)}`)
      if (before !== undefined) where.push(`e.number < $${values.push(before)}`)
      if (from !== undefined) where.push(`e.at >= $${values.push(new Date(from))}`)
      const { rows } = await query<RecordRow>(
        `SELECT ${ENTRY_COLUMNS} FROM record_entries e WHERE ${where.join(' AND ')}
          ORDER BY e.number ${order === 'newest' ? 'DESC' : 'ASC'} LIMIT $${values.push(limit)}`,
        values,
      )
      return rows.map(entryOf)
    },
    async count(draft, filter) {
      // Numbers have no gaps: nothing has to be counted when nothing is filtered.
      if (Object.values(filter).every((value) => value === undefined))
        return (await lastOf(pool, draft))?.number ?? 0
      const { where, values } = await conditions(draft, filter)
      const { rows } = await query<{ count: string }>(
        `SELECT count(*) FROM record_entries e WHERE ${where.join(' AND ')}`,
        values,
      )
      return Number(rows[0]!.count)
    },
    last: (draft) => lastOf(pool, draft),
    async kinds(draft) {
      const [whats, delegations] = await Promise.all([
        query<{ value: string }>(distinct('e.what'), [draft]),
        query<{ value: string }>(distinct(DELEGATION), [draft]),
      ])
      const valuesOf = ({ rows }: { rows: { value: string }[] }) => rows.map(({ value }) => value).sort()
      return { whats: valuesOf(whats), delegations: valuesOf(delegations) }
    },
    ...checks(pool),
  }
}

function checks(pool: Queries): Pick<RecordStore, 'check' | 'noteCheck'> {
  return {
    async check(draft) {
      const { rows } = await pool.query<CheckRow>(
        'SELECT number, hash, at, from_start FROM record_checks WHERE draft = $1',
        [draft],
      )
      const [row] = rows
      if (!row) return null
      const { number, hash, at, from_start } = row
      return { number, hash, at: at.getTime(), fromStart: from_start && from_start.getTime() }
    },
    async noteCheck(draft, { number, hash, at, fromStart }) {
      await pool.query(NOTE_CHECK, [
        draft,
        number,
        hash,
        new Date(at),
        fromStart === null ? null : new Date(fromStart),
      ])
    },
  }
}

type CheckRow = { number: number; hash: string; at: Date; from_start: Date | null }

const NOTE_CHECK = `
  INSERT INTO record_checks AS known (draft, number, hash, at, from_start) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (draft) DO UPDATE SET number = excluded.number, hash = excluded.hash, at = excluded.at,
    from_start = coalesce(excluded.from_start, known.from_start)
  WHERE known.number <= excluded.number`

async function lastOf(pool: Queries, draft: string) {
  const { rows } = await pool.query<RecordRow>(
    `SELECT ${ENTRY_COLUMNS} FROM record_entries e WHERE draft = $1 ORDER BY number DESC LIMIT 1`,
    [draft],
  )
  return rows[0] ? entryOf(rows[0]) : null
}

/** The different values of a column, jumping from one to the next in its index. */
const distinct = (column: string): string => `
  WITH RECURSIVE jump (value) AS (
    (SELECT ${column} FROM record_entries e WHERE draft = $1 AND ${column} IS NOT NULL ORDER BY 1 LIMIT 1)
    UNION ALL
    SELECT (SELECT ${column} FROM record_entries e WHERE draft = $1 AND ${column} > jump.value ORDER BY 1 LIMIT 1)
      FROM jump WHERE jump.value IS NOT NULL)
  SELECT value FROM jump WHERE value IS NOT NULL`

/**
 * How to fold the case of letters with accents: what a database is set up with may know ASCII only. Empty where it
 * has no better one.
 */
async function collationOf(pool: Queries): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT collname AS name FROM pg_collation WHERE collname IN ('und-x-icu', 'pg_c_utf8', 'C.utf8')
       AND collencoding IN (-1, pg_char_to_encoding('UTF8')) ORDER BY collname DESC LIMIT 1`,
  )
  return rows[0] ? ` COLLATE "${rows[0].name}"` : ''
}

/** The filter in SQL; see `isMet`, which says the same. */
function conditionsIn(
  draft: string,
  filter: RecordFilter,
  collation: string,
): { where: string[]; values: unknown[] } {
  const values: unknown[] = [draft]
  const where = ['e.draft = $1']
  const { delegation, role, what, paragraph, day, words } = filter
  if (delegation !== undefined) where.push(`${DELEGATION} = $${values.push(delegation)}`)
  if (role !== undefined) where.push(`strpos(e."by", $${values.push(`"role":"${role}"`)}) > 0`)
  if (what !== undefined) where.push(`e.what = $${values.push(what)}`)
  if (day !== undefined) {
    const { from, to } = boundsOfDay(day)
    where.push(`e.at >= $${values.push(new Date(from))} AND e.at < $${values.push(new Date(to))}`)
  }
  if (words !== undefined) {
    const detail = `lower(e.detail${collation})`
    where.push(`strpos(${detail}, lower($${values.push(asInJson(words))}${collation})) > 0`)
    where.push(`${detail} ~ $${values.push(patternOf(words))}`)
  }
  if (paragraph !== undefined) {
    const named = `$${values.push(JSON.stringify(paragraph))}`
    where.push(`(strpos(e.detail, ${named}) > 0 OR (e.what = ANY ($${values.push(withoutPlace)})
      AND substring(e.detail from '"proposal":"([^"\\\\]+)"') IN (
        SELECT ${PROPOSAL} FROM record_entries WHERE draft = $1 AND what = 'tabled' AND strpos(detail, ${named}) > 0)))`)
  }
  return { where, values }
}
