// How quickly one goes back and forth in a text of 100 paragraphs with 5,000 changes, and what is kept for it:
//   npx tsx tests/bench/time.ts
import { readConvergence } from '#app/usecases/record/read-convergence.ts'
import { readMoment } from '#app/usecases/record/read-moment.ts'
import { readRemoved } from '#app/usecases/record/read-removed.ts'
import { Replay } from '#server/collab/history/replay.ts'
import { aHeader, chair, mexico, MemoryRooms } from '#tests/builders/memory-rooms.ts'
import { print, timed, type Figure } from './figures.ts'

const CHANGES = 5_000
const PARAGRAPHS = 100
const DECISIONS = 199
const SENTENCE =
  'To urge member states to widen regular pathways for safe, orderly and regular migration of all people'

const table = new MemoryRooms()
const lines = Array.from({ length: PARAGRAPHS }, (_, at) => `OP: ${SENTENCE} ${at}.`)
await table.draft(aHeader(), ...lines)
const { updates } = table.memory.log('d1')
const typeAt = (at: number, on = table) => {
  const offset = 20 + (Math.floor(at / PARAGRAPHS) % 40)
  on.type('d1', mexico, (at * 7) % PARAGRAPHS, offset, offset, at % 5 === 4 ? ' ' : 'a')
}
for (let at = 0; updates.length < CHANGES; at++) typeAt(at)
const last = updates.length

const past = new Replay(table.stores.history)
const ports = { ...table.ports, past }
const moment = (update: number) => () => readMoment(ports, chair, 'd1', { update })
const figures: Figure[] = []
const add = async (what: string, runs: number, work: (run: number) => unknown, goal: number) =>
  figures.push({ what, unit: 'ms', samples: await timed(runs, work), goal })

await add('the latest moment, the first time', 1, moment(last), 1_000)
await add('a change forward', 60, (run) => moment(2_000 + run)(), 50)
await add('a change back', 60, (run) => moment(4_000 - run)(), 50)
await add('dragging: 40 changes on', 60, (run) => moment(500 + 40 * run)(), 50)
await add('anywhere', 60, (run) => moment(1 + ((run * 2_711) % last))(), 50)
await add('the dashboard’s history, the first time', 1, () => readConvergence(ports, chair, 'd1'), 2_000)
await add('the dashboard’s history, again', 3, () => readConvergence(ports, chair, 'd1'), 200)
await past.openAt('d1', [last])
figures.push({ what: 'states kept in memory', unit: 'kB', samples: [past.bytesKept() / 1_024], goal: 32_768 })

/** A decision after every ten changes: each declines what was proposed. */
const decided = new MemoryRooms()
await decided.draft(aHeader(), ...lines)
for (let at = 0; at < 10 * DECISIONS; at++) {
  typeAt(at, decided)
  const { entries } = decided.layers('d1')
  if (at % 10 === 9) await decided.decide('d1', chair, { kind: 'decline', proposals: [...entries.keys()] })
}
const removed = () => readRemoved(decided.ports, chair, 'd1', { from: '@0', to: 'now' })
await add(`what ${DECISIONS} decisions took out, the first time`, 1, removed, 2_000)
await add(`what ${DECISIONS} decisions took out, again`, 3, removed, 2_000)
print(`Back and forth in ${CHANGES.toLocaleString('en')} changes of ${PARAGRAPHS} paragraphs`, figures)
