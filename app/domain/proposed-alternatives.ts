import type { DelegationCode } from './actor.ts'
import { parseBrackets, type BracketTree } from './bracket.ts'
import { picking } from './bracket-edits.ts'
import { charAt } from './character.ts'
import { isClosed } from './paragraph.ts'
import { proposalsOf, type Proposal } from './proposal.ts'
import { PARAGRAPH_BREAK, type CharId, type ProposalId, type RollingParagraph } from './rolling.ts'
import { accepting, baseText, isBaseRun, workedFrom, type WorkedRun } from './worked.ts'

/** One of the readings that a proposal leaves open. */
export type ProposedReading = {
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
  readings: readonly ProposedReading[]
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
  return groupsIn(paragraph, idsOf(own), literal).flatMap(({ touching, readings }) => {
    const proposals = idsOf(withHosts(own, touching))
    // What else the delegation proposes must not have part in it: they are the same without.
    const alone = groupsIn(paragraph, proposals, literal)
    const isOffered = alone.some((other) => JSON.stringify(other.readings) === JSON.stringify(readings))
    return isOffered ? [{ delegation, proposals: [...proposals], readings }] : []
  })
}

const OF_WORDS: readonly Proposal['kind'][] = ['paragraph', 'insertion', 'deletion', 'replacement', 'split']

/** The cards that have part in it, and those of the same delegation in whose words they stand. */
function withHosts(own: readonly Proposal[], touching: ReadonlySet<ProposalId>): Proposal[] {
  const needed = new Set(own.filter(({ ids }) => ids.some((id) => touching.has(id))))
  for (const { within } of needed) {
    const host = own.find(({ ids }) => within !== null && ids.includes(within))
    if (host) needed.add(host)
  }
  return own.filter((card) => needed.has(card))
}

type Group = { touching: ReadonlySet<ProposalId>; readings: readonly ProposedReading[] }

/** The alternatives that there are once these proposals are accepted, as far as they open in their words. */
function groupsIn(
  paragraph: RollingParagraph,
  ids: ReadonlySet<ProposalId>,
  literal: ReadonlySet<CharId>,
): Group[] {
  const worked = accepting(workedFrom(paragraph), ids)
  const runs = worked.runs.filter(isBaseRun)
  const texts = [{ id: paragraph.id, text: baseText(worked) }]
  const tree = parseBrackets(texts, ({ offset }) => literal.has(charAt(runs, offset) ?? ''))
  return alternativesIn(tree).flatMap((group) => {
    const [from, to] = [tree.brackets[group[0]!]!.open.offset, tree.brackets[group.at(-1)!]!.close.offset + 1]
    if (texts[0]!.text.slice(from, to).includes(PARAGRAPH_BREAK)) return []
    const opening = group.filter((at) => originAt(runs, tree.brackets[at]!.open.offset) !== null)
    const readings = opening.flatMap((at) => readingsOf(texts, tree, at, runs))
    return readings.length > 0 ? [{ touching: touchingIn(paragraph, ids, from, to), readings }] : []
  })
}

/** Groups side by side, and brackets that leave a choice by themselves. */
const alternativesIn = ({ alternatives, brackets }: BracketTree): (readonly number[])[] =>
  [
    ...alternatives,
    ...brackets.flatMap(({ group, choices }, at) => (group === null && choices.length > 0 ? [[at]] : [])),
  ].sort(([a], [b]) => a! - b!)

function readingsOf(
  texts: readonly { id: string; text: string }[],
  tree: BracketTree,
  at: number,
  runs: readonly WorkedRun[],
): ProposedReading[] {
  const { choices, open } = tree.brackets[at]!
  const char = charAt(runs, open.offset)
  const pick = (choice: number | null): ProposedReading[] => {
    const kept = picking(texts, tree, at, choice)?.kept
    if (!kept || char === null) return []
    const picked = texts[0]!.text.slice(kept.from, kept.to)
    return [{ open: char, ...(choice !== null && { choice }), picked }]
  }
  return choices.length > 0 ? choices.flatMap((_, choice) => pick(choice)) : pick(null)
}

/** The proposal that brought the character at an offset; null for a word of the text. */
function originAt(runs: readonly WorkedRun[], offset: number): ProposalId | null {
  let end = 0
  for (const { text, origin } of runs) {
    end += text.length
    if (offset < end) return origin.kind === 'proposal' ? origin.by.id : null
  }
  return null
}

/** Whose words stand, or are struck, between two offsets of the text as accepting these proposals makes it. */
function touchingIn(
  paragraph: RollingParagraph,
  ids: ReadonlySet<ProposalId>,
  from: number,
  to: number,
): ReadonlySet<ProposalId> {
  const touching = new Set<ProposalId>()
  let at = 0
  for (const { text, insertions, strikes } of paragraph.runs) {
    if (!insertions.every(({ id }) => ids.has(id))) continue
    const struck = strikes.filter(({ id }) => ids.has(id))
    if (struck.length > 0) {
      if (at > from && at < to) for (const { id } of struck) touching.add(id)
      continue
    }
    if (at < to && at + text.length > from) for (const { id } of insertions) touching.add(id)
    at += text.length
  }
  return touching
}
