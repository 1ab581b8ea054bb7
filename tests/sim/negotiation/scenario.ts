import { charAt } from '#app/domain/basics/character.ts'
import { collisionsOf } from '#app/domain/consolidation/collisions.ts'
import { markOf, proposedChoices, type Choice } from '#app/domain/consolidation/consolidation.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { ProposalId, RollingParagraph } from '#app/domain/basics/rolling.ts'
import { proposedAlternatives } from '#app/domain/consolidation/proposed-alternatives.ts'
import { bracketsOf, runsOf } from '#app/domain/text/view.ts'
import { Random } from '../random.ts'
import { SimulatedRoom, paragraph, type SimulatedClient } from '../simulated-room.ts'

/** Every character is its own: base text in Chinese characters, each delegation in a block of its own. */
const BLOCK: Record<string, number> = { MEX: 0x1000, CAN: 0x1400, JAM: 0x1800, BRA: 0xa000 }
/** Whose a character is; null for one of the base text, and for brackets and names. */
export const authorOf = (char: string) =>
  Object.entries(BLOCK).find(
    ([, start]) => char.charCodeAt(0) >= start && char.charCodeAt(0) < start + 0x400,
  )?.[0] ?? null

/** Four delegates of three delegations, and a chair, who do anything at any time; the same for one seed. */
export class Negotiation {
  readonly random: Random
  readonly table: SimulatedRoom
  private typed: Record<string, number> = {}
  readonly baseText: string[]

  constructor(seed: number) {
    this.random = new Random(seed)
    this.baseText = [0, 1, 2].map((p) =>
      Array.from({ length: 14 }, (_, i) => String.fromCharCode(0x4e00 + p * 100 + i)).join(''),
    )
    this.table = new SimulatedRoom(this.baseText.map((text) => paragraph(text)))
    for (const [i, code] of ['MEX', 'CAN', 'JAM', 'MEX'].entries()) this.table.join(code, `user${i}`)
  }

  private fresh(delegation: string, length: number): string {
    return Array.from({ length }, () => {
      const n = (this.typed[delegation] = (this.typed[delegation] ?? -1) + 1)
      return String.fromCharCode(BLOCK[delegation]! + (n % 0x400))
    }).join('')
  }

  act(delegate: SimulatedClient) {
    const { random } = this
    const lines = delegate.lines()
    if (lines.length === 0) return
    const line = random.below(lines.length)
    const from = random.below(lines[line]!.length + 1)
    const to = Math.min(lines[line]!.length, from + random.below(6))
    const insert = (length: number) => this.fresh(delegate.delegation, length)
    const dice = random.next()
    const change = (end: { line: number; offset: number }, text: string, forward = false) =>
      delegate.gesture({ from: { line, offset: from }, to: end, insert: text }, forward)
    if (dice < 0.36) change({ line, offset: from }, insert(1 + random.below(3)))
    else if (dice < 0.4) change({ line, offset: from }, this.alternatives(insert))
    else if (dice < 0.58) change({ line, offset: to }, '', random.chance(0.5))
    else if (dice < 0.68) change({ line, offset: to }, insert(2))
    else if (dice < 0.73) change({ line, offset: from }, '\n')
    else if (dice < 0.77) change({ line, offset: from }, `${insert(1)}\n${insert(2)}`)
    else if (dice < 0.82 && line + 1 < lines.length) {
      const last = Math.min(lines.length - 1, line + 1 + random.below(2))
      change(
        { line: last, offset: random.below(lines[last]!.length + 1) },
        random.chance(0.3) ? insert(1) : '',
      )
    } else if (dice < 0.87 && line + 1 < lines.length)
      delegate.gesture({
        from: { line, offset: lines[line]!.length },
        to: { line: line + 1, offset: 0 },
        insert: '',
      })
    else if (dice < 0.92) this.withdrawOne(delegate)
    else if (dice < 0.935) this.moveOne(delegate)
    else if (dice < 0.97) {
      if (random.chance(0.7)) delegate.undo.undo()
      else delegate.undo.redo()
    } else this.supportOne(delegate)
  }

  /** Words that leave a choice open, by themselves or around what stands there. */
  private alternatives(words: (length: number) => string): string {
    const { random } = this
    if (random.chance(0.2)) return random.chance(0.5) ? '[' : ']'
    return random.chance(0.5) ? `[${words(2)}][${words(1)}]` : `[${words(1)}/${words(2)}]`
  }

  /** Moves a paragraph behind any other, also one that is only proposed. */
  private moveOne(delegate: SimulatedClient) {
    const order = delegate.layers.order()
    const base = order.filter((id) => delegate.layers.base.has(id))
    if (base.length === 0) return
    const after = this.random.chance(0.2) ? null : this.random.pick([...order])
    delegate.edits((edit) => edit.move(this.random.pick(base), after))
  }

  private withdrawOne(delegate: SimulatedClient) {
    const own = [...delegate.layers.entries.values()].filter(
      (e) => e.attribution.delegation === delegate.delegation,
    )
    if (own.length > 0) delegate.edits((edit) => edit.withdraw(this.random.pick(own).attribution.id))
  }

  private supportOne(delegate: SimulatedClient) {
    const others = [...delegate.layers.entries.values()].filter(
      (e) => e.attribution.delegation !== delegate.delegation,
    )
    if (others.length > 0) delegate.edits((edit) => edit.support(this.random.pick(others).attribution.id))
  }

  proposals(): ProposalId[] {
    return [...this.table.layers.entries.values()]
      .filter((e) => e.kind !== 'support')
      .map((e) => e.attribution.id)
  }

  /** What only a chair does with a whole paragraph or its alternatives; null where nothing offers itself. */
  private chairsWork(): Decision | null {
    const { random, table } = this
    const text = table.layers.rolling()
    const paragraph = random.pick(text.paragraphs)
    if (!paragraph) return null
    const pick = random.chance(0.3) ? this.somePick() : null
    if (pick) return pick
    const { id } = paragraph
    const seen = markOf(paragraph)
    const dice = random.next()
    if (dice < 0.6)
      return { kind: 'consolidate', paragraph: id, seen, choices: someChoices(paragraph, random) }
    const base = runsOf(paragraph, { kind: 'base' })
    if (dice < 0.7) {
      const words = base.map((run) => run.text).join('')
      const at = random.below(words.length + 1)
      const put = words.slice(0, at) + this.fresh('CAN', 2) + words.slice(at + random.below(4))
      return {
        kind: 'put-bridging',
        paragraph: id,
        seen,
        text: put,
        as: random.chance(0.5) ? 'text' : 'proposal',
      }
    }
    const { brackets } = bracketsOf(text, { kind: 'base' })
    if (brackets.length === 0 || dice > 0.85) return this.bracketAcross(text.paragraphs)
    const { open } = random.pick(brackets)
    const runs = runsOf(
      text.paragraphs.find((each) => each.id === open.paragraph)!,
      { kind: 'base' },
    )
    return {
      kind: random.chance(0.5) ? 'pick-alternative' : 'merge-alternatives',
      open: charAt(runs, open.offset) ?? '',
    }
  }

  /** One of the alternatives that stand in a proposal; null when there are none. */
  private somePick(): Decision | null {
    const { random, table } = this
    const { paragraphs, literalBrackets } = table.layers.rolling()
    const offered = paragraphs.flatMap((each) => proposedAlternatives(each, literalBrackets))
    if (offered.length === 0) return null
    const { proposals, variants } = random.pick(offered)
    return { kind: 'accept-alternative', proposals, ...random.pick([...variants]) }
  }

  private bracketAcross(paragraphs: readonly RollingParagraph[]): Decision | null {
    const { random } = this
    const ends = paragraphs.filter((each) => runsOf(each, { kind: 'base' }).length > 0 && !each.proposed)
    const [first, last] = [ends[random.below(2)], ends.at(-1)]
    if (!first || !last) return null
    const from = random.pick([...runsOf(first, { kind: 'base' })]).first
    const to = random.pick([...runsOf(last, { kind: 'base' })]).first
    return { kind: 'bracket-passage', paragraph: first.id, from, to, until: last.id, attribution: [] }
  }

  someDecision(): Decision | null {
    const { random, table } = this
    const ids = this.proposals()
    const order = table.layers.order()
    const dice = random.next()
    const ofTheChair = random.chance(0.35) ? this.chairsWork() : null
    if (ofTheChair) return ofTheChair
    const base = order.filter((id) => table.layers.base.has(id))
    if (dice < 0.4 && ids.length > 0) return { kind: 'accept', proposals: [random.pick(ids)] }
    if (dice < 0.6 && ids.length > 0) return { kind: 'decline', proposals: [random.pick(ids)] }
    if (dice < 0.7 && ids.length > 0)
      return { kind: 'bracket-proposal', proposals: [random.pick(ids)], attributed: random.chance(0.5) }
    if (base.length === 0) return null
    const id = random.pick(base)
    const pieces = table.layers.paragraph(id)!.pieces.filter((piece) => piece.source === id)
    if (dice < 0.8 && pieces.length > 0)
      return { kind: 'split-paragraph', paragraph: id, after: random.pick(pieces).first }
    if (dice < 0.88) return { kind: 'join-paragraph', paragraph: id }
    if (dice < 0.94)
      return { kind: 'move-paragraph', paragraph: id, after: random.chance(0.3) ? null : random.pick(base) }
    if (pieces.length === 0) return null
    const [a, b] = [random.pick(pieces), random.pick(pieces)]
    return { kind: 'bracket-passage', paragraph: id, from: a.first, to: b.first, attribution: [] }
  }
}

/** Choices on all that is proposed on a paragraph, as a chair might tick them. */
function someChoices(paragraph: RollingParagraph, random: Random): Choice[] {
  if (random.chance(0.4)) return proposedChoices(paragraph)
  const { proposals, contests, parents } = collisionsOf(paragraph)
  const choices: Choice[] = []
  const settled = new Set<number>()
  for (const { proposals: cards } of contests) {
    if (random.chance(0.5)) continue
    for (const card of cards) settled.add(card)
    const ids = cards.flatMap((card) => proposals[card]!.ids)
    choices.push({ kind: 'bracket', proposals: ids, keepsBase: random.chance(0.4) })
  }
  proposals.forEach(({ ids }, card) => {
    const parent = parents.get(card)
    if (settled.has(card) || random.chance(0.2)) return
    const isIn = parent === undefined || settled.has(parent)
    if (isIn && random.chance(0.15)) choices.push({ kind: 'bracket', proposals: ids, keepsBase: true })
    else choices.push({ kind: isIn && random.chance(0.7) ? 'take' : 'decline', proposals: ids })
    settled.add(card)
  })
  return choices
}
