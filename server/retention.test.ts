import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { keepNamesFor } from './retention.ts'

const log = pino({ level: 'silent' })
const DAY = 86_400_000

test('names older than so many days are erased at the start and then again and again, whatever fails', async () => {
  const asked: number[] = []
  let now = 400 * DAY
  const clock = { now: () => (now += DAY) }
  const eraseOlder = async (before: number) => {
    asked.push(before / DAY)
    if (asked.length === 1) throw new Error('the database is away')
    return { entries: 1, stays: 0 }
  }
  const kept = keepNamesFor(365, { names: { eraseOlder }, clock, log, every: 1 })
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(2))
  await kept.stop()
  expect(asked.slice(0, 3)).toEqual([36, 37, 38])
  const { length } = asked
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(asked).toHaveLength(length)
})
