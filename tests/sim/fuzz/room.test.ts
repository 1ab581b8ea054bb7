import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { Random } from '../random.ts'
import { hostile, type Material } from './hostile-message.ts'
import { inOtherOrder, readAlike } from './read-alike.ts'
import { RoomUnderTest, contentOf, type FuzzClient } from './room-under-test.ts'

/** 5,000 hostile messages; `RUNS=1000 SEED=…` tries more, and others. */
const RUNS = Number(process.env.RUNS ?? 20)
let room: RoomUnderTest
afterEach(() => room.hub.close())

function material(attacker: FuzzClient, random: Random): Material {
  const others = [room.mexico.doc.clientID, room.canada.doc.clientID, 1]
  const earlier = [room.mexico, room.canada].map(({ doc }) => Y.encodeStateAsUpdate(doc))
  return { attacker, client: random.below(2 ** 32), others, earlier, random }
}

/** Everything but what Canada may write. */
const foreign = (doc: Y.Doc) => ({ ...contentOf(doc), 'p:CAN': null })

/** The room has what its log has, and of others' words nothing is touched; whoever is honest works on. */
async function isUnharmed(before: unknown): Promise<void> {
  const kept = room.fromLog()
  expect(foreign(kept)).toEqual(before)
  expect(contentOf(await room.fromRoom())).toEqual(contentOf(kept))
}

async function worksOn(random: Random): Promise<void> {
  const { mexico, canada } = room
  expect([mexico.closed, canada.closed]).toEqual([null, null])
  mexico.type(1, 2, 'still ')
  await room.settle()
  const kept = contentOf(room.fromLog())
  expect(JSON.stringify(kept['p:MEX'])).toContain('still ')
  for (const { doc } of [mexico, canada]) expect(contentOf(doc)).toEqual(kept)
  const shuffled = inOtherOrder(room.memory.log('d').updates, random)
  readAlike([room.fromLog(), mexico.doc, canada.doc, await room.fromRoom(), shuffled])
  await room.hub.close()
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })
const each = { numRuns: RUNS, endOnFailure: true }

test('a room is what its log says after each hostile message', { timeout: 600_000 }, async () => {
  const property = fc.asyncProperty(seeds, async (seed) => {
    const random = new Random(seed)
    room = await RoomUnderTest.open()
    const before = foreign(room.fromLog())
    let attack = material(await room.attacker(), random)
    for (let messages = 0; messages < 40; messages++) {
      if (attack.attacker.closed) attack = material(await room.attacker(), random)
      attack.attacker.send(hostile(attack))
      await room.settle()
      await isUnharmed(before)
    }
    await worksOn(random)
  })
  await fc.assert(property, each)
})

test('a room stays whole under many hostile messages at once', { timeout: 600_000 }, async () => {
  const property = fc.asyncProperty(seeds, async (seed) => {
    const random = new Random(seed)
    room = await RoomUnderTest.open()
    const before = foreign(room.fromLog())
    for (let waves = 0; waves < 4; waves++) {
      const attackers = await Promise.all([room.attacker(), room.attacker(), room.attacker()])
      const materials = attackers.map((attacker) => material(attacker, random))
      for (let messages = 0; messages < 50; messages++) {
        const each = random.pick(materials)
        each.attacker.send(hostile(each))
      }
      await room.settle()
      await isUnharmed(before)
    }
    await worksOn(random)
  })
  await fc.assert(property, each)
})
