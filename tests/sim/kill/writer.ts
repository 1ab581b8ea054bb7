// The process that is killed: opens a database and appends to a draft for as long as it lives, saying on
// standard output what was acknowledged.
import { writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { DatabasePlace } from '#server/persistence/database.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { openReady } from '#tests/servers/databases.ts'
import { claimingStore } from '#tests/builders/claiming-store.ts'
import { aDraft, anEntry } from '#tests/builders/samples.ts'
import { DRAFT, ENTRY_EVERY, numbered } from './kill.ts'

const { values } = parseArgs({ options: { url: { type: 'string' }, folder: { type: 'string' } } })
const where = (values.url ? { url: values.url } : { folder: values.folder! }) satisfies DatabasePlace
/** Unlike `console.log`, not kept back in a buffer that the kill would take along. */
const say = (line: string) => writeSync(1, `${line}\n`)

const stores = storesOn(await openReady(where), () => undefined)
const { drafts } = stores
const room = claimingStore(stores, 'the writer')
if (!(await drafts.byId(DRAFT))) await drafts.add(aDraft({ id: DRAFT }))
const log = await room.load(DRAFT)
let next = log.updates.length
let entries = log.lastEntry?.number ?? 0
say('ready')
for (let batch = next; ; batch++) {
  const updates = Array.from({ length: 1 + (batch % 4) }, () => numbered(next++))
  const last = next - 1
  const decided = batch % ENTRY_EVERY === 0
  const record = decided ? [anEntry(DRAFT, ++entries, { detail: { last } })] : []
  await room.append(DRAFT, { updates, clients: [], entries: record })
  say(`stored ${last}`)
}
