import { describe, expect, test } from 'vitest'
import { isBuilt } from '#tests/servers/product.ts'
import { KINDS, lackFor } from './environments.ts'
import { storm } from './fault-run.ts'

// `npx tsx tests/sim/faults/run.ts --rounds 50` does this as often as you like, with three tables.
describe.skipIf(!isBuilt)(
  `people who type through a storm lose nothing that was stored${isBuilt ? '' : ' (skipped: not built)'}`,
  { timeout: 180_000 },
  () => {
    for (const kind of KINDS) {
      const lack = lackFor(kind)
      test.skipIf(lack)(`${kind}${lack ? ` (skipped: ${lack})` : ''}`, async () => {
        const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
        const outcome = await storm(kind, { rounds: 2, seed, tables: 1 })
        expect(outcome.faults, `seed ${seed}; the product said: ${outcome.said.join('; ')}`).toEqual([])
        expect(outcome.rounds).toBe(2)
        expect(outcome.acknowledged).toBeGreaterThan(10)
      })
    }
  },
)
