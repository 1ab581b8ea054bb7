import type { DelegationCode } from '../basics/actor.ts'
import { parseBrackets, type BracketTree } from '../brackets/bracket.ts'
import { keptBy } from '../brackets/bracket-edits.ts'
import { charsOf, runAt } from '../basics/character.ts'
import { isClosed } from '../basics/paragraph.ts'
import { proposalsOf, type Proposal } from '../text/proposal.ts'
import { PARAGRAPH_BREAK, type CharId, type ProposalId, type RollingParagraph } from '../basics/rolling.ts'
import { accepting, baseText, isBaseRun, previewOf } from '../text/preview.ts'

/** One of the alternatives that a proposal leaves open. */
export type ProposedVariant = {
  /** Where its bracket opens, in the words of the proposal. */
  open: CharId
  /** Which one of `[shall/should]`, from 0. */
  choice?: number
  /** The words that come into the text when it is picked. */
  picked: string
}

/** Alternatives in brackets that a delegation’s proposals bring into a paragraph, for the chair to pick from. */
export type ProposedAlternatives = {
  delegation: DelegationCode
  /** What is accepted with whichever of them is picked. */
  proposals: readonly ProposalId[]
  variants: readonly ProposedVariant[]
}

/**
 * The alternatives that stand in the words of proposals on a paragraph, `[shall][should]` or `[shall/should]`, in
 * reading order, delegation by delegation. Brackets and words of the text count where a proposal puts its own around
 * or beside them; what stands within others' words waits until those are decided.
 */
export function proposedAlternatives(
  paragraph: RollingParagraph,
  literal: readonly CharId[] = [],
): ProposedAlternatives[] {
  if (isClosed(paragraph.status)) return []
  const writers = new Set(
    paragraph.runs.flatMap(({ text, insertions }) =>
      text.includes('[') ? (insertions.at(-1)?.delegation ?? []) : [],
    ),
  )
  const marked = new Set(literal)
  return [...writers].flatMap((delegation) => offeredBy(paragraph, delegation, marked))
}

function offeredBy(
  paragraph: RollingParagraph,
  delegation: DelegationCode,
  literal: ReadonlySet<CharId>,
): ProposedAlternatives[] {
  const own = proposalsOf(paragraph).filter(
    (each) => each.delegation === delegation && OF_WORDS.includes(each.kind),
  )
  const idsOf = (cards: readonly Proposal[]) => new Set(cards.flatMap(({ ids }) => ids))
  const offeredAlone = new Map<string, ReadonlySet<string>>()
  return groupsIn(paragraph, idsOf(own), literal).flatMap(({ touching, variants }) => {
    const proposals = idsOf(withHosts(own, touching))
    // What else the delegation proposes must not have part in it: they are the same without.
    const key = [...proposals].join(' ')
    const alone =
      offeredAlone.get(key) ??
      new Set(groupsIn(paragraph, proposals, literal).map((other) => JSON.stringify(other.variants)))
    offeredAlone.set(key, alone)
    return alone.has(JSON.stringify(variants)) ? [{ delegation, proposals: [...proposals], variants }] : []
  })
}

const OF_WORDS: readonly Proposal['kind'][] = ['paragraph', 'insertion', 'deletion', 'replacement', 'split']

/** The cards that have part in it, and those of the same delegation in whose words they stand. */
function withHosts(own: readonly Proposal[], touching: ReadonlySet<ProposalId>): Proposal[] {
  const byId = new Map(own.flatMap((card) => card.ids.map((id) => [id, card] as const)))
  const needed = new Set(own.filter(({ ids }) => ids.some((id) => touching.has(id))))
  for (const { within } of needed) {
    const host = within === null ? undefined : byId.get(within)
    if (host) needed.add(host)
  }
  return own.filter((card) => needed.has(card))
}

type Group = { touching: ReadonlySet<ProposalId>; variants: readonly ProposedVariant[] }

/** The alternatives that there are once these proposals are accepted, as far as they open in their words. */
function groupsIn(
  paragraph: RollingParagraph,
  ids: ReadonlySet<ProposalId>,
  literal: ReadonlySet<CharId>,
): Group[] {
  const preview = accepting(previewOf(paragraph), ids)
  const runs = preview.runs.filter(isBaseRun)
  const texts = [{ id: paragraph.id, text: baseText(preview) }]
  const [charOf, runOf] = [charsOf(runs), runAt(runs)]
  const tree = parseBrackets(texts, ({ offset }) => literal.has(charOf(offset) ?? ''))
  const touched = touchesIn(paragraph, ids)
  return alternativesIn(tree).flatMap((group) => {
    const [from, to] = [tree.brackets[group[0]!]!.open.offset, tree.brackets[group.at(-1)!]!.close.offset + 1]
    if (texts[0]!.text.slice(from, to).includes(PARAGRAPH_BREAK)) return []
    const opening = group.filter(
      (at) => runOf(tree.brackets[at]!.open.offset)?.run.origin.kind === 'proposal',
    )
    const variants = opening.flatMap((at) => variantsOf(texts, tree, at, charOf))
    return variants.length > 0 ? [{ touching: touchingIn(touched, from, to), variants }] : []
  })
}

/** Groups side by side, and brackets that leave a choice by themselves. */
const alternativesIn = ({ alternatives, brackets }: BracketTree): (readonly number[])[] =>
  [
    ...alternatives,
    ...brackets.flatMap(({ group, choices }, at) => (group === null && choices.length > 0 ? [[at]] : [])),
  ].sort(([a], [b]) => a! - b!)

function variantsOf(
  texts: readonly { id: string; text: string }[],
  tree: BracketTree,
  at: number,
  charOf: (offset: number) => CharId | null,
): ProposedVariant[] {
  const { choices, open } = tree.brackets[at]!
  const char = charOf(open.offset)
  const pick = (choice: number | null): ProposedVariant[] => {
    const kept = keptBy(texts, tree, at, choice)
    if (!kept || char === null) return []
    const picked = texts[0]!.text.slice(kept.from, kept.to)
    return [{ open: char, ...(choice !== null && { choice }), picked }]
  }
  return choices.length > 0 ? choices.flatMap((_, choice) => pick(choice)) : pick(null)
}

/** Characters `[from, to)` of a text as accepting makes it, and whose words stand there; struck ones take no place. */
type Touched = { from: number; to: number; ids: readonly ProposalId[] }

/** Whose words stand, or are struck, stretch by stretch, in the text as accepting these proposals makes it. */
function touchesIn(paragraph: RollingParagraph, ids: ReadonlySet<ProposalId>): Touched[] {
  const touches: Touched[] = []
  let at = 0
  for (const { text, insertions, strikes } of paragraph.runs) {
    if (!insertions.every(({ id }) => ids.has(id))) continue
    const struck = strikes.filter(({ id }) => ids.has(id))
    const to = struck.length > 0 ? at : at + text.length
    touches.push({ from: at, to, ids: (struck.length > 0 ? struck : insertions).map(({ id }) => id) })
    at = to
  }
  return touches
}

/** Those between two offsets: not what is struck right at them. */
function touchingIn(touches: readonly Touched[], from: number, to: number): ReadonlySet<ProposalId> {
  const touching = new Set<ProposalId>()
  let [low, high] = [0, touches.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (touches[middle]!.to <= from) low = middle + 1
    else high = middle
  }
  for (let at = low; at < touches.length && touches[at]!.from < to; at++)
    for (const id of touches[at]!.ids) touching.add(id)
  return touching
}
