import type pg from 'pg'
import type { Visit } from '#app/domain/record/visit.ts'
import { noticeKinds } from '#app/domain/record/notice.ts'
import type {
  FollowStore,
  VisitStore,
  MailSettings,
  MailStore,
  NoticeStore,
} from '#app/usecases/ports/record.ts'
import { ENTRY_COLUMNS, entryOf, type EntryRow } from './drafts.ts'

const timeOf = (at: Date | null): number | null => at && at.getTime()
const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at))

type LookRow = { entry: number; at: Date | null; seen_entry: number; seen_at: Date }

export function visitStore(pool: pg.Pool): VisitStore {
  return {
    async of(user, draft): Promise<Visit | null> {
      const { rows } = await pool.query<LookRow>(
        'SELECT entry, at, seen_entry, seen_at FROM looks WHERE "user" = $1 AND draft = $2',
        [user, draft],
      )
      const [row] = rows
      if (!row) return null
      const { entry, at, seen_entry, seen_at } = row
      return { entry, at: timeOf(at), seenEntry: seen_entry, seenAt: seen_at.getTime() }
    },
    async keep(user, draft, { entry, at, seenEntry, seenAt }) {
      await pool.query(
        `INSERT INTO looks ("user", draft, entry, at, seen_entry, seen_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT ("user", draft) DO UPDATE SET entry = excluded.entry, at = excluded.at,
           seen_entry = excluded.seen_entry, seen_at = excluded.seen_at`,
        [user, draft, entry, dateOf(at), seenEntry, dateOf(seenAt)],
      )
    },
  }
}

export function followStore(pool: pg.Pool): FollowStore {
  return {
    async of(user) {
      const { rows } = await pool.query<{ draft: string; paragraph: string }>(
        'SELECT draft, paragraph FROM follows WHERE "user" = $1 ORDER BY draft, paragraph',
        [user],
      )
      return rows
    },
    async set(user, draft, paragraph, follows) {
      await pool.query(
        follows
          ? 'INSERT INTO follows ("user", draft, paragraph) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING'
          : 'DELETE FROM follows WHERE "user" = $1 AND draft = $2 AND paragraph = $3',
        [user, draft, paragraph],
      )
    },
  }
}

export function noticeStore(pool: pg.Pool): NoticeStore {
  return {
    async marks(user) {
      const { rows } = await pool.query<{ draft: string; read: number; mailed: number }>(
        'SELECT draft, read, mailed FROM notice_marks WHERE "user" = $1 ORDER BY draft',
        [user],
      )
      return rows
    },
    async mark(user, { draft, read = 0, mailed = 0 }) {
      await pool.query(
        `INSERT INTO notice_marks AS known ("user", draft, read, mailed) VALUES ($1, $2, $3, $4)
         ON CONFLICT ("user", draft) DO UPDATE SET read = greatest(known.read, excluded.read),
           mailed = greatest(known.mailed, excluded.mailed)`,
        [user, draft, read, mailed],
      )
    },
    async heads(drafts) {
      const { rows } = await pool.query<{ draft: string; number: number }>(
        `SELECT asked.draft, last.number FROM unnest($1::text[]) AS asked (draft) CROSS JOIN LATERAL (
           SELECT number FROM record_entries WHERE draft = asked.draft ORDER BY number DESC LIMIT 1) AS last`,
        [drafts],
      )
      return new Map(rows.map(({ draft, number }) => [draft, number]))
    },
    async these(entries) {
      const { rows } = await pool.query<EntryRow>(
        `SELECT ${ENTRY_COLUMNS}
           FROM unnest($1::text[], $2::int[]) AS asked (draft, number) JOIN record_entries AS e USING (draft, number)
          ORDER BY e.at DESC, e.number DESC`,
        [entries.map(({ draft }) => draft), entries.map(({ number }) => number)],
      )
      return rows.map((row) => entryOf(row))
    },
    async entries(asked, { from, pattern, limit }) {
      const { rows } = await pool.query<EntryRow>(
        `SELECT ${ENTRY_COLUMNS}
           FROM unnest($1::text[], $2::int[], $6::int[]) AS asked (draft, after, before)
           CROSS JOIN LATERAL (
             SELECT * FROM record_entries
              WHERE draft = asked.draft AND number > asked.after AND (asked.before IS NULL OR number < asked.before)
                AND at >= $3 AND what ~ $4
              ORDER BY number DESC LIMIT $5) AS e
           ORDER BY e.at DESC, e.number DESC LIMIT $5`,
        [
          asked.map(({ draft }) => draft),
          asked.map(({ after }) => after),
          new Date(from),
          pattern,
          limit,
          asked.map(({ before }) => before ?? null),
        ],
      )
      return rows.map((row) => entryOf(row))
    },
  }
}

type MailRow = {
  user: string
  off: string
  token: string
  since: Date
  next_at: Date
  failures: number
  fault: string | null
  fault_at: Date | null
}

const settingsOf = ({
  user,
  off,
  token,
  since,
  next_at,
  failures,
  fault,
  fault_at,
}: MailRow): MailSettings => ({
  user,
  off: noticeKinds.filter((kind) => off.split(' ').includes(kind)),
  token,
  since: since.getTime(),
  nextAt: next_at.getTime(),
  failures,
  fault: fault === null || fault_at === null ? null : { said: fault, at: fault_at.getTime() },
})

const MAIL = 'SELECT "user", off, token, since, next_at, failures, fault, fault_at FROM mail_settings'

export function mailStore(pool: pg.Pool): MailStore {
  const one = async (where: string, value: string) => {
    const { rows } = await pool.query<MailRow>(`${MAIL} WHERE ${where} = $1`, [value])
    return rows[0] ? settingsOf(rows[0]) : null
  }
  return {
    of: (user) => one('"user"', user),
    byToken: (token) => one('token', token),
    async begin(now, token) {
      const { rows } = await pool.query<{ id: string }>(
        'SELECT id FROM users WHERE NOT demo AND NOT EXISTS (SELECT FROM mail_settings WHERE "user" = id)',
      )
      if (rows.length === 0) return
      await pool.query(
        `INSERT INTO mail_settings ("user", token, since, next_at)
         SELECT id, token, $3, $3 FROM unnest($1::text[], $2::text[]) AS given (id, token) ON CONFLICT DO NOTHING`,
        [rows.map(({ id }) => id), rows.map(() => token()), new Date(now)],
      )
    },
    async change(user, { off, nextAt, failures, fault }) {
      await pool.query(
        `UPDATE mail_settings SET off = coalesce($2, off), next_at = coalesce($3, next_at),
           failures = coalesce($4, failures),
           fault = CASE WHEN $5 THEN $6 ELSE fault END, fault_at = CASE WHEN $5 THEN $7 ELSE fault_at END
         WHERE "user" = $1`,
        [
          user,
          off?.join(' ') ?? null,
          dateOf(nextAt ?? null),
          failures ?? null,
          fault !== undefined,
          fault?.said ?? null,
          dateOf(fault?.at ?? null),
        ],
      )
    },
    async claim(now, until, limit) {
      const { rows } = await pool.query<MailRow>(
        `UPDATE mail_settings AS s SET next_at = $2
           FROM (SELECT "user" FROM mail_settings WHERE next_at <= $1 ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED)
             AS due
          WHERE s."user" = due."user"
          RETURNING s."user", off, token, since, next_at, failures, fault, fault_at`,
        [new Date(now), new Date(until), limit],
      )
      return rows.map(settingsOf)
    },
  }
}
