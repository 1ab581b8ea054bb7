import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { paced, type Pace } from './pace.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** When it ran, for changes at these ms. */
function runsAt(pace: Pace, changes: readonly number[]): number[] {
  const begun = performance.now()
  const runs: number[] = []
  const changed = paced(
    () => runs.push(performance.now() - begun),
    () => pace,
  )
  for (const at of changes) {
    vi.advanceTimersByTime(at - (performance.now() - begun))
    changed()
  }
  vi.runAllTimers()
  return runs
}

const every = (ms: number, until: number) => Array.from({ length: until / ms }, (_, at) => at * ms)

test.each<[string, Pace, number[], number[]]>([
  ['once things rest', { rest: 100, latest: 500 }, [0, 50, 90], [190]],
  ['again after a pause', { rest: 100, latest: 500 }, [0, 200], [100, 300]],
  ['at the latest while they do not', { rest: 100, latest: 500 }, every(50, 1_000), [500, 1_000]],
  ['gathering for a moment', { rest: 60, latest: 60 }, [0, 20, 40, 59], [60]],
  ['at once', { rest: 0, latest: 0 }, [0, 10], [0, 10]],
])('runs %s', (_, pace, changes, runs) => expect(runsAt(pace, changes)).toEqual(runs))

test('not after it is cancelled', () => {
  const run = vi.fn()
  const changed = paced(run, () => ({ rest: 10, latest: 20 }))
  changed()
  changed.cancel()
  vi.runAllTimers()
  expect(run).not.toHaveBeenCalled()
})
