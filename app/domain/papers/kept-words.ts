import { tokensOf } from '../basics/compare-words.ts'
import type { ParagraphId } from '../basics/paragraph.ts'

/** A stretch of words in a paragraph. */
export type Stretch = { paragraph: ParagraphId; text: string }

/** A part of a stretch, and whether the words stand in the next text too. */
export type Part = { text: string; isKept: boolean }

/**
 * Finds words that a decision wrote anew among the characters that it made: accepted words, words in a bracket, words
 * of a paragraph that was split or joined. Each new character stands for one old one at most. Whole stretches are looked
 * for first, the longest first, in their own paragraph before the others; what is left word by word.
 *
 * @returns the parts of each stretch, in order; joined they are its text
 */
export function keptIn<S extends Stretch>(lost: readonly S[], fresh: readonly Stretch[]): Map<S, Part[]> {
  const places = new Places(fresh)
  const longestFirst = [...lost].sort((a, b) => b.text.length - a.text.length)
  const gone = new Set(takeAll(longestFirst, places))
  const words = new Map(
    [...gone].map((stretch) => [stretch, tokensOf(stretch.text).map((text) => ({ ...stretch, text }))]),
  )
  const left = new Set<Stretch>(takeAll([...words.values()].flat(), places))
  return new Map(
    lost.map((stretch) => [
      stretch,
      words.get(stretch)?.map((word) => ({ text: word.text, isKept: !left.has(word) })) ?? [
        { text: stretch.text, isKept: true },
      ],
    ]),
  )
}

/** Takes what it finds, and what stands between finds again: answers what stands nowhere. */
function takeAll<S extends Stretch>(stretches: readonly S[], places: Places): readonly S[] {
  const left = stretches.filter((stretch) => !places.take(stretch))
  return left.length === 0 || left.length === stretches.length ? left : takeAll(left, places)
}

/** New characters that stand for nothing yet. */
class Places {
  private readonly free = new Map<ParagraphId, string[]>()

  constructor(fresh: readonly Stretch[]) {
    for (const { paragraph, text } of fresh) this.give(paragraph, text)
  }

  /** Takes the characters of a text where they stand; false when they stand nowhere. */
  take({ paragraph, text }: Stretch): boolean {
    return this.takeIn(paragraph, text) || [...this.free.keys()].some((other) => this.takeIn(other, text))
  }

  private takeIn(paragraph: ParagraphId, text: string): boolean {
    const texts = this.free.get(paragraph) ?? []
    for (const [index, free] of texts.entries()) {
      const at = placeIn(free, text)
      if (at < 0) continue
      const rest = [free.slice(0, at), free.slice(at + text.length)].filter((left) => left !== '')
      texts.splice(index, 1, ...rest)
      return true
    }
    return false
  }

  private give(paragraph: ParagraphId, text: string) {
    const texts = this.free.get(paragraph)
    if (texts) texts.push(text)
    else this.free.set(paragraph, [text])
  }
}

/** Where a text stands in another and is not in the middle of a longer word; -1 where it does not. */
function placeIn(free: string, text: string): number {
  for (let at = free.indexOf(text); at >= 0; at = free.indexOf(text, at + 1)) {
    const isAfterLetter = isOneWord(free[at - 1], text[0])
    if (!isAfterLetter || !isOneWord(text.at(-1), free[at + text.length])) return at
  }
  return -1
}

const isOneWord = (one: string | undefined, next: string | undefined): boolean =>
  one !== undefined && next !== undefined && tokensOf(one + next).length === 1
