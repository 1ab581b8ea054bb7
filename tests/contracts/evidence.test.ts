import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { inPrivate, workingCopyOf } from '#app/domain/floor/working-copy.ts'
import { canonicalJson, chain, genesis } from '#app/domain/record/chain.ts'
import type { RecordEntry, StoredEntry } from '#app/domain/record/entry.ts'
import type { Head } from '#app/domain/record/evidence/head.ts'
import { extend, logBegin, type LogPosition } from '#app/domain/record/log-position.ts'
import { storedOf } from '#app/domain/record/read.ts'
import type { DraftHeader } from '#app/domain/basics/draft.ts'
import type { Hub } from '#server/collab/hub/hub.ts'
import { digest, sha256 } from '#server/crypto/digest.ts'
import { openDatabase, type Database } from '#server/persistence/database.ts'
import { migrate } from '#server/persistence/migrations.ts'
import { seedReference } from '#server/persistence/reference.ts'
import { revisionRow } from '#server/persistence/stores/drafts.ts'
import { itemsOf } from '#server/persistence/stores/rooms/log-items.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { verifyRoom } from '#server/verification.ts'
import { Client } from '#tests/builders/client.ts'
import { hubOn, type HubOptions } from '#tests/builders/hub.ts'
import { MemoryRooms, canada, chair, lines, mexico, secretariat } from '#tests/builders/memory-rooms.ts'
import { aDraft } from '#tests/builders/samples.ts'
import { migrations, onBothDatabases, places } from '#tests/servers/databases.ts'

const hubs: Hub[] = []
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()))
})

const ignore = () => undefined

function aHub(database: Database, append?: HubOptions['append']): Hub {
  const hub = hubOn(storesOn(database, ignore), { ...(append && { append }) })
  hubs.push(hub)
  return hub
}

const closed = async (hub: Hub) => {
  hubs.splice(hubs.indexOf(hub), 1)
  await hub.close()
}

/** A text that Mexico and Canada have typed into, agreed, issued and transmitted; nobody is there any more. */
async function aNegotiation(database: Database): Promise<DraftHeader> {
  const stores = storesOn(database, ignore)
  const header = aDraft()
  await stores.drafts.add(header)
  const hub = aHub(database)
  const { id } = header
  const decide = async (...[by, decision]: [Parameters<Hub['decide']>[1], Parameters<Hub['decide']>[2]]) =>
    expect(await hub.decide(id, by, decision)).toMatchObject({ ok: true })
  await decide(secretariat, { kind: 'fill', paragraphs: lines('OP: one two three') })
  const [mex, can] = [new Client(hub, mexico, id), new Client(hub, canada, id)]
  await vi.waitFor(() => expect([mex.text(), can.text()]).toEqual(Array(2).fill('one two three')))
  for (const [client, words] of [
    [mex, 'Brazilian '],
    [can, 'Canadian '],
  ] as const) {
    client.type(4, words)
    await vi.waitFor(() => expect(client.stored).toBeGreaterThan(0))
  }
  await vi.waitFor(() => expect(mex.layers.entries.size).toBe(2))
  for (const proposal of mex.layers.entries.keys())
    await decide(chair, { kind: 'accept', proposals: [proposal] })
  const [paragraph] = mex.layers.order()
  await decide(chair, { kind: 'set-status', paragraph: paragraph!, status: 'agreed', date: '2024-04-09' })
  const { symbol } = header
  await decide(secretariat, { kind: 'issue-revision', symbol, date: '2024-04-10', renumber: false })
  const next = { symbol: `CIDI/${id}`, date: '2024-04-11', to: 'CIDI' }
  await decide(secretariat, { kind: 'transmit', revision: 0, ...next })
  await closed(hub)
  return header
}

/** What the owner of a database can do, who may put the triggers out of order. */
async function forge({ pool }: Database, table: string, sql: string, values: unknown[]): Promise<number> {
  await pool.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  const { rowCount } = await pool.query(sql, values)
  await pool.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
  return rowCount ?? 0
}

const forged = async (...given: Parameters<typeof forge>) => expect(await forge(...given)).toBeGreaterThan(0)

/** All entries written anew, with the hashes that they should have. */
async function rewrite(database: Database, draft: string, change: (text: string) => string) {
  const before = await storesOn(database, ignore).record.of(draft)
  let last: StoredEntry | null = null
  for (const entry of before.map(storedOf)) {
    const { number, previous, form, log, hash, ...rest } = entry
    const other = JSON.parse(change(JSON.stringify(rest))) as typeof rest
    last = chain<typeof rest>(last, other, log ?? logBegin, sha256)
    const { by, detail } = other
    await forged(
      database,
      'record_entries',
      'UPDATE record_entries SET "by" = $3, detail = $4, previous = $5, hash = $6 WHERE draft = $1 AND number = $2',
      [draft, number, JSON.stringify(by), JSON.stringify(detail), last.previous, last.hash],
    )
  }
}

/** Makes what is noted with the items say what these are now. */
async function renote(database: Database, draft: string) {
  let position: LogPosition = logBegin
  for await (const { item, update } of itemsOf(database.pool, draft)) {
    position = extend(position, item, digest)
    if (update === undefined) continue
    const sql = `UPDATE draft_updates SET running = decode($2, 'hex') WHERE number = $1`
    await forged(database, 'draft_updates', sql, [update, position.hash])
  }
}

const OTHER_WORDS = `UPDATE draft_updates SET data = overlay(data placing 'four' from position('two ' in data))
  WHERE draft = $1 AND position('two ' in data) > 0`

onBothDatabases('what is kept of a room', (open) => {
  const report = (room: string, heads: readonly Head[] = []) => verifyRoom(open().pool, room, heads)
  const faults = async (...asked: Parameters<typeof report>) => (await report(...asked)).faults

  test('is whole when nothing was forged, and covered from the first entry to the last', async () => {
    const { id } = await aNegotiation(open())
    const { head, ...found } = await report(id)
    expect(found).toMatchObject({ faults: [], coveredFrom: 1, uncovered: 0 })
    expect(found.updates).toBeGreaterThan(5)
    expect(await faults(id, [head!, { ...head!, number: 1, hash: (await first(id)).hash }])).toEqual([])
  })

  const first = async (id: string) => (await storesOn(open(), ignore).record.of(id))[0]!

  test('refuses to have a client made another’s', async () => {
    const { id } = await aNegotiation(open())
    const refused = (sql: string) => expect(open().pool.query(sql, [id])).rejects.toThrow('append-only')
    await refused(`UPDATE draft_clients SET "user" = 'bra-user' WHERE draft = $1`)
    await refused('DELETE FROM draft_clients WHERE draft = $1')
  })

  test.each<[string, string, string, object]>([
    [
      'words of an issued text replaced',
      'revisions',
      `UPDATE revisions SET content = replace(content, 'two', 'four') WHERE draft = $1`,
      { kind: 'paper-changed', paper: { kind: 'revision' } },
    ],
    [
      'the date of an issued text',
      'revisions',
      `UPDATE revisions SET date = '2024-04-09' WHERE draft = $1`,
      { kind: 'paper-changed', paper: { kind: 'revision' } },
    ],
    [
      'a transmission dated back',
      'transmissions',
      `UPDATE transmissions SET at = at - interval '1 day' WHERE draft = $1`,
      { kind: 'paper-changed', paper: { kind: 'transmission' } },
    ],
    [
      'a transmission taken away',
      'transmissions',
      'DELETE FROM transmissions WHERE draft = $1',
      { kind: 'paper-missing', paper: { kind: 'transmission' } },
    ],
    [
      'base text altered in the log',
      'draft_updates',
      OTHER_WORDS,
      { kind: 'log-changed', item: { update: 0 } },
    ],
    [
      'a client id given to somebody else',
      'draft_clients',
      `UPDATE draft_clients SET "user" = 'bra-user' WHERE draft = $1 AND "user" = 'can-user'`,
      { kind: 'log-changed', item: { client: 0 } },
    ],
    [
      'a client id taken away',
      'draft_clients',
      `DELETE FROM draft_clients WHERE draft = $1 AND "user" = 'can-user'`,
      { kind: 'log-gap' },
    ],
    [
      'a client id put in',
      'draft_clients',
      `INSERT INTO draft_clients (draft, client, "user") VALUES ($1, 7, 'bra-user')`,
      { kind: 'log-changed', item: { client: 0 } },
    ],
    [
      'words taken out of the log',
      'draft_updates',
      `DELETE FROM draft_updates WHERE number =
        (SELECT number FROM draft_updates WHERE draft = $1 ORDER BY number OFFSET 2 LIMIT 1)`,
      { kind: 'log-gap' },
    ],
    [
      'the end of the log cut off',
      'draft_updates',
      `DELETE FROM draft_updates WHERE draft = $1 AND number = (SELECT max(number) FROM draft_updates WHERE draft = $1)`,
      { kind: 'log-cut' },
    ],
    [
      'an entry that covers no log any more',
      'record_entries',
      'UPDATE record_entries SET form = NULL, log = NULL WHERE draft = $1 AND number = 3',
      { kind: 'record-broken', number: 3, fault: 'entry-changed' },
    ],
  ])('tells %s', async (_, table, sql, fault) => {
    const { id } = await aNegotiation(open())
    await forged(open(), table, sql, [id])
    const [found] = await faults(id)
    const named = { update: expect.any(Number) as number, client: expect.any(Number) as number }
    const { item } = fault as { item?: object }
    const key = item && (Object.keys(item)[0] as 'update' | 'client')
    expect(found).toMatchObject({ ...fault, ...(key && { item: { [key]: named[key] } }) })
  })

  test('tells base text altered in the log when the hashes beside it are made to fit', async () => {
    const { id } = await aNegotiation(open())
    await forged(open(), 'draft_updates', OTHER_WORDS, [id])
    await renote(open(), id)
    expect((await faults(id))[0]).toMatchObject({ kind: 'log-changed', first: 1, last: 1 })
  })

  test('tells the last entries cut off to whoever noted one of them', async () => {
    const { id } = await aNegotiation(open())
    const { head, entries } = await report(id)
    const cut = 'DELETE FROM record_entries WHERE draft = $1 AND number > $2'
    await forged(open(), 'record_entries', cut, [id, entries - 1])
    await forged(open(), 'transmissions', 'DELETE FROM transmissions WHERE draft = $1', [id])
    expect((await faults(id, [head!]))[0]).toEqual({
      kind: 'head-missing',
      number: entries,
      entries: entries - 1,
    })
  })

  test('tells all entries rewritten to whoever noted one of them, and to nobody else', async () => {
    const { id } = await aNegotiation(open())
    const { head } = await report(id)
    await rewrite(open(), id, (text) => text.replaceAll('CAN', 'BRA'))
    expect(await faults(id)).toEqual([])
    expect((await faults(id, [head!]))[0]).toEqual({ kind: 'head-differs', number: head!.number })
  })

  test.each([
    ['nothing was stored', false],
    ['it was stored all the same', true],
  ])('is whole after appends that failed, whether %s', async (_, isStored) => {
    const stores = storesOn(open(), ignore)
    const header = aDraft()
    await stores.drafts.add(header)
    const failing = { next: false }
    const hub = aHub(open(), (own) => async (...batch) => {
      const fails = failing.next
      failing.next = false
      const stored = fails && !isStored ? null : await own(...batch)
      if (fails) throw new Error('the database is gone')
      return stored!
    })
    await hub.decide(header.id, secretariat, { kind: 'fill', paragraphs: lines('OP: one two') })
    for (const words of ['big ', 'very ']) {
      const mex = new Client(hub, { ...mexico, user: `${words}user` }, header.id)
      await vi.waitFor(() => expect(mex.text()).toMatch(/two$/))
      failing.next = true
      mex.type(4, words)
      await vi.waitFor(() => expect(mex.closed).not.toBeNull())
      failing.next = true
      const fill = { kind: 'add-paragraph', after: null, paragraph: lines('OP: more')[0]! } as const
      await expect(hub.decide(header.id, secretariat, fill)).rejects.toThrow()
      expect(await hub.decide(header.id, secretariat, fill)).toMatchObject({ ok: true })
    }
    await closed(hub)
    expect(await report(header.id)).toMatchObject({ faults: [], uncovered: 0, coveredFrom: 1 })
  })

  test('is covered in a working copy too, by an entry when its room closes', async () => {
    const stores = storesOn(open(), ignore)
    const header = aDraft()
    await stores.drafts.add(header)
    const hub = aHub(open())
    await hub.decide(header.id, secretariat, { kind: 'fill', paragraphs: lines('OP: one two') })
    await stores.workingCopies.open(header.id, 'MEX')
    const copy = workingCopyOf(header.id, 'MEX')
    const mex = new Client(hub, { ...mexico, delegation: inPrivate('MEX') }, copy)
    await vi.waitFor(() => expect(mex.text()).toBe('one two'))
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(0))
    mex.type(4, 'very ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(1))
    await closed(hub)
    expect(await report(copy)).toMatchObject({ faults: [], coveredFrom: 1, uncovered: 0 })
    expect((await stores.record.of(copy as never)).at(-1)).toMatchObject({
      what: 'log-covered',
      by: { role: 'system' },
    })
    await forged(open(), 'draft_updates', OTHER_WORDS.replace('two ', 'very').replace('two ', 'very'), [copy])
    expect((await faults(copy))[0]).toMatchObject({ kind: 'log-changed' })
  })
})

/** The entries as a version before the forms chained them. */
function chainedBefore(entries: readonly RecordEntry[]): StoredEntry[] {
  let previous = genesis
  return entries.map(storedOf).map(({ form: _, log: __, detail, ...entry }) => {
    const { frozen: ___, ...before } = detail
    const { draft, at, by, what, number } = entry
    const hash = sha256(canonicalJson({ draft, at, by, what, detail: before, number, previous }))
    const chained = { ...entry, detail: before, previous, hash }
    previous = hash
    return chained
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
