// How long the room store takes to make updates durable, on both databases:
//   npx tsx tests/bench/append.ts
import { storesOn } from '#server/persistence/stores.ts'
import { openReady, places } from '#tests/contracts/databases.ts'
import { aDraft, anEntry, words } from '#tests/contracts/samples.ts'
import { print, timed, type Figure } from './figures.ts'

const ROUNDS = 300
/** About what a keystroke is as an update. */
const KEYSTROKE = Array.from({ length: 30 }, (_, byte) => byte)

for (const { name, missing, make } of places) {
  if (missing) {
    console.log(`${name}: not installed`)
    continue
  }
  const place = await make()
  const database = await openReady(place.where)
  const { drafts, room } = storesOn(database, () => undefined)
  const { id } = aDraft()
  await drafts.add(aDraft({ id }))
  const many = words(...Array.from({ length: 200 }, () => KEYSTROKE))
  const append = (batch: Parameters<typeof room.append>[1]) => () => room.append(id, batch)
  const decision = (run: number) => room.append(id, { ...words(KEYSTROKE), entries: [anEntry(id, run + 1)] })
  await timed(50, append(words(KEYSTROKE)))
  const figures: Figure[] = []
  const add = async (what: string, runs: number, work: (run: number) => unknown) =>
    figures.push({ what, unit: 'ms', samples: await timed(runs, work) })
  await add('1 update', ROUNDS, append(words(KEYSTROKE)))
  await add('200 updates', ROUNDS, append(many))
  await add('a decision with its record', ROUNDS, decision)
  const { lastUpdate } = await room.append(id, words(KEYSTROKE))
  await add(`opening ${lastUpdate} updates`, 5, () => room.load(id))
  await room.snapshot(id, lastUpdate, new Uint8Array(200_000))
  await add('opening from a snapshot', 20, () => room.load(id))
  print(`Making updates durable: ${name}`, figures)
  await database.close()
  await place.remove()
}
