import { expect, vi } from 'vitest'
import type { DraftHeader } from '#app/domain/basics/draft.ts'
import { chain } from '#app/domain/record/chain.ts'
import type { StoredEntry } from '#app/domain/record/entry.ts'
import { extend, logBegin, type LogPosition } from '#app/domain/record/log-position.ts'
import { storedOf } from '#app/domain/record/read.ts'
import type { Hub } from '#server/collab/hub/hub.ts'
import { digest, sha256 } from '#server/crypto/digest.ts'
import type { Database } from '#server/persistence/database.ts'
import { itemsOf } from '#server/persistence/stores/rooms/log-items.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { Client } from './client.ts'
import { hubOn, type HubOptions } from './hub.ts'
import { canada, chair, lines, mexico, secretariat } from './memory-rooms.ts'
import { aDraft } from './samples.ts'

// Negotiations on a database, and what somebody can make of them who owns it.

const hubs: Hub[] = []

export const ignore = () => undefined

/** Closes the hubs that a test has left open. */
export async function closeHubs(): Promise<void> {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()))
}

/** A hub on a database, as one process of the product. */
export function aHub(database: Database, append?: HubOptions['append']): Hub {
  const hub = hubOn(storesOn(database, ignore), { ...(append && { append }) })
  hubs.push(hub)
  return hub
}

/** Has a hub give its rooms back. */
export const closed = async (hub: Hub) => {
  hubs.splice(hubs.indexOf(hub), 1)
  await hub.close()
}

/** A text that Mexico and Canada have typed into, agreed, issued and transmitted; nobody is there any more. */
export async function aNegotiation(database: Database): Promise<DraftHeader> {
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

/** {@link forge}, which must have found something. */
export const forged = async (...given: Parameters<typeof forge>) =>
  expect(await forge(...given)).toBeGreaterThan(0)

/** All entries written anew, with the hashes that they should have. */
export async function rewrite(database: Database, draft: string, change: (text: string) => string) {
  const before = await storesOn(database, ignore).record.of(draft)
  let last: StoredEntry | null = null
  for (const entry of before.map(storedOf)) {
    const { number, log } = entry
    const { draft: of, at, by, what, detail } = JSON.parse(change(JSON.stringify(entry))) as StoredEntry
    last = chain(last, { draft: of, at, by, what, detail } as StoredEntry, log ?? logBegin, sha256)
    await forged(
      database,
      'record_entries',
      'UPDATE record_entries SET "by" = $3, detail = $4, previous = $5, hash = $6 WHERE draft = $1 AND number = $2',
      [draft, number, JSON.stringify(by), JSON.stringify(detail), last.previous, last.hash],
    )
  }
}

/** Makes what is noted with the items say what these are now. */
export async function renote(database: Database, draft: string) {
  let position: LogPosition = logBegin
  for await (const { item, update } of itemsOf(database.pool, draft)) {
    position = extend(position, item, digest)
    if (update === undefined) continue
    const sql = `UPDATE draft_updates SET running = decode($2, 'hex') WHERE number = $1`
    await forged(database, 'draft_updates', sql, [update, position.hash])
  }
}

/** Alters base text in the log. */
export const OTHER_WORDS = `UPDATE draft_updates SET data = overlay(data placing 'four' from position('two ' in data))
  WHERE draft = $1 AND position('two ' in data) > 0`
