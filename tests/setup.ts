import fc from 'fast-check'
import { vi } from 'vitest'

/** The same random cases in every run; `SEED=…` tries others. A seed that fails becomes a case of its own. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20240409) })

/**
 * What comes sooner or later is waited for until the test's own time is over, however busy the machine is: how long
 * something takes is a figure for `tests/bench`.
 */
const PATIENCE = { timeout: 100_000 }
const { waitFor } = vi
vi.waitFor = (condition) => waitFor(condition, PATIENCE)
