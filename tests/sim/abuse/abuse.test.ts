import { expect, test } from 'vitest'
import { isBuilt } from '#tests/servers/product.ts'
import { runAttacks } from './attack-run.ts'

/** A few of each kind; `npx tsx tests/sim/abuse/run.ts` tries them all, harder, and says how long the honest waited. */
const SOME = [
  'client id of a colleague',
  'only reads with',
  'same clock again',
  'writes into "base"',
  'withdraws another',
  'names another author',
  '"__proto__"',
  'lists in a value',
  'XML into a text',
  'miss what came before',
  'one update of 32 MB',
  '20,000 opening brackets',
  '70,000 pairs of brackets',
  'six-byte frame',
  'larger than memory',
  'text instead of bytes',
  'takes it away',
  'forged name',
  'flood of carets',
  'flood of letters, each',
  'again and again, and reads it',
  'goes on after',
  'without a token',
]

// The pages come from the build.
test.skipIf(!isBuilt)(
  'whoever attacks the server loses its line, and nobody else anything',
  { timeout: 600_000 },
  async () => {
    // While other tests run, time says nothing: how long the honest wait is a figure of `run.ts`.
    const { rows, skipped } = await runAttacks({
      seed: 1,
      force: 1,
      only: SOME,
      patience: Infinity,
      memory: 400e6,
    })
    expect(rows.length + skipped.length).toBeGreaterThanOrEqual(SOME.length)
    expect(rows.filter(({ faults }) => faults.length > 0)).toEqual([])
  },
)
