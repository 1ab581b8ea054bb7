import type pg from 'pg'

/** What only grows. Triggers refuse the rest too; a role that may not put them out of order cannot get round them. */
const APPEND_ONLY = [
  'draft_updates',
  'draft_clients',
  'record_entries',
  'record_heads',
  'revisions',
  'transmissions',
  'sign_in_events',
] as const
/** Append-only but for the names in it, which can be taken away. */
const NAMES_GO = ['internal_comments', 'organ_changes'] as const
/** Names beside the record: never changed, only deleted. */
const NAMES = 'record_persons'
/** Which migrations there were: the business of whoever owns the tables. */
const HISTORY = '_prisma_migrations'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * Lets the role that runs the product do what that does, and no more: of what is append-only it may insert. For the
 * owner of the tables to say; said anew at each start, since a migration may have brought new ones.
 */
export async function grantToRunning(owner: pg.Pool, role: string): Promise<void> {
  const to = quoted(role)
  const tables = 'ALL TABLES IN SCHEMA public'
  const steps = [
    `GRANT USAGE ON SCHEMA public TO ${to}`,
    `REVOKE ALL ON ${tables} FROM ${to}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${tables} TO ${to}`,
    `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${to}`,
    `REVOKE UPDATE, DELETE ON ${[...APPEND_ONLY, ...NAMES_GO].join(', ')} FROM ${to}`,
    ...NAMES_GO.map((table) => `GRANT UPDATE ("user", name) ON ${table} TO ${to}`),
    `REVOKE UPDATE ON ${NAMES} FROM ${to}`,
    `REVOKE INSERT, UPDATE, DELETE ON ${HISTORY} FROM ${to}`,
  ]
  const client = await owner.connect()
  try {
    await client.query(`BEGIN; ${steps.join('; ')}; COMMIT`)
  } finally {
    client.release()
  }
}

/** The role that a connection runs as. */
export async function roleOf(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ role: string }>('SELECT current_user AS role')
  return rows[0]!.role
}

/** Tables of what is append-only that this role could alter, by a right or as their owner; empty when all is well. */
export async function alterable(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS name JOIN pg_class ON oid = to_regclass(name)
      WHERE has_table_privilege(oid, 'UPDATE') OR has_table_privilege(oid, 'DELETE')
         OR has_table_privilege(oid, 'TRUNCATE') OR pg_has_role(relowner, 'USAGE')
      ORDER BY name`,
    [[...APPEND_ONLY]],
  )
  return rows.map(({ name }) => name)
}
