import { describe, expect, test } from 'vitest'
import { delayBefore, type Loss } from './reconnect.ts'

describe('one comes back', () => {
  const cases: [when: string, attempt: number, after: Loss, least: number, most: number][] = [
    ['within 0.6 s of a restart', 0, 'restart', 0, 600],
    ['within 0.6 s of a loss', 0, 'lost', 0, 600],
    ['a second time within 2 s of a restart', 1, 'restart', 600, 1_200],
    ['later each time', 3, 'lost', 2_400, 4_800],
    ['every ten seconds at the latest', 40, 'lost', 5_000, 10_000],
    ['not at once to a server that cannot work', 0, 'busy', 1_200, 2_400],
    ['after a while when it was too much', 0, 'crowded', 15_000, 30_000],
  ]
  test.each(cases)('%s', (_, attempt, after, least, most) => {
    expect(delayBefore(attempt, after, 0)).toBe(least)
    expect(delayBefore(attempt, after, 1)).toBe(most)
  })

  test('spread out: of 5,000 who are cut off together, no tenth of a second sees more than a fifth', () => {
    const tenths = Array.from({ length: 7 }, () => 0)
    for (let i = 0; i < 5_000; i++) tenths[Math.floor(delayBefore(0, 'restart', i / 5_000) / 100)]!++
    expect(Math.max(...tenths)).toBeLessThan(1_000)
  })
})
