import { describe, expect, test } from 'vitest'
import { commentedRanges, type ThreadWords } from '#app/domain/floor/commented-words.ts'
import type { Run } from '#app/domain/basics/rolling.ts'
import { Random } from '#tests/sim/random.ts'

const seeds = Array.from({ length: 40 }, (_, seed) => seed)

describe('words with comments are those that are found by looking for each character', () => {
  test.each(seeds)('seed %i', (seed) => {
    const random = new Random(seed)
    for (let each = 0; each < 25; each++) {
      const runs = randomRuns(random)
      const words = randomWords(random)
      const shown = commentedRanges(runs, words)
      const threadsAt = (at: number) => shown.find(({ from, to }) => from <= at && at < to)?.threads ?? []
      const text = runs.map(({ text }) => text).join('')
      expect(
        [...text].map((_, at) => threadsAt(at)),
        JSON.stringify({ runs, words }),
      ).toEqual(theLongWay(runs, words))
      expect(shown.every(({ from }, at) => at === 0 || shown[at - 1]!.to <= from)).toBe(true)
    }
  })
})

function theLongWay(runs: readonly Run[], words: readonly ThreadWords[]): string[][] {
  const characters = runs.flatMap(({ first, text }) =>
    Array.from(text, (_, at) => `${first.split(':')[0]}:${Number(first.split(':')[1]) + at}`),
  )
  const reaches = words.map(({ thread, characters: stretches }) => {
    const own = new Set(
      stretches.flatMap(([start, length]) =>
        Array.from({ length }, (_, at) => `${start.split(':')[0]}:${Number(start.split(':')[1]) + at}`),
      ),
    )
    const found = characters.flatMap((char, at) => (own.has(char) ? [at] : []))
    return { thread, from: found[0] ?? Infinity, to: found.at(-1) ?? -1 }
  })
  return characters.map((_, at) =>
    reaches.filter(({ from, to }) => from <= at && at <= to).map(({ thread }) => thread),
  )
}

/** Stretches of what two people typed, in any order, some of it gone. */
function randomRuns(random: Random): Run[] {
  const stretches = [1, 2].flatMap((client) => {
    let clock = 0
    return Array.from({ length: 1 + random.below(6) }, () => {
      const text = 'abcde'.slice(0, 1 + random.below(5))
      const first = `${client}:${clock}`
      clock += text.length + (random.chance(0.3) ? 2 : 0)
      return { text, first, insertions: [], strikes: [] }
    })
  })
  return random.chance(0.5) ? stretches : stretches.sort(() => random.next() - 0.5)
}

const randomWords = (random: Random): ThreadWords[] =>
  Array.from({ length: random.below(6) }, (_, at) => ({
    thread: `t${at}`,
    characters: Array.from(
      { length: 1 + random.below(2) },
      () => [`${1 + random.below(3)}:${random.below(20)}`, 1 + random.below(12)] as const,
    ),
  }))
