// How long the room store takes to make updates durable, on both databases, one after the other and as rooms
// give them, and what that costs this process:
//   npx tsx tests/bench/append.ts
import { extendAll, logBegin, type LogPosition } from '#app/domain/record/log-position.ts'
import { veil } from '#app/domain/record/evidence/person.ts'
import type { RoomStore } from '#app/usecases/ports.ts'
import { nanoid } from 'nanoid'
import { digest, sha256 } from '#server/crypto/digest.ts'
import type { storesOn } from '#server/persistence/stores/stores.ts'
import type { Database } from '#server/persistence/database.ts'
import { claimingStore } from '#tests/builders/claiming-store.ts'
import { aDraft, anEntry, words } from '#tests/builders/samples.ts'
import { onEachDatabase } from '#tests/servers/databases.ts'
import { print, timed, type Figure } from './figures.ts'

const ROUNDS = 300
/** About what a keystroke is as an update. */
const KEYSTROKE = Array.from({ length: 30 }, (_, byte) => byte)
/** Updates a second, and seconds, of the runs under load. */
const RATE = 1_000
const SECONDS = 5

type Stores = ReturnType<typeof storesOn>

/** A store that is given where each update stands in its log, as rooms do. */
function placingStore(stores: Stores): RoomStore {
  const room = claimingStore(stores)
  const positions = new Map<string, LogPosition>()
  return {
    ...room,
    append(id, batch) {
      const places = extendAll(positions.get(id) ?? logBegin, batch.updates, digest)
      positions.set(id, places.at(-1) ?? logBegin)
      return room.append(id, { ...batch, places })
    },
  }
}

async function newDraft({ drafts }: Stores): Promise<string> {
  const draft = aDraft()
  await drafts.add(draft)
  return draft.id
}

async function oneByOne(stores: Stores): Promise<Figure[]> {
  const room = placingStore(stores)
  const id = await newDraft(stores)
  const many = words(...Array.from({ length: 200 }, () => KEYSTROKE))
  const append = (batch: Parameters<typeof room.append>[1]) => () => room.append(id, batch)
  const decision = (run: number) => room.append(id, { ...words(KEYSTROKE), entries: [anEntry(id, run + 1)] })
  const means = { id: () => nanoid(), sha256 }
  const namely = (run: number) =>
    room.append(id, { ...words(KEYSTROKE), entries: [veil(anEntry(id, ROUNDS + run + 1), means)] })
  await timed(50, append(words(KEYSTROKE)))
  const figures: Figure[] = []
  const add = async (what: string, runs: number, work: (run: number) => unknown) =>
    figures.push({ what, unit: 'ms', samples: await timed(runs, work) })
  await add('1 update', ROUNDS, append(words(KEYSTROKE)))
  await add('200 updates', ROUNDS, append(many))
  await add('a decision with its record', ROUNDS, decision)
  await add('the same with the name beside it', ROUNDS, namely)
  const { lastUpdate } = await room.append(id, words(KEYSTROKE))
  await add(`opening ${lastUpdate} updates`, 5, () => room.load(id))
  await room.snapshot(id, lastUpdate, new Uint8Array(200_000), new Uint8Array(100))
  await add('opening from a snapshot', 20, () => room.load(id))
  return figures
}

/**
 * Updates that come at a steady rate, spread over rooms; like a room, none appends again before its append has
 * ended: what comes meanwhile goes into its next batch.
 */
async function underLoad(stores: Stores, database: Database, rooms: number): Promise<Figure[]> {
  const room = placingStore(stores)
  const drafts = await Promise.all(Array.from({ length: rooms }, () => newDraft(stores)))
  const waiting = drafts.map((): number[] => [])
  const busy = new Set<number>()
  const samples: number[] = []
  let appends = 0
  async function serve(at: number): Promise<void> {
    busy.add(at)
    for (let came = waiting[at]!.splice(0); came.length > 0; came = waiting[at]!.splice(0)) {
      appends++
      await room.append(drafts[at]!, words(...came.map(() => KEYSTROKE)))
      const now = performance.now()
      samples.push(...came.map((moment) => now - moment))
    }
    busy.delete(at)
  }
  const statements = countStatements(database)
  const cpu = process.cpuUsage()
  const begun = performance.now()
  for (let sent = 0; sent < RATE * SECONDS;) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    for (; sent < ((performance.now() - begun) / 1_000) * RATE && sent < RATE * SECONDS; sent++) {
      const at = sent % rooms
      waiting[at]!.push(performance.now())
      if (!busy.has(at)) void serve(at)
    }
  }
  while (busy.size > 0) await new Promise((resolve) => setTimeout(resolve, 1))
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - begun) / 1_000
  const each = (user + system) / 1_000 / (samples.length / 1_000)
  const note = `${(statements.stop() / seconds).toFixed(0)} statements/s for ${(appends / seconds).toFixed(0)} appends/s`
  const what = `${RATE} updates/s over ${rooms} room${rooms > 1 ? 's' : ''}`
  return [
    { what: `${what}: until durable`, unit: 'ms', samples, goal: 3, note },
    { what: `${what}: CPU of this process per 1,000`, unit: 'ms', samples: [each] },
  ]
}

function countStatements({ pool }: Database): { stop(): number } {
  const query = pool.query
  let count = 0
  pool.query = ((...given: Parameters<typeof query>) => {
    count++
    return query.apply(pool, given)
  }) as typeof query
  return {
    stop() {
      pool.query = query
      return count
    },
  }
}

await onEachDatabase(async ({ name, database, stores }) => {
  const figures = await oneByOne(stores)
  for (const rooms of [1, 200]) figures.push(...(await underLoad(stores, database, rooms)))
  print(`Making updates durable: ${name}`, figures)
})
