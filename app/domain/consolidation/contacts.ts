import type { DelegationCode } from '../basics/actor.ts'
import type { Card } from './card.ts'
import { firstWhere } from '../basics/character.ts'
import type { Stretch, TargetId } from './targets.ts'

/** Stretches and points, asked how many of a class overlap another one. */
class Spread {
  private readonly starts = new Map<string, number[]>()
  private readonly ends = new Map<string, number[]>()
  private isSorted = true

  add([from, to]: Stretch, classes: readonly string[]) {
    this.isSorted = false
    for (const each of classes) {
      listAt(this.starts, each).push(from)
      listAt(this.ends, each).push(to)
    }
  }

  /** How many overlap: those that begin before its end, without those that end before it begins. */
  count([from, to]: Stretch, each: string): number {
    this.sort()
    const [starts, ends] = [this.starts.get(each) ?? [], this.ends.get(each) ?? []]
    return firstWhere(starts, (start) => start >= to) - firstWhere(ends, (end) => end > from)
  }

  private sort() {
    if (this.isSorted) return
    for (const list of [...this.starts.values(), ...this.ends.values()]) list.sort((a, b) => a - b)
    this.isSorted = true
  }
}

function listAt<K, T>(lists: Map<K, T[]>, key: K): T[] {
  const known = lists.get(key) ?? []
  lists.set(key, known)
  return known
}

type Place = { words: Spread; strikes: Spread; points: Spread }
type Edits = {
  ground: TargetId | typeof PARAGRAPH
  words: readonly Stretch[]
  strikes: readonly Stretch[]
  points: readonly number[]
}

/**
 * The paragraph as a whole is a ground of its own: who takes it out strikes across a point of everybody else's, and
 * who would have it elsewhere changes its one word.
 */
const PARAGRAPH = Symbol('paragraph')

const editsOf = ({ at, proposal, touches }: Card): Edits[] => [
  {
    ground: PARAGRAPH,
    words: proposal.to ? [[0, 1]] : [],
    strikes: proposal.kind === 'removal' ? [[-1, Infinity]] : [],
    points: proposal.kind === 'removal' ? [] : [at],
  },
  ...[...touches.values()].map(({ ground, words, strikes, points }) => ({
    ground,
    words,
    strikes,
    points: points.map((point) => point.at),
  })),
]

/**
 * Where cards touch the text, sorted, so that one card can be held against all others without a look at each of them:
 * how many of them it meets, without those of its own delegation and those that say the same.
 */
export class Contacts {
  private readonly places = new Map<TargetId | typeof PARAGRAPH, Place>()
  private readonly wishes = new Map<string, number>()
  private readonly crossed = new Map<number, Card[]>()
  private readonly delegations: readonly DelegationCode[]

  constructor(cards: readonly Card[]) {
    const among = new Map(cards.map((card) => [card.at, card]))
    this.delegations = [...new Set(cards.map(({ proposal }) => proposal.delegation))]
    for (const card of cards) {
      this.add(card)
      for (const at of card.across) {
        const other = among.get(at)
        if (!other) continue
        listAt(this.crossed, card.at).push(other)
        listAt(this.crossed, at).push(card)
      }
    }
  }

  /** Whether a card collides with another one that wants something else. */
  isContested(card: Card): boolean {
    return this.crossed.has(card.at) || this.othersMet(card, true) > 0
  }

  /** Whether there is one of which not both can be taken. */
  isExcluded(card: Card): boolean {
    return this.crossed.has(card.at) || this.othersMet(card, false) > 0
  }

  /** Whose proposals a card collides with that want something else, in the order of their first proposals. */
  against(card: Card): DelegationCode[] {
    const { delegation } = card.proposal
    const wish = this.wishOf(card)
    const crossed = new Set(this.crossed.get(card.at)?.map(({ proposal }) => proposal.delegation))
    return this.delegations.filter(
      (other) =>
        other !== delegation &&
        (crossed.has(other) ||
          this.met(card, true, `by ${other}`) > this.met(card, true, `by ${other} ${wish}`)),
    )
  }

  private othersMet(card: Card, evenBeside: boolean): number {
    const by = `by ${card.proposal.delegation}`
    const wish = this.wishOf(card)
    const met = (each: string) => this.met(card, evenBeside, each)
    return met('all') - met(by) - met(`wish ${wish}`) + met(`${by} ${wish}`)
  }

  /** How often a card meets those of a class. `evenBeside`: also where both only put words at one place. */
  private met(card: Card, evenBeside: boolean, each: string): number {
    let sum = 0
    for (const { ground, words, strikes, points } of editsOf(card)) {
      const place = this.places.get(ground)
      if (!place) continue
      for (const stretch of words) sum += place.words.count(stretch, each)
      for (const stretch of strikes) sum += place.points.count(stretch, each)
      for (const at of points) sum += place.strikes.count([at, at], each)
      if (evenBeside) for (const at of points) sum += place.points.count([at - 0.5, at + 0.5], each)
    }
    return sum
  }

  private add(card: Card) {
    const by = `by ${card.proposal.delegation}`
    const wish = this.wishOf(card)
    const classes = ['all', by, `wish ${wish}`, `${by} ${wish}`]
    for (const { ground, words, strikes, points } of editsOf(card)) {
      const place = this.placeOf(ground)
      for (const stretch of words) place.words.add(stretch, classes)
      for (const stretch of strikes) place.strikes.add(stretch, classes)
      for (const at of points) place.points.add([at, at], classes)
    }
  }

  private placeOf(ground: TargetId | typeof PARAGRAPH): Place {
    const known = this.places.get(ground) ?? {
      words: new Spread(),
      strikes: new Spread(),
      points: new Spread(),
    }
    this.places.set(ground, known)
    return known
  }

  /** A short name for a wish. */
  private wishOf({ wish }: Card): number {
    const known = this.wishes.get(wish) ?? this.wishes.size
    this.wishes.set(wish, known)
    return known
  }
}
