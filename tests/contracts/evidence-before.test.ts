import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { canonicalJson, genesis } from '#app/domain/record/chain.ts'
import type { RecordEntry, StoredEntry } from '#app/domain/record/entry.ts'
import { storedOf } from '#app/domain/record/read.ts'
import { sha256 } from '#server/crypto/digest.ts'
import { openDatabase } from '#server/persistence/database.ts'
import { migrate } from '#server/persistence/migrations.ts'
import { seedReference } from '#server/persistence/reference.ts'
import { revisionRow } from '#server/persistence/stores/drafts.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { verifyRoom } from '#server/verification.ts'
import { Client } from '#tests/builders/client.ts'
import { OTHER_WORDS, aHub, closeHubs, closed, forged, ignore } from '#tests/builders/forgery.ts'
import { MemoryRooms, mexico, secretariat } from '#tests/builders/memory-rooms.ts'
import { aDraft } from '#tests/builders/samples.ts'
import { migrations, places } from '#tests/servers/databases.ts'

afterEach(closeHubs)

/** The entries as a version before the forms chained them. */
function chainedBefore(entries: readonly RecordEntry[]): StoredEntry[] {
  let previous = genesis
  return entries.map(storedOf).map(({ draft, at, by, what, detail: now, number }) => {
    const detail = Object.fromEntries(Object.entries(now).filter(([name]) => name !== 'frozen'))
    const entry = { draft, at, by, what, detail, number, previous }
    previous = sha256(canonicalJson(entry))
    return { ...entry, hash: previous }
  })
}

/** A database as the version before left it: with a text that was issued. */
async function anOldDatabase(place: (typeof places)[number]) {
  const made = await place.make()
  const database = await openDatabase(made.where, ignore)
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  for (const name of readdirSync(migrations).filter((each) => each < '20250310'))
    cpSync(join(migrations, name), join(folder, name), { recursive: true })
  await migrate(database.pool, folder)
  rmSync(folder, { recursive: true })
  await seedReference(database.prisma)
  const table = new MemoryRooms()
  const header = await table.draft(aDraft(), 'OP: one two three')
  const issue = {
    kind: 'issue-revision',
    symbol: header.symbol,
    date: '2024-04-10',
    renumber: false,
  } as const
  await table.decide(header.id, secretariat, issue)
  await storesOn(database, ignore).drafts.add(header)
  const { pool } = database
  for (const data of table.memory.logs.get(header.id)!.updates)
    await pool.query('INSERT INTO draft_updates (draft, data) VALUES ($1, $2)', [
      header.id,
      Buffer.from(data),
    ])
  for (const [client, user] of [
    [9, 'mex-user'],
    [2, 'can-user'],
  ])
    await pool.query('INSERT INTO draft_clients VALUES ($1, $2, $3)', [header.id, client, user])
  for (const { draft, number, at, by, what, detail, previous, hash } of chainedBefore(table.memory.record))
    await pool.query(
      'INSERT INTO record_entries (draft, number, at, "by", what, detail, previous, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [draft, number, new Date(at), JSON.stringify(by), what, JSON.stringify(detail), previous, hash],
    )
  await database.prisma.revisionRow.create({ data: revisionRow(table.memory.revisions[0]!) })
  await migrate(pool, migrations)
  const end = async () => {
    await database.close()
    await made.remove()
  }
  return { database, header, end }
}

describe.each(places)('a database of the version before, $name', (place) => {
  test.skipIf(place.missing)(
    'is whole, covered from its next entry on, and what is older cannot change',
    async () => {
      const { database, header, end } = await anOldDatabase(place)
      const { id } = header
      const before = await verifyRoom(database.pool, id, [])
      expect(before).toMatchObject({ entries: 2, faults: [], coveredFrom: null })
      const hub = aHub(database)
      const mex = new Client(hub, mexico, id)
      await vi.waitFor(() => expect(mex.text()).toBe('one two three'))
      mex.type(4, 'big ')
      await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(0))
      await closed(hub)
      const record = await storesOn(database, ignore).record.of(id)
      expect(record.map(({ what }) => what)).toEqual(['fill', 'issue-revision', 'log-covered', 'tabled'])
      expect(record[2]).toMatchObject({ detail: { papers: [{ kind: 'revision', id: '0' }] } })
      const after = await verifyRoom(database.pool, id, [before.head!])
      expect(after).toMatchObject({ entries: 4, faults: [], coveredFrom: 3, uncovered: 0 })
      const sql = `UPDATE revisions SET content = replace(content, 'two', 'four') WHERE draft = $1`
      await forged(database, 'revisions', sql, [id])
      await forged(database, 'draft_updates', OTHER_WORDS, [id])
      await forged(database, 'draft_clients', `UPDATE draft_clients SET "user" = 'x' WHERE client = 2`, [])
      const { faults } = await verifyRoom(database.pool, id, [])
      expect(faults).toMatchObject([
        { kind: 'paper-changed', entry: 3 },
        { kind: 'log-changed', first: 1, item: null },
      ])
      await end()
    },
  )
})
