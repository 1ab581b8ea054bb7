import type pg from 'pg'
import type { UserId } from '#app/domain/basics/actor.ts'

/** Names, where they stand beside what is chained and can be taken away. What was chained stays whole. */
export type NameStore = {
  /** Takes all of a person away that can be, the account with it, all or nothing. */
  erase(user: UserId): Promise<Erased>
  /** How many entries chain the person as it is: those from before names stood beside. They can lose nothing. */
  chained(user: UserId): Promise<number>
  /** Takes the names away from texts that were handed on, of what happened before a moment (ms since epoch). */
  eraseOlder(before: number): Promise<Pick<Erased, 'entries' | 'stays'>>
}

/** How many places have lost a name. */
export type Erased = { entries: number; stays: number; comments: number; organs: number; account: boolean }

const FROM_RECORD = 'DELETE FROM record_persons WHERE "user" = $1'
/** Each stay is somebody else's from then on: nothing tells which belong together. */
const FROM_ATTENDANCE = `UPDATE attendance SET "user" = id, name = '' WHERE "user" = $1`
const FROM_COMMENTS = `UPDATE internal_comments SET "user" = '', name = '' WHERE "user" = $1`
const FROM_SETTLED = `UPDATE internal_threads SET resolved_by = '{"user":"","name":""}'
  WHERE resolved_by IS NOT NULL AND resolved_by::jsonb->>'user' = $1`
const FROM_ORGANS = `UPDATE organ_changes SET "user" = '', name = '' WHERE "user" = $1`
/** Sessions, visits, followed paragraphs, notices and mail settings go with it. */
const ACCOUNT = 'DELETE FROM users WHERE id = $1'
/** Entries from before names stood beside chain them as they are. */
const CHAINED = `SELECT count(*) FROM record_entries
  WHERE strpos("by", $1) > 0 OR (form IS NULL AND strpos(detail, $1) > 0)`

const OLD_DRAFTS = `SELECT rooms.id FROM rooms JOIN drafts ON drafts.id = rooms.draft
  WHERE drafts.phase = 'transmitted'`
const OLD_IN_RECORD = `DELETE FROM record_persons p USING record_entries e
  WHERE e.draft = p.draft AND e.number = p.number AND e.at < $1 AND p.draft IN (${OLD_DRAFTS})`
const OLD_IN_ATTENDANCE = `UPDATE attendance SET "user" = id, name = ''
  WHERE seen_at < $1 AND name <> '' AND draft IN (${OLD_DRAFTS})`

/** What of names can be taken away, and taking it. */
export function nameStore(pool: pg.Pool): NameStore {
  return {
    erase: (user) =>
      inOne(pool, async (change) => ({
        entries: await change(FROM_RECORD, user),
        stays: await change(FROM_ATTENDANCE, user),
        comments: (await change(FROM_COMMENTS, user)) + (await change(FROM_SETTLED, user)),
        organs: await change(FROM_ORGANS, user),
        account: (await change(ACCOUNT, user)) > 0,
      })),
    async chained(user) {
      const { rows } = await pool.query<{ count: string }>(CHAINED, [`"user":${JSON.stringify(user)}`])
      return Number(rows[0]!.count)
    },
    eraseOlder: (before) =>
      inOne(pool, async (change) => ({
        entries: await change(OLD_IN_RECORD, new Date(before)),
        stays: await change(OLD_IN_ATTENDANCE, new Date(before)),
      })),
  }
}

/** All of it, or nothing; each change answers how many rows it was. */
async function inOne<T>(
  pool: pg.Pool,
  work: (change: (text: string, value: unknown) => Promise<number>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const done = await work(async (text, value) => (await client.query(text, [value])).rowCount ?? 0)
    await client.query('COMMIT')
    return done
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
