import type { Attribution } from '#app/domain/basics/rolling.ts'
import { nameOf, type Paper } from '../paper.ts'
import { escape, stamp, wordsOf } from './xml.ts'

/** Gives out the ids of one Word file, all different, as Word wants those of changes and bookmarks to be. */
export class Ids {
  private last = 0
  next(): number {
    return ++this.last
  }
}

export type Change = 'ins' | 'del'

export type Tracking = {
  /** The attributes of a change: id, author (the delegation), time of the proposal. */
  attributes(by: Attribution): string
  /** Puts a change around runs. */
  wrap(change: Change, by: Attribution, runs: string): string
  /** What the properties of a paragraph's mark say of who proposes it and who would take it away. */
  mark(insertion: Attribution | undefined, strike: Attribution | undefined): string
}

export function trackingOf(paper: Paper, ids: Ids): Tracking {
  const attributes = ({ delegation, at }: Attribution): string =>
    `w:id="${ids.next()}" w:author="${escape(nameOf(paper, delegation))}" w:date="${stamp(at)}"`
  return {
    attributes,
    wrap: (change, by, runs) => `<w:${change} ${attributes(by)}>${runs}</w:${change}>`,
    mark: (insertion, strike) =>
      (insertion ? `<w:ins ${attributes(insertion)}/>` : '') +
      (strike ? `<w:del ${attributes(strike)}/>` : ''),
  }
}

/**
 * One run, or several where words are written from right to left: those have runs of their own that say so, and turn
 * nobody else's words. `properties` is the content of their `w:rPr`.
 */
export const run = (text: string, { properties = '', struck = false } = {}): string =>
  text
    .split(FROM_THE_RIGHT)
    .map((part, at) => {
      const words = wordsOf(part, struck)
      const all = at % 2 === 1 ? `${properties}<w:rtl/>` : properties
      return words && `<w:r>${all && `<w:rPr>${all}</w:rPr>`}${words}</w:r>`
    })
    .join('')

const RIGHT = '[\\p{Script=Arabic}\\p{Script=Hebrew}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}]'
/** Words of such a script, with what stands between them. */
const FROM_THE_RIGHT = new RegExp(`(${RIGHT}(?:[^\\p{Script=Latin}\\n]*${RIGHT})?)`, 'u')

/** Runs as a history has them: in the insertion of who wrote the words, the deletion of who struck them first. */
export function tracked(
  tracking: Tracking,
  { insertion, strike }: { insertion: Attribution | undefined; strike: Attribution | undefined },
  runs: string,
): string {
  if (!runs) return ''
  const struck = strike ? tracking.wrap('del', strike, runs) : runs
  return insertion ? tracking.wrap('ins', insertion, struck) : struck
}
