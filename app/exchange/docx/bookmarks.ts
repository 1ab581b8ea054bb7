import type { ParagraphId } from '#app/domain/basics/paragraph.ts'

const LONGEST = 40

/**
 * The hidden bookmark of each paragraph, by which it is found again when the file comes back: `_c_` and its id
 * with nothing but letters, figures and lines under, 40 characters at most, all different.
 */
export function bookmarkNames(ids: readonly ParagraphId[]): Map<ParagraphId, string> {
  const names = new Map<ParagraphId, string>()
  const taken = new Set<string>()
  for (const id of ids) {
    const stem = `_c_${id.replace(/[^A-Za-z0-9_]/g, '_')}`.slice(0, LONGEST)
    let name = stem
    // Word compares bookmarks without regard to capitals.
    for (let n = 2; taken.has(name.toLowerCase()); n++)
      name = `${stem.slice(0, LONGEST - 1 - String(n).length)}_${n}`
    taken.add(name.toLowerCase())
    names.set(id, name)
  }
  return names
}
