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
  const gone = new Map(
    takeAll(lost, places).map((stretch) => [
      stretch,
      tokensOf(stretch.text).map((text) => ({ paragraph: stretch.paragraph, text })),
    ]),
  )
  const left = new Set(takeWords([...gone.values()].flat(), places))
  return new Map(
    lost.map((stretch) => [
      stretch,
      gone.get(stretch)?.map((word) => ({ text: word.text, isKept: !left.has(word) })) ?? [
        { text: stretch.text, isKept: true },
      ],
    ]),
  )
}

/** Beyond this many words times characters a word is looked for as a whole word only. */
const MOST = 25_000_000

function takeWords(words: readonly Stretch[], places: Places): Stretch[] {
  const free = places.left()
  const size = free.reduce((sum, { text }) => sum + text.length, 0)
  if (size * words.length <= MOST) return takeAll(words, places)
  const known = new Words(free)
  return words.filter(({ paragraph, text }) => !known.take(paragraph, text))
}

/** What stands between others is found when those are taken; this often is enough, and bounds the work. */
const PASSES = 6

/** Takes the stretches that stand somewhere, and answers the others. */
function takeAll<S extends Stretch>(lost: readonly S[], places: Places): S[] {
  let left = [...lost].sort((a, b) => b.text.length - a.text.length)
  for (let pass = 0, before = -1; pass < PASSES && left.length !== before; pass++) {
    before = left.length
    left = left.filter((stretch) => !places.take(stretch))
  }
  return left
}

/** New characters that stand for nothing yet. */
class Places {
  private readonly free = new Map<ParagraphId, string[]>()

  constructor(fresh: readonly Stretch[]) {
    for (const { paragraph, text } of fresh) {
      const texts = this.free.get(paragraph)
      if (texts) texts.push(text)
      else this.free.set(paragraph, [text])
    }
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

  left(): Stretch[] {
    return [...this.free].flatMap(([paragraph, texts]) => texts.map((text) => ({ paragraph, text })))
  }
}

/** Single words, by their paragraphs, each as often as it stands there. */
class Words {
  private readonly places = new Map<string, ParagraphId[]>()

  constructor(texts: readonly Stretch[]) {
    for (const { paragraph, text } of texts)
      for (const word of tokensOf(text)) {
        const places = this.places.get(word)
        if (places) places.push(paragraph)
        else this.places.set(word, [paragraph])
      }
  }

  /** Takes a word, in its own paragraph if it stands there. */
  take(paragraph: ParagraphId, word: string): boolean {
    const places = this.places.get(word)
    if (!places || places.length === 0) return false
    const own = places.indexOf(paragraph)
    places.splice(Math.max(0, own), 1)
    return true
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
