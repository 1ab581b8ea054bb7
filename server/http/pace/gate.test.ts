import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Gate, type Admission } from './gate.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'performance'] }))
afterEach(() => void vi.useRealTimers())

const allowance = { perSecond: 10, burst: 10, atOnce: 2, waiting: 4 }
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** Asks, and tells what has come of each by now. */
function asking(gate: Gate) {
  const asked: (Admission | null)[] = []
  const ask = (key: string, cost = 1) => {
    const at = asked.push(null) - 1
    void gate.ask(key, cost).then((admission) => (asked[at] = admission))
  }
  const states = () =>
    asked.map((each) =>
      each === null ? 'waits' : 'after' in each ? `after ${Math.round(each.after)}` : 'in',
    )
  const leave = (at: number) => (asked[at] as { leave(): void }).leave()
  return { ask, states, leave }
}

test('so many are in at once; whoever leaves lets the next one in, once', async () => {
  const { ask, states, leave } = asking(new Gate(allowance))
  for (let n = 0; n < 4; n++) ask('ana')
  await pass(0)
  expect(states()).toEqual(['in', 'in', 'waits', 'waits'])
  leave(0)
  leave(0)
  await pass(0)
  expect(states()).toEqual(['in', 'in', 'in', 'waits'])
  leave(1)
  await pass(0)
  leave(2)
  leave(3)
  ask('ana')
  ask('ana')
  await pass(0)
  expect(states().slice(3)).toEqual(['in', 'in', 'in'])
})

test('others do not wait for somebody who asks a lot', async () => {
  const { ask, states } = asking(new Gate(allowance))
  for (let n = 0; n < 4; n++) ask('ana')
  ask('ben')
  await pass(0)
  expect(states()).toEqual(['in', 'in', 'waits', 'waits', 'in'])
})

test('what is beyond the points waits, and what would wait too long is told when to come again', async () => {
  const { ask, states, leave } = asking(new Gate(allowance))
  ask('ana', 10)
  ask('ana', 5)
  ask('ana', 40)
  await pass(0)
  expect(states()).toEqual(['in', 'waits', 'after 4500'])
  await pass(500)
  expect(states()).toEqual(['in', 'in', 'after 4500'])
  leave(0)
})

test('no more than so many wait', async () => {
  const { ask, states } = asking(new Gate({ ...allowance, burst: 100 }))
  for (let n = 0; n < 8; n++) ask('ana', 5)
  await pass(0)
  expect(states().slice(5)).toEqual(['waits', 'after 500', 'after 500'])
})
