import {
  PARAGRAPH_BREAK,
  type Attribution,
  type RollingParagraph,
  type Run,
} from '#app/domain/basics/rolling.ts'
import { paragraph, proposalBy } from '#tests/builders/rolling.ts'
import type { Random } from '#tests/sim/random.ts'

type Char = { sign: string; insertions: readonly Attribution[]; strikes: readonly Attribution[] }

const DELEGATIONS = ['MEX', 'CAN', 'BRA', 'JAM'] as const
const TEXTS = [
  'To urge all states',
  'tourgeallstates',
  'a b c d',
  'To [urge [all] states] of [the region',
  'a] b [c] one two three four [five six] seven',
] as const
const WORDS = ['new ', ' new', 'x', ' ', 'two words ', `in${PARAGRAPH_BREAK}two`, '[x] ', '[', ']'] as const

/** A paragraph on which delegations have put and struck words at random, within each other's too. */
export function randomParagraph(random: Random, proposals: number): RollingParagraph {
  const chars: Char[] = [...random.pick(TEXTS)].map((sign) => ({
    sign,
    insertions: [],
    strikes: [],
  }))
  for (let at = 0; at < proposals; at++) {
    const by = proposalBy(random.pick(DELEGATIONS), String(at), at)
    if (random.chance(0.5)) put(chars, by, random)
    else strike(chars, by, random)
  }
  const proposed = random.chance(0.1) ? proposalBy('USA', 'new') : null
  const inside = chars.map((each) => ({
    ...each,
    insertions: proposed ? [proposed, ...each.insertions] : each.insertions,
  }))
  return paragraph('', { runs: runsOf(inside), proposed, ...ofTheWhole(random) })
}

function put(chars: Char[], by: Attribution, random: Random) {
  const at = random.below(chars.length + 1)
  const [left, right] = [chars[at - 1]?.insertions ?? [], chars[at]?.insertions ?? []]
  const shared = left.filter(({ id }, depth) => right[depth]?.id === id)
  const insertions = [...(random.chance(0.5) ? left : shared), by]
  chars.splice(at, 0, ...[...random.pick(WORDS)].map((sign) => ({ sign, insertions, strikes: [] })))
}

function strike(chars: Char[], by: Attribution, random: Random) {
  for (let stretches = random.chance(0.3) ? 2 : 1; stretches > 0; stretches--) {
    const from = random.below(chars.length)
    const to = from + 1 + random.below(random.chance(0.2) ? chars.length : 4)
    for (let at = from; at < Math.min(to, chars.length); at++) {
      const char = chars[at]!
      if (char.strikes.includes(by) || (char.insertions.length > 0 && random.chance(0.1))) continue
      chars[at] = { ...char, strikes: [...char.strikes, by] }
    }
  }
}

function ofTheWhole(random: Random): Partial<RollingParagraph> {
  const some = (name: string) =>
    DELEGATIONS.filter(() => random.chance(0.4)).map((code) => proposalBy(code, name))
  return {
    removals: random.chance(0.2) ? some('out') : [],
    merges: random.chance(0.1) ? some('join') : [],
    moves: random.chance(0.2) ? some('move').map((by) => ({ ...by, after: random.pick(['p8', 'p9']) })) : [],
  }
}

function runsOf(chars: readonly Char[]): Run[] {
  const runs: Run[] = []
  chars.forEach(({ sign, insertions, strikes }, at) => {
    const last = runs.at(-1)
    const sorted = [...strikes].sort((a, b) => (a.id < b.id ? -1 : 1))
    const key = JSON.stringify([insertions, sorted])
    if (last && JSON.stringify([last.insertions, last.strikes]) === key) last.text += sign
    else runs.push({ text: sign, first: `1:${at}`, insertions, strikes: sorted })
  })
  return runs
}
