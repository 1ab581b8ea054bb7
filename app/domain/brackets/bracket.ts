import {
  isOther,
  isPlaceholder,
  looksLiteral,
  readAttribution,
  slashAlternatives,
  type BracketAction,
} from './bracket-words.ts'
import type { ParagraphId } from '../basics/paragraph.ts'

/** A character: the one at `offset` (UTF-16 code units) of a paragraph's text. */
export type Place = { paragraph: ParagraphId; offset: number }

/** From `from` up to, and without, `to` in one paragraph. */
export type Passage = { paragraph: ParagraphId; from: number; to: number }

export type BracketedParagraph = { id: ParagraphId; text: string }

/** A balanced pair. Other brackets are named by their index in `BracketTree.brackets`. */
export type Bracket = {
  /** The `[` */ open: Place
  /** The `]`, maybe in a later paragraph. */ close: Place
  /** 1 for an outermost pair. */ depth: number
  parent: number | null
  children: readonly number[]
  /** Names before a colon at the start: `[MEXICO, CANADA: …`. Empty when nobody is named. */
  attribution: readonly string[]
  /** The group that the named speak for. */
  onBehalfOf: string | null
  /** What those named want; null without attribution. */
  action: BracketAction | null
  /** Characters after `[` taken by the attribution. */
  attributionLength: number
  /** Index in `BracketTree.alternatives`, when it is one of several choices side by side. */
  group: number | null
  /** The choices of `[accepting/ratifying]`. */
  choices: readonly string[]
  /** Stands for words to come: `[X date]`. */
  placeholder: boolean
  /** `marked` by a user, or `suggested` because it reads like a citation; null when it is negotiated. */
  literal: 'marked' | 'suggested' | null
}

export type Stray = Place & { char: '[' | ']' }

export type BracketTree = {
  /** In order of their opening characters; a parent comes before its children. */
  brackets: readonly Bracket[]
  /** Groups such as `[shall][should][may]`, each in reading order. */
  alternatives: readonly (readonly number[])[]
  /** Characters without a partner, in reading order. They stay in the text and are flagged. */
  strays: readonly Stray[]
}

type Draft = { -readonly [K in keyof Bracket]: Bracket[K] } & { children: number[] }
type Pair = { open: Place; close: Place | null; parent: Pair | null; at: number; index: number }

/**
 * The brackets of consecutive paragraphs. A pair may open in one paragraph and close in a later one.
 * No character is ever dropped: what has no partner is reported as a stray. Linear in the text.
 *
 * @param isLiteral whether a user has marked the bracket at this place as not negotiated; a marked character
 *   without a partner, as in "[0, 1)", is no stray
 */
export function parseBrackets(
  paragraphs: readonly BracketedParagraph[],
  isLiteral: (place: Place) => boolean = () => false,
): BracketTree {
  const { pairs, strays } = matchPairs(paragraphs)
  const flagged = strays.filter((stray) => !isLiteral(stray))
  const brackets: Draft[] = []
  for (const pair of pairs) {
    if (!pair.close) continue
    pair.index = brackets.length
    const parent = pair.parent?.close ? pair.parent.index : null
    const outer = parent === null ? null : brackets[parent]!
    outer?.children.push(pair.index)
    brackets.push(draftOf(pair.open, pair.close, parent, (outer?.depth ?? 0) + 1, isLiteral(pair.open)))
  }
  const textOf = new Map(paragraphs.map(({ id, text }) => [id, text]))
  for (const bracket of brackets) readWords(bracket, textOf.get(bracket.open.paragraph) ?? '')
  const alternatives = groupAlternatives(brackets, textOf)
  for (const bracket of brackets) bracket.placeholder ||= standsForOther(bracket, textOf)
  return { brackets, alternatives, strays: flagged }
}

function matchPairs(paragraphs: readonly BracketedParagraph[]): { pairs: Pair[]; strays: Stray[] } {
  const pairs: Pair[] = []
  const standing: Pair[] = []
  const strays: (Stray & { at: number })[] = []
  let at = 0
  for (const { id: paragraph, text } of paragraphs) {
    for (const found of text.matchAll(/[[\]]/g)) {
      const place = { paragraph, offset: found.index }
      at++
      if (found[0] === '[') {
        const pair = { open: place, close: null, parent: standing.at(-1) ?? null, at, index: -1 }
        pairs.push(pair)
        standing.push(pair)
        continue
      }
      const pair = standing.pop()
      if (pair) pair.close = place
      else strays.push({ ...place, char: ']', at })
    }
  }
  for (const { open, at } of standing) strays.push({ ...open, char: '[', at })
  strays.sort((a, b) => a.at - b.at)
  return { pairs, strays: strays.map(({ paragraph, offset, char }) => ({ paragraph, offset, char })) }
}

const draftOf = (
  open: Place,
  close: Place,
  parent: number | null,
  depth: number,
  marked: boolean,
): Draft => ({
  open,
  close,
  depth,
  parent,
  children: [],
  attribution: [],
  onBehalfOf: null,
  action: null,
  attributionLength: 0,
  group: null,
  choices: [],
  placeholder: false,
  literal: marked ? 'marked' : null,
})

/** Innermost content only is read whole, so that deep nesting stays linear. */
function readWords(bracket: Draft, text: string): void {
  const { open, close } = bracket
  const closesHere = open.paragraph === close.paragraph
  const end = closesHere ? close.offset : text.length
  const isInnermost = closesHere && bracket.children.length === 0
  const content = isInnermost ? text.slice(open.offset + 1, end) : ''
  if (isInnermost && !bracket.literal && looksLiteral(content)) bracket.literal = 'suggested'
  if (bracket.literal) return
  const named = readAttribution(text.slice(open.offset + 1, Math.min(end, open.offset + 200)))
  if (isInnermost) {
    bracket.choices = slashAlternatives(content.slice(named?.length ?? 0))
    bracket.placeholder = isPlaceholder(content)
  }
  if (!named) return
  bracket.attribution = named.names
  bracket.onBehalfOf = named.onBehalfOf
  bracket.action = named.action
  bracket.attributionLength = named.length
}

/** Brackets side by side, with at most blanks and a slash between them, are choices for one place. */
function groupAlternatives(brackets: Draft[], textOf: Map<ParagraphId, string>): number[][] {
  const groups: number[][] = []
  const lastChild = new Map<number | null, number>()
  brackets.forEach((bracket, index) => {
    const before = lastChild.get(bracket.parent)
    lastChild.set(bracket.parent, index)
    if (before === undefined) return
    const neighbour = brackets[before]!
    if (!isChoice(bracket, textOf) || !isChoice(neighbour, textOf) || !sideBySide(neighbour, bracket, textOf))
      return
    if (neighbour.group === null) neighbour.group = groups.push([before]) - 1
    bracket.group = neighbour.group
    groups[bracket.group]!.push(index)
  })
  return groups
}

const isChoice = ({ literal, action, open }: Draft, textOf: Map<ParagraphId, string>): boolean =>
  literal === null &&
  action !== 'delete' &&
  action !== 'retain' &&
  // "[, as appropriate,]" goes on with the words before it instead of replacing them.
  !/[,;.:]/.test(textOf.get(open.paragraph)?.[open.offset + 1] ?? '')

const standsForOther = ({ group, open, close }: Draft, textOf: Map<ParagraphId, string>): boolean =>
  group !== null &&
  open.paragraph === close.paragraph &&
  close.offset - open.offset < 20 &&
  isOther((textOf.get(open.paragraph) ?? '').slice(open.offset + 1, close.offset))

function sideBySide(left: Draft, right: Draft, textOf: Map<ParagraphId, string>): boolean {
  if (left.close.paragraph !== right.open.paragraph) return false
  const between = right.open.offset - left.close.offset - 1
  if (between > 5) return false
  return /^\s*\/?\s*$/.test(
    (textOf.get(right.open.paragraph) ?? '').slice(left.close.offset + 1, right.open.offset),
  )
}

export const isNegotiatedBracket = (bracket: Bracket): boolean => bracket.literal === null

export type BracketCount = {
  /** Negotiated pairs by the paragraph in which they open; paragraphs without any are absent. */
  pairs: Readonly<Record<ParagraphId, number>>
  /** Strays by paragraph; paragraphs without any are absent. */
  strays: Readonly<Record<ParagraphId, number>>
  /** Negotiated pairs in all. */
  total: number
}

/** Counts what is not agreed: negotiated pairs, once each, and strays. Literal brackets do not count. */
export function countBrackets(tree: BracketTree): BracketCount {
  const pairs: Record<ParagraphId, number> = {}
  const strays: Record<ParagraphId, number> = {}
  let total = 0
  for (const { open } of tree.brackets.filter(isNegotiatedBracket)) {
    pairs[open.paragraph] = (pairs[open.paragraph] ?? 0) + 1
    total++
  }
  for (const { paragraph } of tree.strays) strays[paragraph] = (strays[paragraph] ?? 0) + 1
  return { pairs, strays, total }
}

/** The characters that go when a pair goes: its `[` with the attribution, and its `]`. The words stay. */
export const bracketCharacters = ({ open, close, attributionLength }: Bracket): [Passage, Passage] => [
  { paragraph: open.paragraph, from: open.offset, to: open.offset + 1 + attributionLength },
  { paragraph: close.paragraph, from: close.offset, to: close.offset + 1 },
]

/** The paragraphs without these pairs and their attributions; all other characters stay as they are. */
export function stripBrackets<P extends BracketedParagraph>(
  paragraphs: readonly P[],
  pairs: readonly Bracket[],
): P[] {
  const cuts = new Map<ParagraphId, Passage[]>()
  for (const passage of pairs.flatMap(bracketCharacters)) {
    const known = cuts.get(passage.paragraph)
    if (known) known.push(passage)
    else cuts.set(passage.paragraph, [passage])
  }
  return paragraphs.map((paragraph) => {
    const passages = cuts.get(paragraph.id)
    return passages ? { ...paragraph, text: without(paragraph.text, passages) } : paragraph
  })
}

function without(text: string, passages: Passage[]): string {
  let kept = ''
  let from = 0
  for (const passage of passages.sort((a, b) => a.from - b.from)) {
    kept += text.slice(from, passage.from)
    from = passage.to
  }
  return kept + text.slice(from)
}
