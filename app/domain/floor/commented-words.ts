import type { About, Passage, Thread, ThreadPlace } from './comment.ts'
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
    for (const { paragraph, characters } of place.passages)
      found.set(paragraph, [...(found.get(paragraph) ?? []), { thread: thread.id, characters }])
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
  const reaches = words.flatMap(({ thread, characters }) => {
    const reach = reachOf(runs, characters)
    return reach ? [{ thread, ...reach }] : []
  })
  const cuts = [...new Set(reaches.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  return cuts.flatMap((from, at) => {
    const to = cuts[at + 1] ?? from
    const threads = reaches
      .filter((reach) => reach.from <= from && to <= reach.to)
      .map(({ thread }) => thread)
    return to > from && threads.length > 0 ? [{ from, to, threads }] : []
  })
}

function reachOf(
  runs: readonly Run[],
  characters: Passage['characters'],
): { from: number; to: number } | null {
  let [least, most, before] = [Infinity, 0, 0]
  for (const { first, text } of runs) {
    const [client, clock] = partsOf(first)
    for (const [start, length] of characters) {
      const [of, at] = partsOf(start)
      if (of !== client) continue
      const from = Math.max(clock, at) - clock
      const to = Math.min(clock + text.length, at + length) - clock
      if (from >= to) continue
      least = Math.min(least, before + from)
      most = Math.max(most, before + to)
    }
    before += text.length
  }
  return least < most ? { from: least, to: most } : null
}

function partsOf(char: string): [client: string, clock: number] {
  const colon = char.lastIndexOf(':')
  return [char.slice(0, colon), Number(char.slice(colon + 1))]
}
