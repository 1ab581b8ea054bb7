import { expect, test } from 'vitest'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import { anEntry } from '#tests/builders/samples.ts'
import { MemoryTimeSums } from './time-sums.ts'

const minute = 60_000

test('each look reads what is new in the record, and nothing twice', async () => {
  const entries: RecordEntry[] = []
  const happen = (count: number) => {
    for (let n = 0; n < count; n++)
      entries.push(
        anEntry('d1', entries.length + 1, {
          at: entries.length * minute,
          detail: { proposals: [], labels: { p1: 'OP 1' } },
        }),
      )
  }
  const asked: number[] = []
  const sums = new MemoryTimeSums({
    page: async (_draft, _filter, { after = 0, limit }) => {
      asked.push(after)
      return entries.filter(({ number }) => number > after).slice(0, limit)
    },
  })
  expect([...(await sums.of('d1'))]).toEqual([])
  happen(600)
  const [one, other] = await Promise.all([sums.of('d1'), sums.of('d1')])
  expect([one.get('p1'), other.get('p1')]).toEqual([599 * minute, 599 * minute])
  happen(1)
  expect((await sums.of('d1')).get('p1')).toBe(600 * minute)
  expect(asked).toEqual([0, 0, 250, 500, 600, 600])
})
