import {
  parseBrackets,
  type Bracket,
  type BracketTree,
  type BracketedParagraph,
  type Passage,
  type Place,
} from './bracket.ts'
import { slashChoices } from './bracket-words.ts'
import type { ParagraphId } from '../basics/paragraph.ts'

/** What an operation on brackets takes out of a text and puts into it; all places are those before it. */
export type BracketEdits = {
  cuts: readonly Passage[]
  /** Right before the character at the place. */
  inserts: readonly (Place & { text: string })[]
}

type Group = { brackets: readonly Bracket[]; text: string }

/** The alternatives that a bracket stands among, where all of them stand in one paragraph. */
function groupOf(paragraphs: readonly BracketedParagraph[], tree: BracketTree, at: number): Group | null {
  const bracket = tree.brackets[at]
  if (!bracket || bracket.group === null) return null
  const brackets = tree.alternatives[bracket.group]!.map((index) => tree.brackets[index]!)
  const text = paragraphs.find(({ id }) => id === bracket.open.paragraph)?.text
  return isGrouped(tree, bracket) && text !== undefined ? { brackets, text } : null
}

/** What becomes of alternatives when one of them is picked. */
export type Picking = {
  edits: BracketEdits
  /** The words that stay. */
  kept: Passage
  /** The words of each of the others, without brackets and names. */
  left: readonly Passage[]
}

/**
 * Keeps the words of one alternative, the bracket with index `at`, and takes the others beside it out, with all
 * brackets and names of the group. Of `[shall/should]` it keeps the choice with that index. Null when there is
 * nothing to pick from.
 */
export function picking(
  paragraphs: readonly BracketedParagraph[],
  tree: BracketTree,
  at: number,
  choice: number | null = null,
): Picking | null {
  const bracket = tree.brackets[at]
  const kept = keptBy(paragraphs, tree, at, choice)
  const group = groupOf(paragraphs, tree, at)?.brackets ?? (choice !== null && bracket ? [bracket] : null)
  if (!bracket || !group || !kept) return null
  const { paragraph } = bracket.open
  const choices = choice === null ? [] : choicesOf(paragraphs, bracket)
  const left = group.flatMap((each) =>
    each === bracket ? choices.filter((_, other) => other !== choice) : [wordsOf(each)],
  )
  return {
    edits: {
      cuts: [
        { paragraph, from: group[0]!.open.offset, to: kept.from },
        { paragraph, from: kept.to, to: group.at(-1)!.close.offset + 1 },
      ],
      inserts: [],
    },
    kept: { paragraph, from: kept.from, to: kept.to },
    left: left.map(({ from, to }) => ({ paragraph, from, to })),
  }
}

/** The words that {@link picking} keeps, without what becomes of the others: for each of many in turn. */
export function keptBy(
  paragraphs: readonly BracketedParagraph[],
  tree: BracketTree,
  at: number,
  choice: number | null = null,
): Passage | null {
  const bracket = tree.brackets[at]
  if (!bracket || (choice === null && !isGrouped(tree, bracket))) return null
  const kept = choice === null ? wordsOf(bracket) : choicesOf(paragraphs, bracket)[choice]
  return kept ? { paragraph: bracket.open.paragraph, from: kept.from, to: kept.to } : null
}

/** Whether it stands among alternatives, all of them in one paragraph: each begins where the one before ends. */
function isGrouped(tree: BracketTree, { group, open: { paragraph } }: Bracket): boolean {
  if (group === null) return false
  const indices = tree.alternatives[group]!
  const [first, last] = [tree.brackets[indices[0]!]!, tree.brackets[indices.at(-1)!]!]
  return first.open.paragraph === paragraph && last.close.paragraph === paragraph
}

const wordsOf = ({ open, close, attributionLength }: Bracket) => ({
  from: open.offset + 1 + attributionLength,
  to: close.offset,
})

/** Where the choices of `[shall/should]` stand; none where the bracket has no choices. */
function choicesOf(paragraphs: readonly BracketedParagraph[], bracket: Bracket) {
  const { from, to } = wordsOf(bracket)
  const text = paragraphs.find(({ id }) => id === bracket.open.paragraph)?.text ?? ''
  const found = bracket.choices.length > 0 ? slashChoices(text.slice(from, to)) : []
  return found.map((words) => ({ from: from + words.from, to: from + words.to }))
}

/**
 * Writes alternatives that say the same, of the group that the bracket with index `at` stands in, once: where the
 * first one stands, with everybody's names. Null when no two of them say the same.
 */
export function mergingAlternatives(
  paragraphs: readonly BracketedParagraph[],
  tree: BracketTree,
  at: number,
): BracketEdits | null {
  const group = groupOf(paragraphs, tree, at)
  if (!group) return null
  const firsts = new Map<string, { bracket: Bracket; names: string[] }>()
  const cuts: Passage[] = []
  group.brackets.forEach((bracket, index) => {
    const { open, close, attributionLength } = bracket
    const from = open.offset + 1 + attributionLength
    const words = group.text.slice(from, close.offset).trim()
    const names = namesIn(group.text.slice(open.offset + 1, from))
    const equal = firsts.get(words)
    if (!equal) return firsts.set(words, { bracket, names: [] })
    for (const name of names) equal.names.push(name)
    const before = group.brackets[index - 1]!.close.offset + 1
    return cuts.push({ paragraph: open.paragraph, from: before, to: close.offset + 1 })
  })
  if (cuts.length === 0) return null
  return {
    cuts,
    inserts: [...firsts.values()].flatMap(({ bracket, names }) => naming(bracket, names, group.text)),
  }
}

const namesIn = (attribution: string): string[] => {
  const names = attribution.slice(0, Math.max(0, attribution.lastIndexOf(':'))).trim()
  return names === '' ? [] : [names]
}

function naming({ open, attributionLength }: Bracket, names: readonly string[], text: string) {
  const attribution = text.slice(open.offset + 1, open.offset + 1 + attributionLength)
  const known = namesIn(attribution)
  const more = [...new Set(names)].filter((name) => !known.includes(name))
  if (more.length === 0) return []
  const colon = attribution.lastIndexOf(':')
  return known.length > 0
    ? [{ paragraph: open.paragraph, offset: open.offset + 1 + colon, text: `, ${more.join(', ')}` }]
    : [{ paragraph: open.paragraph, offset: open.offset + 1, text: `${more.join(', ')}: ` }]
}

/**
 * Brackets from one character to another, both included, maybe in a later paragraph; widened until no pair is
 * crossed: brackets always nest.
 */
export function bracketingPassage(
  paragraphs: readonly BracketedParagraph[],
  [first, last]: readonly [Place, Place],
  opening: string,
): BracketEdits {
  const order = new Map(paragraphs.map(({ id }, at) => [id, at]))
  const isBefore = (a: Place, b: Place) => {
    const [one, other] = [order.get(a.paragraph) ?? 0, order.get(b.paragraph) ?? 0]
    return one < other || (one === other && a.offset < b.offset)
  }
  let [from, to] = [first, last]
  const isInside = (place: Place) => !isBefore(place, from) && !isBefore(to, place)
  const { brackets } = parseBrackets(paragraphs)
  for (let again = true; again;) {
    again = false
    for (const { open, close } of brackets) {
      if (isInside(open) === isInside(close)) continue
      if (isBefore(open, from)) from = open
      if (isBefore(to, close)) to = close
      again = true
    }
  }
  return {
    cuts: [],
    inserts: [
      { ...from, text: opening },
      { ...to, offset: to.offset + 1, text: ']' },
    ],
  }
}

/** The paragraphs after edits; those that no edit touches are the same objects. */
export function afterEdits<P extends BracketedParagraph>(
  paragraphs: readonly P[],
  { cuts, inserts }: BracketEdits,
): P[] {
  const steps = new Map<ParagraphId, EditStep[]>()
  const add = (paragraph: ParagraphId, step: EditStep) => {
    const known = steps.get(paragraph)
    if (known) known.push(step)
    else steps.set(paragraph, [step])
  }
  for (const { paragraph, from, to } of cuts) add(paragraph, { at: from, to, text: '' })
  for (const { paragraph, offset, text } of inserts) add(paragraph, { at: offset, to: offset, text })
  return paragraphs.map((paragraph) => {
    const own = steps.get(paragraph.id)
    return own ? { ...paragraph, text: afterSteps(paragraph.text, own) } : paragraph
  })
}

type EditStep = { at: number; to: number; text: string }

/** From the last one to the first, so that the places of those before stay what they are. */
function afterSteps(text: string, steps: EditStep[]): string {
  const parts: string[] = []
  let end = text.length
  for (const { at, to, text: words } of steps.sort((a, b) => b.at - a.at)) {
    parts.push(text.slice(to, end), words)
    end = at
  }
  return text.slice(0, end) + parts.reverse().join('')
}
