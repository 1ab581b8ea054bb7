import { bracketsOf, isShown, joinRuns, runsOf } from '#app/domain/text/view.ts'
import { signed } from '#app/domain/floor/working-copy.ts'
import { arranged } from '#app/domain/text/move.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import {
  PARAGRAPH_BREAK,
  type Attribution,
  type RollingParagraph,
  type RollingText,
  type Run,
  type View,
} from '#app/domain/basics/rolling.ts'
import { NO_WORDS, commentedRanges, type CommentedWords } from '#app/domain/floor/commented-words.ts'
import { delegationColour, type DelegationColour } from '#app/display/colour.ts'
import { commentedClass } from '#app/display/commented.ts'
import { flatRanges, textRanges, type TextRange } from '#app/display/ranges.ts'

/** Characters with one history and one look. */
export type Leaf = {
  text: string
  /** Classes for brackets and openers; empty for plain words. */
  className: string
  /** Ids of the threads of comments about these words, with spaces between them; empty for none. */
  threads: string
  insertions: readonly Attribution[]
  strikes: readonly Attribution[]
}

/** Words, or words between the marks of a proposal. */
export type Piece = { kind: 'leaf'; leaf: Leaf } | Marked
export type Marked = {
  kind: 'insertion' | 'deletion'
  /** "MEX, JAM" */
  by: string
  colour: DelegationColour
  /** Several delegations strike these words. */
  double: boolean
  pieces: readonly Piece[]
}

/** A paragraph as the sheet shows it. `key` is its id, or its id with `/1` for what a tracked break made. */
export type ShownParagraph = { key: string; paragraph: RollingParagraph; leaves: readonly Leaf[] }

/** What a sheet marks besides the text: words that are commented on. */
export type Marking = { commented: CommentedWords; opened: string | null }
const NO_MARKING: Marking = { commented: NO_WORDS, opened: null }

/**
 * The paragraphs of a view with the look of every character. Outside of the rolling view, moves, tracked breaks and
 * joins are carried out and no proposal is marked.
 */
export function shownParagraphs(text: RollingText, view: View, marking = NO_MARKING): ShownParagraph[] {
  const paragraphs = arranged(text, view).paragraphs.filter((paragraph) => isShown(paragraph, view))
  const runs = new Map<ParagraphId, readonly Run[]>(paragraphs.map((each) => [each.id, runsOf(each, view)]))
  const worded = paragraphs.map(({ id, kind }) => ({ id, kind, text: joinRuns(runs.get(id) ?? []) }))
  const ranges = textRanges(worded, bracketsOf(text, view))
  const shown: Growing[] = []
  for (const paragraph of paragraphs) {
    const own = runs.get(paragraph.id) ?? []
    const leaves = leavesOf(own, [...(ranges.get(paragraph.id) ?? []), ...marks(own, paragraph, marking)])
    if (view.kind === 'rolling')
      shown.push({ key: paragraph.id, paragraph, leaves: owned(paragraph, leaves) })
    else addProjected(shown, paragraph, leaves.map(unmarked), view)
  }
  return shown
}

const marks = (runs: readonly Run[], { id }: RollingParagraph, { commented, opened }: Marking): TextRange[] =>
  commentedRanges(runs, commented.get(id) ?? []).map((range) => ({
    ...range,
    className: commentedClass(range.threads, opened),
  }))

/** Cuts runs where the look changes. Ranges may come in any order and overlap. */
export function leavesOf(runs: readonly Run[], ranges: readonly TextRange[]): Leaf[] {
  const leaves: Leaf[] = []
  const flat = flatRanges(ranges)
  let start = 0
  let next = 0
  for (const { text, insertions, strikes } of runs) {
    const end = start + text.length
    let from = start
    while (from < end) {
      while (next < flat.length && flat[next]!.to <= from) next++
      const look = flat[next]
      const isIn = look !== undefined && look.from <= from
      const to = Math.min(end, look === undefined ? end : isIn ? look.to : look.from)
      leaves.push({
        text: text.slice(from - start, to - start),
        className: isIn ? look.className : '',
        threads: (isIn && look.threads?.join(' ')) || '',
        insertions,
        strikes,
      })
      from = to
    }
    start = end
  }
  return leaves
}

const unmarked = (leaf: Leaf): Leaf => ({ ...leaf, insertions: [], strikes: [] })

/** Every word of a proposed paragraph is its proposer's; every word of one to be removed is struck. */
function owned({ proposed, removals }: RollingParagraph, leaves: Leaf[]): Leaf[] {
  if (!proposed && removals.length === 0) return leaves
  return leaves.map((leaf) => ({
    ...leaf,
    insertions:
      proposed && leaf.insertions[0]?.id !== proposed.id ? [proposed, ...leaf.insertions] : leaf.insertions,
    strikes: [...removals, ...leaf.strikes],
  }))
}

/** A paragraph to which others may yet be joined. */
type Growing = Omit<ShownParagraph, 'leaves'> & { leaves: Leaf[] }

function addProjected(shown: Growing[], paragraph: RollingParagraph, leaves: readonly Leaf[], view: View) {
  const isCarriedOut = ({ delegation }: Attribution) =>
    view.kind === 'clean' || (view.kind === 'only' && view.delegations.includes(delegation))
  const [first = [], ...rest] = view.kind === 'base' ? [[...leaves]] : atBreaks(leaves)
  const before = shown.at(-1)
  if (before && paragraph.merges.some(isCarriedOut)) for (const leaf of first) before.leaves.push(leaf)
  else shown.push({ key: paragraph.id, paragraph, leaves: first })
  rest.forEach((part, at) =>
    shown.push({
      key: `${paragraph.id}/${at + 1}`,
      paragraph: { ...paragraph, status: 'open', statusDate: null, number: null },
      leaves: part,
    }),
  )
}

function atBreaks(leaves: readonly Leaf[]): Leaf[][] {
  const parts: Leaf[][] = [[]]
  for (const leaf of leaves) {
    leaf.text.split(PARAGRAPH_BREAK).forEach((text, at) => {
      if (at > 0) parts.push([])
      if (text !== '') parts.at(-1)!.push({ ...leaf, text })
    })
  }
  return parts
}

/** Puts neighbours between the marks that they share: insertions outside, strikes inside. */
export function nest(leaves: readonly Leaf[], depth = 0): Piece[] {
  const pieces: Piece[] = []
  for (const group of neighbours(leaves, (leaf) => leaf.insertions[depth]?.id ?? '')) {
    const by = group[0]?.insertions[depth]
    if (by) pieces.push(marked('insertion', [by], nest(group, depth + 1)))
    else for (const piece of struck(group)) pieces.push(piece)
  }
  return pieces
}

function struck(leaves: readonly Leaf[]): Piece[] {
  return neighbours(leaves, ({ strikes }) => strikes.map(({ id }) => id).join()).flatMap((group) => {
    const words = group.map((leaf): Piece => ({ kind: 'leaf', leaf }))
    const by = group[0]?.strikes ?? []
    return by.length > 0 ? [marked('deletion', by, words)] : words
  })
}

function marked(kind: Marked['kind'], by: readonly Attribution[], pieces: Piece[]): Marked {
  const codes = [...new Set(by.map(signed))]
  return {
    kind,
    by: codes.join(', '),
    colour: delegationColour(codes[0] ?? ''),
    double: kind === 'deletion' && codes.length > 1,
    pieces,
  }
}

function neighbours(leaves: readonly Leaf[], keyOf: (leaf: Leaf) => string): Leaf[][] {
  const groups: Leaf[][] = []
  let key: string | null = null
  for (const leaf of leaves) {
    const own = keyOf(leaf)
    if (own === key) groups.at(-1)!.push(leaf)
    else groups.push([leaf])
    key = own
  }
  return groups
}
