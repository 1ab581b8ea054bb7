import { firstWhere } from '../basics/character.ts'
import type { Proposal } from './proposal.ts'
import type { ProposalId, Run } from '../basics/rolling.ts'

/** The words next to a proposal's own, as far as nobody else only proposes them. */
export type Neighbours = {
  /** The last word before it, and the first behind. */
  left: string
  right: string
  /** What stands before and behind, as far as it was asked for. */
  before: string
  behind: string
}

/** What stands in an insertion (null: in nobody's), and what it stands in itself. */
type Holder = {
  /** Runs of its own words. */
  runs: number[]
  parent: Holder | null
  /** The runs that it takes up, those of others within it included. */
  first: number
  last: number
  /** The nearest that it stands in with words before it, and with words behind it. */
  before: Holder | null
  behind: Holder | null
}

/** Characters that are looked at beyond a proposal's own, for the word beside it and the blanks between. */
const BESIDE = 200
/** Characters of the text shown on either side of a proposal. */
const SHOWN = 48

/**
 * The runs of a paragraph, sorted by what they stand in: what is next to a proposal is found without a look at all that
 * others propose around it.
 */
export class Surroundings {
  private readonly base = holder(null, 0)
  private readonly holders = new Map<ProposalId, Holder>()
  /** By proposal, the runs that it strikes. */
  private readonly struck = new Map<ProposalId, number[]>()
  private readonly starts: readonly number[]

  constructor(private readonly runs: readonly Run[]) {
    let end = 0
    this.starts = runs.map(({ text }) => (end += text.length) - text.length)
    runs.forEach(({ insertions, strikes }, at) => {
      for (const { id } of strikes)
        this.struck
          .set(id, this.struck.get(id) ?? [])
          .get(id)!
          .push(at)
      let inside = this.base
      for (const { id } of insertions) {
        inside = this.holderOf(id, inside, at)
        inside.last = at
      }
      inside.runs.push(at)
    })
    for (const each of this.holders.values()) {
      const above = each.parent!
      each.before = above.runs[0]! < each.first ? above : above.before
      each.behind = above.runs.at(-1)! > each.last ? above : above.behind
    }
  }

  private holderOf(id: ProposalId, parent: Holder, at: number): Holder {
    const known = this.holders.get(id) ?? holder(parent, at)
    this.holders.set(id, known)
    return known
  }

  /** What stands next to the words of a proposal, `reach` characters and some more on either side; null without any. */
  neighbours(ids: ReadonlySet<ProposalId>, reach: number): Neighbours | null {
    const own = [...ids].flatMap((id) => this.holders.get(id) ?? [])
    if (own.length === 0) return null
    const first = own.reduce((least, each) => Math.min(least, each.first), Infinity)
    const last = own.reduce((most, each) => Math.max(most, each.last), -1)
    const inner = this.runs[first]!.insertions.at(-1)!.id
    const inside = this.holders.get(inner)!
    const most = reach + BESIDE
    const isGone = this.goneBy(ids)
    const before = this.textOf(back(inside, first), isGone, most).reverse().join('').slice(-most)
    const behind = this.textOf(on(inside, last), isGone, most).join('').slice(0, most)
    return { before, behind, left: lastWord(before), right: /^\s*(\S+)/u.exec(behind)?.[1] ?? '' }
  }

  /** How the place of a proposal would read if it alone were accepted. */
  reading({ ids, offset }: Proposal): string {
    const own = new Set(ids)
    const isGone = this.goneBy(own)
    const place = firstWhere(this.starts, (start) => start > offset) - 1
    const read = [this.base.runs, this.runsWithin(own)]
    const before = this.textOf(merged(read, place, -1), isGone, SHOWN + 1)
      .reverse()
      .join('')
    const behind = this.textOf(merged(read, place, 1), isGone, 2 * SHOWN + 1).join('')
    return [
      before.length > SHOWN ? '…' : '',
      before.slice(-SHOWN),
      behind.slice(0, 2 * SHOWN),
      behind.length > 2 * SHOWN ? '…' : '',
    ].join('')
  }

  /** The runs that stand in nothing but these. */
  private runsWithin(ids: ReadonlySet<ProposalId>): number[] {
    const isWithin = (at: number) => this.runs[at]!.insertions.every(({ id }) => ids.has(id))
    return [...ids]
      .flatMap((id) => this.holders.get(id)?.runs ?? [])
      .filter(isWithin)
      .sort((a, b) => a - b)
  }

  private goneBy(ids: ReadonlySet<ProposalId>): (run: number) => boolean {
    const gone = new Set([...ids].flatMap((id) => this.struck.get(id) ?? []))
    return (run) => gone.has(run)
  }

  /** The words of some runs as they come, until there are so many characters of them. */
  private textOf(runs: Iterable<number>, isGone: (run: number) => boolean, most: number): string[] {
    const texts: string[] = []
    let length = 0
    for (const at of runs) {
      if (isGone(at)) continue
      texts.push(this.runs[at]!.text)
      length += this.runs[at]!.text.length
      if (length >= most) break
    }
    return texts
  }
}

const holder = (parent: Holder | null, at: number): Holder => ({
  runs: [],
  parent,
  first: at,
  last: at,
  before: null,
  behind: null,
})

/** Runs before one, from that on back, which stand in this or in what it stands in itself. */
function* back(inside: Holder, from: number): Iterable<number> {
  for (let at: Holder | null = inside; at; at = at.before)
    for (let i = firstWhere(at.runs, (run) => run >= from) - 1; i >= 0; i--) yield at.runs[i]!
}

/** {@link back}, on from one to the end. */
function* on(inside: Holder, from: number): Iterable<number> {
  for (let at: Holder | null = inside; at; at = at.behind)
    for (let i = firstWhere(at.runs, (run) => run > from); i < at.runs.length; i++) yield at.runs[i]!
}

/** What stands in lists of numbers, from one on in order, or back from before it. */
function* merged(lists: readonly (readonly number[])[], from: number, step: 1 | -1): Iterable<number> {
  const places = lists.map((list) => firstWhere(list, (run) => run >= from) - (step > 0 ? 0 : 1))
  for (;;) {
    const heads = lists.map((list, at) => list[places[at]!] ?? step * Infinity)
    const next = step > 0 ? Math.min(...heads) : Math.max(...heads)
    if (!Number.isFinite(next)) return
    yield next
    places[heads.indexOf(next)]! += step
  }
}

/** A pattern would look for the word's end from each of its letters again. */
function lastWord(text: string): string {
  const words = text.trimEnd()
  let from = words.length
  while (from > 0 && /\S/u.test(words[from - 1]!)) from--
  return words.slice(from)
}
