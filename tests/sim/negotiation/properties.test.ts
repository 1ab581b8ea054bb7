import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { decide } from '#app/document/decide/decide.ts'
import { Layers } from '#app/document/model/layers.ts'
import { collisionsOf } from '#app/domain/consolidation/collisions.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { bracketsOf, runsOf } from '#app/domain/text/view.ts'
import { charAt } from '#app/domain/basics/character.ts'
import { Negotiation, authorOf } from './scenario.ts'
import type { Random } from '../random.ts'
import { show, type SimulatedRoom } from '../simulated-room.ts'

const RUNS = Number(process.env.RUNS ?? 12)
const FIRST_SEED = Number(process.env.SEED ?? 1)
const seeds = Array.from({ length: RUNS }, (_, i) => FIRST_SEED + i)

type Detail = {
  words?: { delegation: string; inserted: string; struck: string }[]
  superseded?: { delegation: string; inserted: string }[]
  texts?: { paragraph: string; before: string; after: string }[]
}

/** Everybody types for so many steps; `decided` looks at each of the decisions in between. */
function negotiated(seed: number, steps: number, decided?: (game: Negotiation, decision: Decision) => void) {
  const game = new Negotiation(seed)
  for (let step = 0; step < steps; step++) {
    const decision = decided && game.random.chance(0.2) ? game.someDecision() : null
    if (decision) decided!(game, decision)
    game.act(game.random.pick(game.table.clients))
    game.table.someTraffic(game.random)
  }
  game.table.settle()
  return game
}

const baseTexts = (layers: Layers): string[] =>
  layers.order().flatMap((id) => {
    const text = layers.base.get(id)?.get('text') as Y.Text | undefined
    return text ? [text.toString()] : []
  })
/** Without brackets, names and the blank that joins paragraphs: every other character stands once. */
const wordsOf = (texts: readonly string[]): string => texts.join('').replace(/[ -~\u2029]/g, '')
const sorted = (words: string): string => [...words].sort().join('')

describe('declining everything that is proposed', () => {
  it.each(seeds)('gives the base (seed %i)', (seed) => {
    const { table, baseText } = negotiated(seed, 60)
    const proposals = pendingIn(table.layers)
    expect(table.decide({ kind: 'decline', proposals }).ok).toBe(true)
    expect(show(table.layers)).toBe(baseText.join('\n'))
  })
  it.each(seeds)('gives what was decided before (seed %i)', (seed) => {
    const { table } = negotiated(seed, 40, ({ table }, decision) => void table.decide(decision))
    const before = baseTexts(table.layers).filter((text) => text !== '')
    table.decide({ kind: 'decline', proposals: pendingIn(table.layers) })
    const after = show(table.layers).split('\n')
    expect(after.filter((text) => text !== '')).toEqual(before)
  })
})

const pendingIn = (layers: Layers): ProposalId[] =>
  [...layers.entries.values()].filter(({ kind }) => kind !== 'support').map((entry) => entry.attribution.id)

describe('proposals that do not collide', () => {
  it.each(seeds)('make the same text in whatever order they are accepted (seed %i)', (seed) => {
    const { table, random } = negotiated(seed, 30)
    for (const { id } of table.layers.rolling().paragraphs) {
      const free = freeIn(table.layers, id)
      if (free.length < 2) continue
      const made = [free, [...free].reverse(), shuffled(free, random)].map((order) => accepted(table, order))
      expect(made[1], `backwards, on ${show(table.layers)}`).toBe(made[0])
      expect(made[2], `shuffled, on ${show(table.layers)}`).toBe(made[0])
    }
  })
})

/** Cards on a paragraph that collide with nothing; not those that join or remove it, or amend what collides. */
function freeIn(layers: Layers, id: string): ProposalId[][] {
  const { proposals, free, hosts } = collisionsOf(layers.paragraph(id)!.paragraph)
  const isOfWords = (card: number) =>
    ['insertion', 'deletion', 'replacement', 'split'].includes(proposals[card]!.kind)
  const mayGo = (card: number): boolean =>
    free.includes(card) && isOfWords(card) && hosts.get(card)!.every(mayGo)
  return free.filter(mayGo).map((card) => [...proposals[card]!.ids])
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items]
  return items.map(() => left.splice(random.below(left.length), 1)[0]!)
}

/** The text after accepting one card after another, on a copy; what amends another one comes after it. */
function accepted(table: SimulatedRoom, order: readonly ProposalId[][]): string {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(table.doc))
  copy.clientID = table.doc.clientID
  const layers = new Layers(copy)
  let ids = 0
  let left = order
  for (let before = -1; left.length !== before;) {
    before = left.length
    left = left.filter((proposals) => {
      const isPending = proposals.every((id) => layers.entries.has(id))
      if (!isPending) return false
      const result = copy.transact((transaction) =>
        decide(layers, transaction, { kind: 'accept', proposals }, () => `made-here${ids++}`),
      )
      return !result.ok && result.refusal.kind === 'accept-parent-first'
    })
  }
  return show(layers)
}

describe('the base and the record', () => {
  it.each(seeds)('explain every character that comes and goes (seed %i)', (seed) => {
    negotiated(seed, 60, ({ table }, decision) => {
      const before = wordsOf(baseTexts(table.layers))
      const result = table.decide(decision)
      if (!result.ok) return
      const after = wordsOf(baseTexts(table.layers))
      const { words = [], texts = [], superseded = [] } = result.value as Detail
      const come = [...after].filter((char) => !before.includes(char))
      const gone = [...before].filter((char) => !after.includes(char))
      const about = JSON.stringify(decision)
      for (const char of come) {
        const by = words.find(({ inserted }) => inserted.includes(char))?.delegation
        // The game gives the chair characters of CAN's.
        if (by && by !== 'CHAIR') expect(by, `${char} of ${about}`).toBe(authorOf(char))
        else if (!by)
          expect(
            texts.some((text) => text.after.includes(char) && !text.before.includes(char)),
            `${char} comes: ${about}`,
          ).toBe(true)
      }
      if (decision.kind === 'accept-alternative')
        for (const char of wordsOf(words.map(({ inserted }) => inserted))) {
          const isLeftOut = superseded.some(({ inserted }) => inserted.includes(char))
          expect(isLeftOut, `${char} is in the text or left out of it: ${about}`).toBe(!after.includes(char))
        }
      for (const char of gone) {
        const isStruck = words.some(({ struck }) => struck.includes(char))
        const isLeft = texts.some((text) => text.before.includes(char) && !text.after.includes(char))
        expect(isStruck || isLeft, `${char} goes: ${about}`).toBe(true)
      }
    })
  })
})

describe('a bracket', () => {
  it.each(seeds)('comes and goes with its names and without a word (seed %i)', (seed) => {
    const game = negotiated(seed, 25, ({ table }, decision) => void table.decide(decision))
    for (let step = 0; step < 12; step++) {
      const { table } = game
      const decision = bracketing(game)
      if (!decision) continue
      const [before, shown] = [baseTexts(table.layers), show(table.layers)]
      const words = 'proposals' in decision ? insertedBy(table.layers, decision.proposals) : ''
      const result = table.decide(decision)
      const after = baseTexts(table.layers)
      const about = `${JSON.stringify(decision)} on ${shown}`
      expect(sorted(wordsOf(after)), about).toBe(sorted(wordsOf(before) + (result.ok ? words : '')))
      if (result.ok)
        expect(pairsIn(after) - pairsIn(before), about).toBe(
          changeOf(decision, after.join('\n'), before.join('\n')),
        )
    }
  })
})

const pairsIn = (texts: readonly string[]): number => {
  const all = texts.join('')
  const [open, close] = [all.split('[').length - 1, all.split(']').length - 1]
  return (open + close) / 2
}

/** How many pairs more there are to be; a proposal may have several stretches, or be empty. */
const changeOf = (decision: Decision, after: string, before: string): number =>
  decision.kind === 'bracket-passage'
    ? 1
    : decision.kind === 'unbracket'
      ? -1
      : decision.kind === 'mark-literal'
        ? 0
        : pairsIn([after]) - pairsIn([before])

const insertedBy = (layers: Layers, proposals: readonly ProposalId[]): string =>
  wordsOf(
    proposals.flatMap((id) => {
      const entry = layers.entries.get(id)
      return entry?.kind === 'insertion' || entry?.kind === 'paragraph' ? [entry.text.toString()] : []
    }),
  )

/** Brackets words, a proposal, or does something to a pair that is there. */
function bracketing(
  game: Negotiation,
): Extract<Decision, { kind: `${string}bracket${string}` | 'mark-literal' }> | null {
  const { random, table } = game
  const text = table.layers.rolling()
  const { brackets } = bracketsOf(text, { kind: 'base' })
  const ids = game.proposals()
  if (brackets.length > 0 && random.chance(0.4)) {
    const { open } = random.pick(brackets)
    const runs = runsOf(
      text.paragraphs.find(({ id }) => id === open.paragraph)!,
      { kind: 'base' },
    )
    const char = charAt(runs, open.offset)!
    return random.chance(0.8)
      ? { kind: 'unbracket', open: char }
      : { kind: 'mark-literal', open: char, literal: random.chance(0.5) }
  }
  if (ids.length > 0 && random.chance(0.3))
    return { kind: 'bracket-proposal', proposals: [random.pick(ids)], attributed: random.chance(0.5) }
  const places = text.paragraphs.flatMap((paragraph) =>
    runsOf(paragraph, { kind: 'base' }).map((run) => ({ paragraph: paragraph.id, char: run.first })),
  )
  if (places.length === 0) return null
  const [a, b] = [random.below(places.length), random.below(places.length)].sort((x, y) => x - y) as [
    number,
    number,
  ]
  const [from, to] = [places[a]!, places[b]!]
  return {
    kind: 'bracket-passage',
    paragraph: from.paragraph,
    from: from.char,
    to: to.char,
    ...(from.paragraph !== to.paragraph && { until: to.paragraph }),
    attribution: random.chance(0.5) ? ['MEX', 'CAN'] : [],
  }
}
