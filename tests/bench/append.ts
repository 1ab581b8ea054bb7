// How long the room store takes to make updates durable, on both databases:
//   npx tsx tests/bench/append.ts
import { storesOn } from '#server/persistence/stores.ts'
import { openReady, places } from '#tests/contracts/databases.ts'
import { aDraft, anEntry, words } from '#tests/contracts/samples.ts'

const ROUNDS = 300
/** About what a keystroke is as an update. */
const KEYSTROKE = Array.from({ length: 30 }, (_, byte) => byte)

/** Runs one after the other; answers median and 95th percentile in ms. */
async function time(rounds: number, work: (round: number) => Promise<unknown>): Promise<string> {
  const taken = []
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now()
    await work(round)
    taken.push(performance.now() - begun)
  }
  taken.sort((a, b) => a - b)
  const at = (share: number) => taken[Math.floor(share * rounds)]!.toFixed(2)
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms`
}

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
  await time(50, () => room.append(id, words(KEYSTROKE)))
  console.log(`${name}, 1 update: ${await time(ROUNDS, () => room.append(id, words(KEYSTROKE)))}`)
  console.log(`${name}, 200 updates: ${await time(ROUNDS, () => room.append(id, many))}`)
  const decision = (round: number) =>
    room.append(id, { ...words(KEYSTROKE), entries: [anEntry(id, round + 1)] })
  console.log(`${name}, a decision with its record: ${await time(ROUNDS, decision)}`)
  const state = new Uint8Array(200_000)
  const { lastUpdate } = await room.append(id, words(KEYSTROKE))
  console.log(`${name}, opening ${lastUpdate} updates: ${await time(5, () => room.load(id))}`)
  await room.snapshot(id, lastUpdate, state)
  console.log(`${name}, opening from a snapshot: ${await time(20, () => room.load(id))}`)
  await database.close()
  await place.remove()
}
