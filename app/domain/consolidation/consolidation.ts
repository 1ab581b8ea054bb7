import type { DelegationCode } from '../basics/actor.ts'
import type { Alternative, Bracketing, PassageRefusal } from './alternatives.ts'
import { charAfter } from '../basics/character.ts'
import { collisionsOf, type Collisions } from './collisions.ts'
import { limits } from '../basics/limits.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import { Passages } from './passages.ts'
import type { Proposal } from '../text/proposal.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import type { ProposalId, RollingParagraph } from '../basics/rolling.ts'
import {
  accepting,
  baseText,
  isBaseRun,
  previewOf,
  type PreviewParagraph,
  type PreviewRun,
} from '../text/preview.ts'

/** What the chair does with some proposals on a paragraph. What no choice names stays pending. */
export type Choice =
  /** Into the text. Proposals that say the same are written once, in all their names. */
  | { kind: 'take'; proposals: readonly ProposalId[] }
  /** Into the text in brackets, side by side. `keepsBase`: the words as they stand are the first alternative. */
  | { kind: 'bracket'; proposals: readonly ProposalId[]; keepsBase: boolean }
  /** Not retained; the words stay in the record. */
  | { kind: 'decline'; proposals: readonly ProposalId[] }

export type ConsolidationRefusal =
  | PassageRefusal
  /** It is not on this paragraph (any more), or is named twice. */
  | { kind: 'no-such-proposal'; proposal: ProposalId }
  | { kind: 'accept-parent-first'; proposal: ProposalId; parent: ProposalId }
  /** Both are taken, and they change the same words. */
  | { kind: 'choices-collide'; proposals: readonly [ProposalId, ProposalId] }
  /** Passages around passages write their words again and again. */
  | { kind: 'text-too-long'; limit: number }

/** What choices come to, step by step: the room carries the same steps out on the document. */
export type Steps = {
  /** Accepted before anything is bracketed. */
  first: ReadonlySet<ProposalId>
  brackets: readonly Bracketing[]
  /** Accepted without being written: another one says the same. */
  duplicates: ReadonlySet<ProposalId>
  declined: ReadonlySet<ProposalId>
}

export type Consolidated = {
  /** The base text before and after. */
  before: string
  after: string
  /** The text after, stretch by stretch, with where its words come from. */
  pieces: readonly PreviewRun[]
  /** The alternatives that stand in brackets, passage by passage. */
  alternatives: readonly (readonly Alternative[])[]
  steps: Steps
  /** The whole paragraph goes. */
  isRemoved: boolean
}

/** Works out what the choices make of a paragraph, or why they cannot be had together. Changes nothing. */
export function consolidate(
  paragraph: RollingParagraph,
  choices: readonly Choice[],
  nameOf: (delegation: DelegationCode) => string,
  collisions: Collisions = collisionsOf(paragraph),
): Result<Consolidated, ConsolidationRefusal> {
  const planned = stepsOf(collisions, choices)
  if (!planned.ok) return planned
  const steps = planned.value
  const passages = new Passages(
    without(accepting(openedBy(previewOf(paragraph), steps.first), steps.first), steps.duplicates),
  )
  const alternatives: (readonly Alternative[])[] = []
  const most = Math.max(limits.charactersInParagraph, passages.length)
  for (const brackets of steps.brackets) {
    const written = passages.write(brackets, nameOf)
    if (!written.ok) return written
    if (passages.length > most) return refuse({ kind: 'text-too-long', limit: most })
    alternatives.push(written.value)
  }
  const runs = passages.runs()
  const isRemoved = paragraph.removals.some(({ id }) => steps.first.has(id))
  return accept({
    before: baseText(paragraph),
    after: isRemoved ? '' : baseText({ runs }),
    pieces: isRemoved ? [] : joined(runs.filter(isBaseRun)),
    alternatives,
    steps,
    isRemoved,
  })
}

/** A proposed paragraph that is accepted becomes one of the text. */
const openedBy = (paragraph: PreviewParagraph, accepted: ReadonlySet<ProposalId>): PreviewParagraph =>
  paragraph.proposed && accepted.has(paragraph.proposed.id) ? { ...paragraph, proposed: null } : paragraph

const without = (paragraph: PreviewParagraph, ids: ReadonlySet<ProposalId>): PreviewParagraph =>
  ids.size === 0
    ? paragraph
    : {
        ...paragraph,
        runs: paragraph.runs.filter(({ insertions }) => !insertions.some(({ id }) => ids.has(id))),
      }

/** Neighbours of one origin as one stretch. */
function joined(runs: readonly PreviewRun[]): PreviewRun[] {
  const pieces: PreviewRun[] = []
  for (const run of runs) {
    const last = pieces.at(-1)
    const isNext =
      run.origin.kind !== 'base' || charAfter(last?.first ?? '', last?.text.length ?? 0) === run.first
    if (last && isNext && JSON.stringify(last.origin) === JSON.stringify(run.origin))
      pieces[pieces.length - 1] = { ...last, text: last.text + run.text }
    else pieces.push(run)
  }
  return pieces
}

type ChoiceRefusal = Exclude<ConsolidationRefusal, PassageRefusal>

function stepsOf(collisions: Collisions, choices: readonly Choice[]): Result<Steps, ChoiceRefusal> {
  const { proposals } = collisions
  const chosen = chosenFrom(proposals, choices)
  if (!chosen.ok) return chosen
  const having = (...kinds: Choice['kind'][]) =>
    [...chosen.value].filter(([, { kind }]) => kinds.includes(kind)).map(([card]) => card)
  const taken = new Set(having('take'))
  const refusal = refusalOf(collisions, taken, new Set(having('take', 'bracket')))
  if (refusal) return refuse(refusal)
  const idsOf = (cards: Iterable<number>) => new Set([...cards].flatMap((card) => proposals[card]!.ids))
  const rootOf = rootsAmong(collisions.parents)
  const duplicates = collisions.duplicatesAmong(taken)
  const plain = [...taken].filter((card) => !duplicates.has(card))
  const first = new Set(plain.filter((card) => taken.has(rootOf(card))))
  for (const card of first) {
    const host = collisions.hosts.get(card)?.find((other) => !first.has(other))
    if (host !== undefined) return refuse(parentFirst(proposals, card, host))
  }
  const rootedIn = new Map<ProposalId, number[]>()
  for (const card of plain) {
    const root = proposals[rootOf(card)]!.ids[0]!
    const known = rootedIn.get(root)
    if (known) known.push(card)
    else rootedIn.set(root, [card])
  }
  return accept({
    first: idsOf(first),
    brackets: choices.flatMap((choice) =>
      choice.kind === 'bracket'
        ? [
            {
              proposals: new Set(choice.proposals),
              within: idsOf(choice.proposals.flatMap((id) => rootedIn.get(id) ?? [])),
              keepsBase: choice.keepsBase,
            },
          ]
        : [],
    ),
    duplicates: idsOf(duplicates),
    declined: idsOf(having('decline')),
  })
}

/** By card, what the chair does with it. */
function chosenFrom(
  proposals: readonly Proposal[],
  choices: readonly Choice[],
): Result<ReadonlyMap<number, Choice>, ChoiceRefusal> {
  const cards = new Map(proposals.flatMap(({ ids }, card) => ids.map((id) => [id, card] as const)))
  const chosen = new Map<number, Choice>()
  for (const choice of choices)
    for (const id of choice.proposals) {
      const card = cards.get(id)
      if (card === undefined || (chosen.get(card) ?? choice) !== choice)
        return refuse({ kind: 'no-such-proposal', proposal: id })
      chosen.set(card, choice)
    }
  return accept(chosen)
}

function refusalOf(
  { proposals, parents, clashAmong }: Collisions,
  taken: ReadonlySet<number>,
  written: ReadonlySet<number>,
): ChoiceRefusal | null {
  const clash = clashAmong(taken)
  if (clash) {
    const [a, b] = clash.map((card) => proposals[card]!.ids[0]!) as [ProposalId, ProposalId]
    return { kind: 'choices-collide', proposals: [a, b] }
  }
  for (const card of written) {
    const parent = parents.get(card)
    if (parent !== undefined && !written.has(parent)) return parentFirst(proposals, card, parent)
  }
  return null
}

/** What each card amends in the end, through however many others; itself when it amends nothing. */
function rootsAmong(parents: ReadonlyMap<number, number>): (card: number) => number {
  const known = new Map<number, number>()
  return (card) => {
    const way: number[] = []
    let at = card
    while (!known.has(at) && parents.has(at)) {
      way.push(at)
      at = parents.get(at)!
    }
    const root = known.get(at) ?? at
    for (const each of way) known.set(each, root)
    return root
  }
}

const parentFirst = (proposals: readonly Proposal[], card: number, parent: number): ChoiceRefusal => ({
  kind: 'accept-parent-first',
  proposal: proposals[card]!.ids[0]!,
  parent: proposals[parent]!.ids[0]!,
})

/**
 * A first consolidation: what collides with nothing goes in (in brackets where somebody is against it), what says
 * the same goes in once, what competes stands in brackets side by side. What is about the whole paragraph, or
 * amends what competes, is left for the chair.
 */
export function proposedChoices(
  paragraph: RollingParagraph,
  isContested: (proposal: Proposal) => boolean = () => false,
): Choice[] {
  if (paragraph.proposed) return []
  const { proposals, contests, free, parents } = collisionsOf(paragraph)
  const idsOf = (cards: readonly number[]) => cards.flatMap((card) => proposals[card]!.ids)
  const passages = new Passages(previewOf(paragraph))
  const mayBracket = (ids: readonly ProposalId[], keepsBase: boolean) =>
    passages.has({ proposals: new Set(ids), within: new Set(), keepsBase })
  const settled = new Map<number, Choice>()
  for (const { proposals: cards, ground, isSameWish } of contests) {
    const ids = idsOf(cards)
    if (ground !== null || cards.some((card) => isWhole(proposals[card]!))) continue
    if (!isSameWish && !mayBracket(ids, false)) continue
    const choice = bracketOrTake(ids, !isSameWish, false)
    for (const card of cards) settled.set(card, choice)
  }
  for (const card of free) {
    const proposal = proposals[card]!
    const parent = parents.get(card)
    if (isWhole(proposal) || (parent !== undefined && !settled.has(parent))) continue
    const { ids } = proposal
    const isDoubtful = parent === undefined && isContested(proposal) && mayBracket(ids, true)
    settled.set(card, bracketOrTake(ids, isDoubtful, true))
  }
  return [...new Set(settled.values())]
}

const bracketOrTake = (proposals: readonly ProposalId[], brackets: boolean, keepsBase: boolean): Choice =>
  brackets ? { kind: 'bracket', proposals, keepsBase } : { kind: 'take', proposals }

/** About the paragraph as a whole, not about words in it. */
export const isWhole = ({ kind }: Proposal): boolean =>
  ['paragraph', 'removal', 'merge', 'move'].includes(kind)

/** The choices as one decision of the chair: everything in one step, or nothing. */
export type ConsolidationOf = {
  kind: 'consolidate'
  paragraph: ParagraphId
  /** {@link markOf} the paragraph as the chair has seen it. */
  seen: string
  choices: readonly Choice[]
}

/**
 * A short mark of all that stands and is proposed on a paragraph: another one as soon as a character or a proposal
 * is another. (Not for secrets: 53 bits of cyrb53, public domain, by bryc.)
 */
export function markOf({ status, removals, merges, moves = [], runs }: RollingParagraph): string {
  const ids = (by: readonly { id: ProposalId }[]) => by.map(({ id }) => id).join()
  const whole = [
    status,
    ids(removals),
    ids([...merges, ...moves]),
    ...runs.map((run) => [run.text, run.first, ids(run.insertions), ids(run.strikes)].join('\u0001')),
  ].join('\u0002')
  let [one, two] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < whole.length; at++) {
    const unit = whole.charCodeAt(at)
    one = Math.imul(one ^ unit, 2654435761)
    two = Math.imul(two ^ unit, 1597334677)
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909)
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
  return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36)
}
