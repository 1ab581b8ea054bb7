import { describe, expect, it } from 'vitest'
import { tokensOf } from '#app/domain/basics/compare-words.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { removedBetween, unaccounted } from '#app/domain/papers/removed.ts'
import { Negotiation } from './scenario.ts'

const RUNS = Number(process.env.RUNS ?? 20)
const FIRST_SEED = Number(process.env.SEED ?? 1)
const seeds = Array.from({ length: RUNS }, (_, i) => FIRST_SEED + i)
const STEPS = 60

/** Every character of the game is its own; brackets, names and breaks are everybody’s. */
const charsOf = (texts: readonly string[]): string[] => [...texts.join('').replace(/[ -~\u2029]/g, '')]
const charsIn = ({ paragraphs }: RollingText): string[] =>
  charsOf(paragraphs.flatMap(({ runs }) => runs.map(({ text }) => text)))
const wordsGone = (before: RollingText, after: RollingText): string[] =>
  removedBetween(before, after).flatMap(({ words }) => words.map(({ text }) => text))

/** How often each word stands in the text. */
function wordsIn({ paragraphs }: RollingText): Map<string, number> {
  const words = new Map<string, number>()
  for (const { runs } of paragraphs)
    for (const word of runs.flatMap(({ text }) => tokensOf(text))) words.set(word, (words.get(word) ?? 0) + 1)
  return words
}

function without(all: readonly string[], taken: readonly string[]): string[] {
  const left = [...all]
  for (const char of taken) if (left.includes(char)) left.splice(left.indexOf(char), 1)
  return left
}

describe('what went in a negotiation', () => {
  it.each(seeds)('is what is no longer there, and nothing else (seed %i)', (seed) => {
    const game = new Negotiation(seed)
    const { table, random } = game
    const first = table.layers.rolling()
    const listed: string[] = []
    let before = first
    const look = (what: string) => {
      const after = table.layers.rolling()
      const gone = wordsGone(before, after)
      const missing = without(charsIn(before), charsIn(after))
      expect(without(missing, charsOf(gone)), `${what} takes what is not listed`).toEqual([])
      const [was, is] = [wordsIn(before), wordsIn(after)]
      const standing = gone
        .flatMap(tokensOf)
        .filter(
          (word) => charsOf([word]).length > 0 && was.has(word) && (is.get(word) ?? 0) >= was.get(word)!,
        )
      expect(standing, `${what} leaves what is listed`).toEqual([])
      listed.push(...gone)
      before = after
    }
    for (let step = 0; step < STEPS; step++) {
      const decision = random.chance(0.3) ? game.someDecision() : null
      if (decision && table.decide(decision).ok) {
        look(JSON.stringify(decision))
        if (random.chance(0.3)) table.decide({ kind: 'undo' })
        look(`undo of ${decision.kind}`)
      }
      game.act(random.pick(table.clients))
      table.someTraffic(random)
      look('typing')
    }
    table.settle()
    look('the last words')
    expect(unaccounted(first, before, listed)).toEqual([])
    const lasting = without(charsIn(first), charsIn(before))
    for (const char of lasting) {
      const left = listed.map((words) => words.replaceAll(char, ''))
      const found = unaccounted(first, before, left).flatMap(({ words }) => words.map(({ text }) => text))
      expect(found.join(''), 'a letter that a list leaves out is found').toContain(char)
    }
  })
})
