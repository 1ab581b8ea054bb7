import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { Random } from '../random.ts'
import { hostile, type Material } from './hostile-message.ts'
import { Grounds, contentOf, type Sitter } from './room-under-test.ts'

/** 14,000 hostile messages; `RUNS=1000 SEED=…` tries more, and others. */
const RUNS = Number(process.env.RUNS ?? 60)
let grounds: Grounds
afterEach(() => grounds.hub.close())

function material(attacker: Sitter, random: Random): Material {
  const others = [grounds.mexico.doc.clientID, grounds.canada.doc.clientID, 1]
  const earlier = [grounds.mexico, grounds.canada].map(({ doc }) => Y.encodeStateAsUpdate(doc))
  return { attacker, client: random.below(2 ** 32), others, earlier, random }
}

/** Everything but what Canada may write. */
const foreign = (doc: Y.Doc) => ({ ...contentOf(doc), 'p:CAN': null })

/** The room has what its log has, and of others' words nothing is touched; whoever is honest works on. */
async function isUnharmed(before: unknown): Promise<void> {
  const kept = grounds.fromLog()
  expect(foreign(kept)).toEqual(before)
  expect(contentOf(await grounds.fromRoom())).toEqual(contentOf(kept))
}

async function worksOn(): Promise<void> {
  const { mexico, canada } = grounds
  expect([mexico.closed, canada.closed]).toEqual([null, null])
  mexico.type(1, 2, 'still ')
  await grounds.settle()
  const kept = contentOf(grounds.fromLog())
  expect(JSON.stringify(kept['p:MEX'])).toContain('still ')
  for (const { doc } of [mexico, canada]) expect(contentOf(doc)).toEqual(kept)
  await grounds.hub.close()
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })
const each = { numRuns: RUNS, endOnFailure: true }

test('a room is what its log says after each hostile message', { timeout: 600_000 }, async () => {
  const property = fc.asyncProperty(seeds, async (seed) => {
    const random = new Random(seed)
    grounds = await Grounds.open()
    const before = foreign(grounds.fromLog())
    let attack = material(await grounds.attacker(), random)
    for (let messages = 0; messages < 40; messages++) {
      if (attack.attacker.closed) attack = material(await grounds.attacker(), random)
      attack.attacker.send(hostile(attack))
      await grounds.settle()
      await isUnharmed(before)
    }
    await worksOn()
  })
  await fc.assert(property, each)
})

test('a room stays whole under many hostile messages at once', { timeout: 600_000 }, async () => {
  const property = fc.asyncProperty(seeds, async (seed) => {
    const random = new Random(seed)
    grounds = await Grounds.open()
    const before = foreign(grounds.fromLog())
    for (let waves = 0; waves < 4; waves++) {
      const attackers = await Promise.all([grounds.attacker(), grounds.attacker(), grounds.attacker()])
      const materials = attackers.map((attacker) => material(attacker, random))
      for (let messages = 0; messages < 50; messages++) {
        const each = random.pick(materials)
        each.attacker.send(hostile(each))
      }
      await grounds.settle()
      await isUnharmed(before)
    }
    await worksOn()
  })
  await fc.assert(property, each)
})
