// What the running hash over a room's updates costs: each update that is stored extends it; all of a log is read for
// it once, when a room opens that an earlier version kept, and whenever somebody verifies.
//
//     npx tsx tests/bench/running.ts
import { extend, logBegin, type LogPosition } from '#app/domain/record/log-position.ts'
import { digest } from '#server/crypto/digest.ts'
import { verifyRoom } from '#server/verification.ts'
import { claimingStore } from '#tests/builders/claiming-store.ts'
import { aDraft } from '#tests/builders/samples.ts'
import * as Y from 'yjs'
import { onEachDatabase } from '#tests/servers/databases.ts'
import { print, timed, type Figure } from './figures.ts'

const EACH = 500
const UPDATES = 10_000

/** µs an update of so many bytes. */
async function extending(bytes: number): Promise<Figure> {
  const update = new Uint8Array(bytes).map((_, at) => at % 251)
  let position: LogPosition = logBegin
  const run = () => {
    for (let at = 0; at < EACH; at++) position = extend(position, update, digest)
  }
  await timed(20, run)
  const samples = (await timed(200, run)).map((ms) => (ms * 1_000) / EACH)
  return { what: `the running hash, an update of ${bytes} bytes`, unit: 'µs', samples }
}

/** A text typed character by character. */
function keystrokes(): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = doc.getText('t')
  for (let at = 0; at < UPDATES; at++) text.insert(at, 'x')
  return updates
}

print('The running hash in memory', [await extending(30), await extending(300), await extending(3_000)])

await onEachDatabase(async ({ name, database, stores }) => {
  const header = aDraft()
  await stores.drafts.add(header)
  const room = claimingStore(stores)
  await room.append(header.id, { updates: keystrokes(), clients: [], entries: [] })
  const open = await timed(10, () => room.load(header.id))
  const verify = await timed(10, () => verifyRoom(database.pool, header.id, []))
  print(`A log of ${UPDATES} updates: ${name}`, [
    { what: 'opening it when an earlier version kept it', unit: 'ms', samples: open },
    { what: 'verifying all of it', unit: 'ms', samples: verify },
  ])
})
