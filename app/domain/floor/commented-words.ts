import type { About, Passage, Thread, ThreadPlace } from './comment.ts'
import { firstWhere } from '../basics/character.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import type { Run } from '../basics/rolling.ts'

/** The words of one paragraph that a thread is about. */
export type ThreadWords = Pick<Passage, 'characters'> & { thread: string }

/** Characters `from` up to, and without, `to` of these runs' text, and the threads about them, the oldest first. */
export type CommentedRange = { from: number; to: number; threads: readonly string[] }

/** What open threads are about, by paragraph; a paragraph without commented words is absent. */
export type CommentedWords = ReadonlyMap<ParagraphId, readonly ThreadWords[]>

export const NO_WORDS: CommentedWords = new Map()

/** The words that threads are about, as long as somebody has to look at them: not once they are resolved. */
export function commentedWords(threads: readonly { thread: Thread; place: ThreadPlace }[]): CommentedWords {
  const found = new Map<ParagraphId, ThreadWords[]>()
  for (const { thread, place } of threads) {
    if (thread.resolved !== null) continue
    for (const { paragraph, characters } of place.passages) {
      const known = found.get(paragraph) ?? []
      known.push({ thread: thread.id, characters })
      found.set(paragraph, known)
    }
  }
  return found.size === 0 ? NO_WORDS : found
}

/** Where words stood when they were commented on, for as long as nobody has looked where they went. */
export const passagesAtFirst = (about: About): Passage[] =>
  about.kind === 'words' ? [{ paragraph: about.paragraph, characters: about.characters }] : []

/**
 * Which words of a paragraph wear the mark of a comment, cut where the threads change. A thread's mark reaches from
 * its first to its last word: what was typed in between belongs to the passage that is talked about.
 */
export function commentedRanges(runs: readonly Run[], words: readonly ThreadWords[]): CommentedRange[] {
  if (words.length === 0) return []
  const places = new Places(runs)
  const reaches = words.flatMap(({ thread, characters }, order) => {
    const reach = places.reachOf(characters)
    return reach ? [{ thread, order, ...reach }] : []
  })
  const coming = [...reaches].sort((a, b) => a.from - b.from)
  const cuts = [...new Set(reaches.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  let [here, next]: [typeof reaches, number] = [[], 0]
  return cuts.flatMap((from, at) => {
    here = here.filter(({ to }) => to > from)
    const before = here.length
    for (; coming[next]?.from === from; next++) here.push(coming[next]!)
    if (here.length > before) here.sort((a, b) => a.order - b.order)
    return here.length > 0 ? [{ from, to: cuts[at + 1]!, threads: here.map(({ thread }) => thread) }] : []
  })
}

/** Characters of one run: from where they count on, and where they stand in the text. */
type Placed = { clock: number; length: number; before: number }

/** Where characters stand in a paragraph, by who wrote them and when. */
class Places {
  private readonly byClient = new Map<string, { placed: Placed[]; reach: Reach | null }>()

  constructor(runs: readonly Run[]) {
    let before = 0
    for (const { first, text } of runs) {
      const [client, clock] = partsOf(first)
      const known = this.byClient.get(client) ?? { placed: [], reach: null }
      known.placed.push({ clock, length: text.length, before })
      this.byClient.set(client, known)
      before += text.length
    }
    for (const { placed } of this.byClient.values()) placed.sort((a, b) => a.clock - b.clock)
  }

  /** From the first of some characters to the last, as they stand in the text; null when none of them does. */
  reachOf(characters: Passage['characters']): { from: number; to: number } | null {
    let [least, most] = [Infinity, 0]
    for (const [start, length] of characters) {
      const [client, clock] = partsOf(start)
      const [from, to] = this.reachIn(client, clock, clock + length)
      least = Math.min(least, from)
      most = Math.max(most, to)
    }
    return least < most ? { from: least, to: most } : null
  }

  private reachIn(client: string, clock: number, end: number): readonly [from: number, to: number] {
    const known = this.byClient.get(client)
    if (!known) return NOWHERE
    const { placed } = known
    const first = firstWhere(placed, (each) => each.clock + each.length > clock)
    const last = firstWhere(placed, (each) => each.clock >= end) - 1
    if (first > last) return NOWHERE
    const ends = [placed[first]!, placed[last]!].map((each) => reachWithin(each, clock, end))
    known.reach ??= new Reach(placed)
    return [...ends, known.reach.of(first + 1, last)].reduce(further)
  }
}

const NOWHERE = [Infinity, 0] as const
const further = (
  [from, to]: readonly [number, number],
  [other, end]: readonly [number, number],
): readonly [number, number] => [Math.min(from, other), Math.max(to, end)]

const reachWithin = (
  { clock, length, before }: Placed,
  from: number,
  to: number,
): readonly [number, number] => [
  before + Math.max(clock, from) - clock,
  before + Math.min(clock + length, to) - clock,
]

/** How far some runs that follow each other in time reach in the text: pairs of them, pairs of pairs, and so on. */
class Reach {
  private readonly size: number
  private readonly tree: (readonly [number, number])[]

  constructor(placed: readonly Placed[]) {
    this.size = placed.length
    const whole = placed.map(({ before, length }) => [before, before + length] as const)
    this.tree = [...whole.map(() => NOWHERE), ...whole]
    for (let at = this.size - 1; at > 0; at--)
      this.tree[at] = further(this.tree[2 * at]!, this.tree[2 * at + 1]!)
  }

  /** Of those from one up to, and without, another. */
  of(from: number, to: number): readonly [number, number] {
    let found: readonly [number, number] = NOWHERE
    for (let [low, high] = [from + this.size, to + this.size]; low < high; low >>= 1, high >>= 1) {
      if (low & 1) found = further(found, this.tree[low++]!)
      if (high & 1) found = further(found, this.tree[--high]!)
    }
    return found
  }
}

function partsOf(char: string): [client: string, clock: number] {
  const colon = char.lastIndexOf(':')
  return [char.slice(0, colon), Number(char.slice(colon + 1))]
}
