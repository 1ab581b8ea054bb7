import { isNegotiatedBracket, type BracketTree, type Place } from '#app/domain/brackets/bracket.ts'
import type { ParagraphId, ParagraphKind } from '#app/domain/basics/paragraph.ts'

/** Characters `from` up to, and without, `to` have a class of text.css. Ranges may overlap. */
export type TextRange = {
  from: number
  to: number
  className: string
  /** Ids of the threads of comments about these words. */
  threads?: readonly string[]
}

/**
 * The same as ranges in order that do not overlap: where several do, the classes of all of them, in the order
 * in which they were given, and the threads of the last.
 */
export function flatRanges(ranges: readonly TextRange[]): TextRange[] {
  const starts = ranges.map((_, at) => at).sort((a, b) => ranges[a]!.from - ranges[b]!.from)
  const cuts = [...new Set(ranges.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const flat: TextRange[] = []
  let open: number[] = []
  let next = 0
  cuts.forEach((from, cut) => {
    open = open.filter((at) => ranges[at]!.to > from)
    const come: number[] = []
    for (; next < starts.length && ranges[starts[next]!]!.from === from; next++)
      if (ranges[starts[next]!]!.to > from) come.push(starts[next]!)
    if (come.length > 0) open = [...open, ...come].sort((a, b) => a - b)
    if (open.length === 0) return
    const to = cuts[cut + 1]!
    const here = open.map((at) => ranges[at]!)
    const threads = here.findLast((range) => range.threads)?.threads
    flat.push({
      from,
      to,
      className: here.map(({ className }) => className).join(' '),
      ...(threads && { threads }),
    })
  })
  return flat
}

export type RangedParagraph = { id: ParagraphId; kind: ParagraphKind; text: string }

/** "RECALLING ALSO", "HAVING SEEN": what a preambular paragraph opens with, after brackets that open before it. */
const opener = /^[[\s"“(]*([\p{Lu}][\p{Lu}'’-]{3,}(?:[ \u00a0][\p{Lu}][\p{Lu}'’-]+)*)(?=[\s,:;]|$)/u

/**
 * What brackets and openers look like, by paragraph; a paragraph without any is absent. The static sheet
 * and the editor draw the same ranges.
 */
export function textRanges(
  paragraphs: readonly RangedParagraph[],
  tree: BracketTree,
): Map<ParagraphId, TextRange[]> {
  const ranges = new Map<ParagraphId, TextRange[]>()
  const put = (id: ParagraphId, from: number, to: number, className: string) => {
    if (to <= from) return
    const known = ranges.get(id)
    if (known) known.push({ from, to, className })
    else ranges.set(id, [{ from, to, className }])
  }
  const one = ({ paragraph, offset }: Place, className: string) =>
    put(paragraph, offset, offset + 1, className)
  const at = new Map(paragraphs.map(({ id }, index) => [id, index]))

  for (const { id, kind, text } of paragraphs) {
    const found = kind === 'preambular' || kind === 'opener' ? opener.exec(text) : null
    if (found) put(id, found[0].length - found[1]!.length, found[0].length, 'opener')
  }
  for (const bracket of tree.brackets) {
    const { open, close } = bracket
    const className = isNegotiatedBracket(bracket) ? 'bracket' : 'bracket literal'
    one(open, className)
    one(close, className)
    if (!isNegotiatedBracket(bracket)) continue
    put(open.paragraph, open.offset + 1, open.offset + 1 + bracket.attributionLength, 'attribution')
    if (bracket.depth > 1) continue
    const last = at.get(close.paragraph) ?? 0
    for (let index = at.get(open.paragraph) ?? 0; index <= last; index++) {
      const { id, text } = paragraphs[index]!
      const from = id === open.paragraph ? open.offset + 1 : 0
      put(id, from, id === close.paragraph ? close.offset : text.length, 'bracketed')
    }
  }
  for (const stray of tree.strays) one(stray, 'bracket stray')
  return ranges
}
