import type { CharId, Run } from './rolling.ts'

/** Identity of the character `offset` places after `first` in a stretch that was typed in one go. */
export function charAfter(first: CharId, offset: number): CharId {
  const colon = first.lastIndexOf(':')
  return `${first.slice(0, colon)}:${Number(first.slice(colon + 1)) + offset}`
}

/** Identity of the character at `offset` of these runs' text, or null beyond its end. */
export function charAt(runs: readonly Run[], offset: number): CharId | null {
  let rest = offset
  for (const { first, text } of runs) {
    if (rest >= 0 && rest < text.length) return charAfter(first, rest)
    rest -= text.length
  }
  return null
}

/** {@link charAt} for many offsets of the same runs. */
export function charsOf(runs: readonly Run[]): (offset: number) => CharId | null {
  const at = runAt(runs)
  return (offset) => {
    const found = at(offset)
    return found && charAfter(found.run.first, offset - found.from)
  }
}

/** Finds the run in which an offset stands, and where that begins; null beyond the ends. */
export function runAt<R extends Pick<Run, 'text'>>(
  runs: readonly R[],
): (offset: number) => { run: R; from: number } | null {
  const ends: number[] = []
  let end = 0
  for (const { text } of runs) ends.push((end += text.length))
  return (offset) => {
    if (offset < 0 || offset >= end) return null
    const found = firstWhere(ends, (end) => end > offset)
    return { run: runs[found]!, from: ends[found]! - runs[found]!.text.length }
  }
}

/** Where a character stands in these runs' text, or null when it is not among them. */
export function offsetOf(runs: readonly Run[], char: CharId): number | null {
  const colon = char.lastIndexOf(':')
  const source = char.slice(0, colon + 1)
  const clock = Number(char.slice(colon + 1))
  let before = 0
  for (const { first, text } of runs) {
    if (first.startsWith(source)) {
      const at = clock - Number(first.slice(source.length))
      if (at >= 0 && at < text.length) return before + at
    }
    before += text.length
  }
  return null
}

/** Where the first item stands of which something is true that is true of all behind it; the length without any. */
export function firstWhere<T>(items: ArrayLike<T>, holds: (item: T) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(items[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
