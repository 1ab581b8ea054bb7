import { isApplied } from './applied.ts'
import { charsOf } from '../basics/character.ts'
import { parseBrackets, type BracketTree } from '../brackets/bracket.ts'
import { arranged } from './move.ts'
import type { ParagraphId, ParagraphKind } from '../basics/paragraph.ts'
import {
  PARAGRAPH_BREAK,
  type Attribution,
  type CharId,
  type RollingParagraph,
  type RollingText,
  type Run,
  type View,
} from '../basics/rolling.ts'

/** Whether the view has this paragraph at all. */
export function isShown({ proposed, removals }: RollingParagraph, view: View): boolean {
  if (view.kind === 'rolling') return true
  if (proposed && !isApplied(proposed, view)) return false
  return !removals.some((removal) => isApplied(removal, view))
}

/**
 * The insertions around a run, outermost first, without the proposal of the paragraph itself: in a proposed
 * paragraph its own words are the ground on which others amend.
 */
export function insertionsWithin(
  { id, proposed }: Pick<RollingParagraph, 'id' | 'proposed'>,
  { insertions }: Run,
): readonly Attribution[] {
  if (!proposed) return insertions
  return insertions.filter((insertion) => insertion.id !== proposed.id && insertion.id !== id)
}

const isRunShown = (paragraph: RollingParagraph, run: Run, view: View): boolean =>
  insertionsWithin(paragraph, run).every((insertion) => isApplied(insertion, view)) &&
  !run.strikes.some((strike) => isApplied(strike, view))

/**
 * The runs that the view shows of a paragraph; none when it does not show the paragraph. `rolling` has every
 * character, struck ones included. An insertion within another delegation's counts only with that one.
 */
export function runsOf(paragraph: RollingParagraph, view: View): readonly Run[] {
  if (view.kind === 'rolling') return paragraph.runs
  if (!isShown(paragraph, view)) return []
  return paragraph.runs.filter((run) => isRunShown(paragraph, run, view))
}

export const joinRuns = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('')

/** The words of a paragraph in this view. Tracked breaks stay as `PARAGRAPH_BREAK`; see {@link projectText}. */
export const textOf = (paragraph: RollingParagraph, view: View): string => joinRuns(runsOf(paragraph, view))

/** A paragraph as it stands in a view, after splits and joins. */
export type ProjectedParagraph = {
  /** The paragraph of the rolling text whose place it takes. */
  id: ParagraphId
  /** 0 for that paragraph itself, 1, 2 … for what a tracked break made of its rest. */
  part: number
  /** Unique in the projection: the id, with `/1`, `/2` … for further parts. */
  key: string
  kind: ParagraphKind
  level: number
  /** Further parts have no number yet. */
  number: string | null
  proposed: Attribution | null
  text: string
  /** Paragraphs joined to this one. */
  joined: readonly ParagraphId[]
}

/**
 * The whole text in a view, as paragraphs: removed ones out, moves, tracked breaks and joins carried out
 * (the words of both meet without a blank, as in an editor). In `rolling` and `base` no paragraph is split
 * or joined.
 */
export function projectText(text: RollingText, view: View): ProjectedParagraph[] {
  const projected: (ProjectedParagraph & { joined: ParagraphId[] })[] = []
  for (const paragraph of arranged(text, view).paragraphs) {
    if (!isShown(paragraph, view)) continue
    const words = textOf(paragraph, view)
    const [first = '', ...rest] = view.kind === 'rolling' ? [words] : words.split(PARAGRAPH_BREAK)
    const before = projected.at(-1)
    if (before && paragraph.merges.some((merge) => isApplied(merge, view))) {
      before.text += first
      before.joined.push(paragraph.id)
    } else projected.push(partOf(paragraph, 0, first))
    rest.forEach((part, at) => projected.push(partOf(paragraph, at + 1, part)))
  }
  return projected
}

const partOf = (
  { id, kind, level, number, proposed }: RollingParagraph,
  part: number,
  text: string,
): ProjectedParagraph & { joined: ParagraphId[] } => ({
  id,
  part,
  key: part === 0 ? id : `${id}/${part}`,
  kind,
  level,
  number: part === 0 ? number : null,
  proposed,
  text,
  joined: [],
})

/**
 * The brackets of the text in a view. Places are offsets into `textOf(paragraph, view)`; the brackets that
 * users marked as literal are so in the tree.
 */
export function bracketsOf(text: RollingText, view: View): BracketTree {
  const shown = arranged(text, view).paragraphs.filter((paragraph) => isShown(paragraph, view))
  const runs = new Map(shown.map((paragraph) => [paragraph.id, runsOf(paragraph, view)]))
  const literal = new Set<CharId>(text.literalBrackets)
  const chars = new Map<ParagraphId, ReturnType<typeof charsOf>>()
  const charIn = (paragraph: ParagraphId) => {
    const known = chars.get(paragraph) ?? charsOf(runs.get(paragraph) ?? [])
    chars.set(paragraph, known)
    return known
  }
  return parseBrackets(
    shown.map(({ id }) => ({ id, text: joinRuns(runs.get(id) ?? []) })),
    ({ paragraph, offset }) => {
      if (literal.size === 0) return false
      const char = charIn(paragraph)(offset)
      return char !== null && literal.has(char)
    },
  )
}
