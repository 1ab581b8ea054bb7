import { describe, expect, test } from 'vitest'
import { isBuilt } from '#tests/servers/product.ts'
import { FAULTS, missingFor } from './environments.ts'
import { runFaults } from './fault-run.ts'

// `npx tsx tests/sim/faults/run.ts --rounds 50` does this as often as you like, with three tables.
describe.skipIf(!isBuilt)(
  `people who type through faults lose nothing that was stored${isBuilt ? '' : ' (skipped: not built)'}`,
  { timeout: 600_000 },
  () => {
    for (const kind of FAULTS) {
      const missing = missingFor(kind)
      test.skipIf(missing)(`${kind}${missing ? ` (skipped: ${missing})` : ''}`, async () => {
        const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
        const outcome = await runFaults(kind, { rounds: 2, seed, drafts: 1 })
        expect(outcome.faults, `seed ${seed}; the product said: ${outcome.output.join('; ')}`).toEqual([])
        expect(outcome.rounds).toBe(2)
        expect(outcome.acknowledged).toBeGreaterThan(10)
      })
    }
  },
)
