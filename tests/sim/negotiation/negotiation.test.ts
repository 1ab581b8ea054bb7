import { describe, expect, it } from 'vitest'
import { Layers } from '#app/document/model/layers.ts'
import { consolidate, type ConsolidationOf } from '#app/domain/consolidation/consolidation.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import { withMoved } from '#app/domain/text/move.ts'
import { PARAGRAPH_BREAK, type RollingParagraph } from '#app/domain/basics/rolling.ts'
import { Negotiation, authorOf } from './scenario.ts'
import { show, type SimulatedRoom } from '../simulated-room.ts'

const RUNS = Number(process.env.RUNS ?? 40)
const FIRST_SEED = Number(process.env.SEED ?? 1)
const STEPS = 60

/** These take words out of the text by design; what they leave is checked against what was foreseen. */
const LOSING: readonly Decision['kind'][] = [
  'consolidate',
  'pick-alternative',
  'accept-alternative',
  'merge-alternatives',
  'put-bridging',
]

/** What a decision of many choices must make of its paragraph, character by character; null where it cannot be said. */
function foreseen(decision: Decision, before: RollingParagraph | undefined): string | null {
  if (!before || before.merges.length > 0) return null
  if (decision.kind === 'put-bridging' && decision.as === 'text') return decision.text
  if (decision.kind !== 'consolidate') return null
  const worked = consolidate(before, decision.choices, (code) => code)
  if (!worked.ok) throw new Error(`carried out, but foreseen to be refused: ${worked.refusal.kind}`)
  const { after, pieces, isRemoved } = worked.value
  expect(pieces.map(({ text }) => text).join('')).toBe(after)
  return isRemoved ? null : after.split(PARAGRAPH_BREAK)[0]!
}

const isConsolidable = ({ choices }: ConsolidationOf, paragraph: RollingParagraph): boolean =>
  choices.length > 0 && consolidate(paragraph, choices, (code) => code).ok

function play(seed: number, withDecisions: boolean) {
  const game = new Negotiation(seed)
  const { table, random } = game
  for (let step = 0; step < STEPS; step++) {
    if (withDecisions && random.chance(0.15)) decideAndCheck(game)
    game.act(random.pick(table.clients))
    table.someTraffic(random)
  }
  table.settle()
  return game
}

const chars = (layers: Layers) =>
  layers.order().flatMap((id) =>
    layers.paragraph(id)!.pieces.flatMap((piece) =>
      [...piece.text].map((char) => ({
        char,
        by: piece.insertions.at(-1)?.delegation ?? null,
        struck: piece.strikes.map((strike) => strike.id),
        inside: piece.insertions.map(({ id }) => id),
      })),
    ),
  )

/** What the decision must leave, character by character. */
function decideAndCheck(game: Negotiation) {
  const { table } = game
  const decision = game.someDecision()
  if (!decision) return
  const before = chars(table.layers)
  const target = 'paragraph' in decision && typeof decision.paragraph === 'string' ? decision.paragraph : null
  const paragraphBefore = target === null ? undefined : table.layers.paragraph(target)?.paragraph
  const shownBefore = show(table.layers)
  const orderForeseen = movedTo(decision, table)
  const result = table.decide(decision)
  if (!result.ok) {
    expect(show(table.layers), 'a refused decision changes nothing').toBe(shownBefore)
    const isForeseen =
      decision.kind === 'consolidate' && paragraphBefore && isConsolidable(decision, paragraphBefore)
    // Which paragraph stands first, a paragraph by itself does not tell.
    if (isForeseen && result.refusal.kind !== 'nothing-before')
      expect(result.refusal, `${JSON.stringify(decision)} on ${shownBefore}`).toBe('carried out, as foreseen')
    return
  }
  const after = chars(table.layers)
  const want = foreseen(decision, paragraphBefore)
  if (want !== null)
    expect(
      table.layers.base.get(target!)?.get('text')?.toString() ?? '',
      `${JSON.stringify(decision)} on ${shownBefore}`,
    ).toBe(want)
  const text = (list: typeof after) => list.map(({ char }) => char).join('')
  const words = (list: typeof after) => text(list).replace(/[ -~\u2029]/g, '')
  if (orderForeseen) expect(table.layers.order(), `accept ${shownBefore}`).toEqual(orderForeseen)
  if (decision.kind === 'accept') {
    const [id] = decision.proposals
    const want = before.filter(({ struck }) => !struck.includes(id!))
    if (!isMove(decision, table)) expect(words(after), `accept ${shownBefore}`).toBe(words(want))
    for (const { char, inside } of after) expect(inside, char).not.toContain(id)
  } else if (decision.kind === 'decline') {
    const gone = new Set(decision.proposals)
    for (const { inside, struck } of after)
      for (const id of [...inside, ...struck]) expect(gone.has(id)).toBe(false)
  } else if (
    decision.kind === 'bracket-proposal' ||
    decision.kind === 'bracket-passage' ||
    decision.kind === 'split-paragraph'
  )
    expect(words(after), `${JSON.stringify(decision)} on ${shownBefore}`).toBe(words(before))
  else if (!LOSING.includes(decision.kind))
    expect([...words(after)].sort(), `${JSON.stringify(decision)} on ${shownBefore}`).toEqual(
      [...words(before)].sort(),
    )
  if (game.random.chance(0.4)) {
    expect(table.decide({ kind: 'undo' }).ok).toBe(true)
    expect(show(table.layers), `undo of ${JSON.stringify(decision)}`).toBe(shownBefore)
  }
}

/** The order that a move of the chair’s, or an accepted one, must leave; null for every other decision. */
function movedTo(decision: Decision, { layers }: SimulatedRoom): string[] | null {
  if (decision.kind === 'move-paragraph' && decision.paragraph !== decision.after)
    return withMoved(layers.rolling().paragraphs, decision.paragraph, decision.after).map(({ id }) => id)
  const entry = decision.kind === 'accept' ? layers.entries.get(decision.proposals[0]!) : undefined
  if (entry?.kind !== 'move') return null
  const { paragraphs } = layers.rolling()
  return withMoved(paragraphs, entry.paragraph, layers.placeOf(entry).after).map(({ id }) => id)
}

/** Removals take the words with them, and a join may bring words past a proposed paragraph. */
function isMove(decision: Decision, table: SimulatedRoom): boolean {
  if (!('proposals' in decision)) return false
  return decision.proposals.some((id) => {
    const entry = table.doc.getMap(`p:${id.slice(0, 3)}`).get(id) as { get(key: string): unknown } | undefined
    return ['removal', 'merge', 'move'].includes(String(entry?.get('kind')))
  })
}

const seeds = Array.from({ length: RUNS }, (_, i) => FIRST_SEED + i)

describe('four delegations at once, with random delay', () => {
  it.each(seeds)('end with one and the same text, every word its author’s (seed %i)', (seed) => {
    const { table, baseText } = play(seed, false)
    const want = show(table.layers)
    for (const delegate of table.clients) expect(show(delegate.layers)).toBe(want)
    expect(show(new Layers(table.doc)), 'read afresh').toBe(want)
    const all = chars(table.layers)
    // Brackets, slashes and breaks are everybody’s.
    for (const { char, by } of all) if (!/[[\]/\u2029]/.test(char)) expect(by).toBe(authorOf(char))
    const base = all.filter(({ by }) => by === null).map(({ char }) => char)
    expect(base.join('')).toBe(baseText.join(''))
  })
})

describe('the chair deciding while they type', () => {
  it.each(seeds)(
    'keeps every other proposal at its words, and takes back what it decided (seed %i)',
    (seed) => {
      const { table } = play(seed + 10_000, true)
      const want = show(table.layers)
      for (const delegate of table.clients) expect(show(delegate.layers)).toBe(want)
      expect(show(new Layers(table.doc)), 'read afresh').toBe(want)
    },
  )
})
