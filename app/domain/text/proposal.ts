import type { DelegationCode, UserId } from '../basics/actor.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import { movesOf } from './move.ts'
import {
  PARAGRAPH_BREAK,
  type Attribution,
  type Move,
  type ProposalId,
  type RollingParagraph,
  type Run,
} from '../basics/rolling.ts'
import { insertionsWithin } from './view.ts'

export type ProposalKind =
  'insertion' | 'deletion' | 'replacement' | 'paragraph' | 'removal' | 'merge' | 'split' | 'move'

/** What one delegation wants at one place: what a card in the margin shows, supports and withdraws. */
export type Proposal = {
  /** The proposals of the document that it is made of; decided together. */
  ids: readonly ProposalId[]
  kind: ProposalKind
  delegation: DelegationCode
  /** Who touched it last. */
  user: UserId
  /** ms since epoch, the latest of its parts */
  at: number
  paragraph: ParagraphId
  /** Where it starts in the rolling text of the paragraph. */
  offset: number
  /** Words it strikes, with … for what stays between them. */
  struck: string
  /** Words it adds, its own only: what others propose within them is left out. A break is ¶. */
  inserted: string
  /** The proposal (of a paragraph or of words) that it amends. */
  within: ProposalId | null
  /** Delegations that support it, sorted. */
  supporters: readonly DelegationCode[]
  /** Of a move, where the paragraph is to stand. */
  to?: Pick<Move, 'after' | 'lost'>
  /** Of its parts those that the secretariat typed and the delegation has not confirmed; left out when none is. */
  unconfirmed?: readonly ProposalId[]
}

/** One entry of the document and the runs it touches. */
type Part = {
  sign: '+' | '-'
  by: Attribution
  offset: number
  text: string
  within: ProposalId | null
  /** Place in the paragraph of the last run it touches, to tell a gap. */
  lastRun: number
}

const gap = ' … '

/**
 * The pending proposals on a paragraph in reading order, those about the whole paragraph first. A strike and
 * an insertion of the same delegation side by side are one replacement.
 */
export function proposalsOf(paragraph: RollingParagraph): Proposal[] {
  if (!hasProposals(paragraph)) return []
  const parts = partsOf(paragraph)
  const groups = groupReplacements(paragraph.runs, parts)
  const worded = groups
    .map((group) => proposalFrom(group, paragraph))
    .sort((a, b) => a.offset - b.offset || (a.ids[0]! < b.ids[0]! ? -1 : 1))
  return [...wholeParagraphProposals(paragraph), ...worded]
}

/** How many cards {@link proposalsOf} would give. */
export const countProposals = (paragraph: RollingParagraph): number => proposalsOf(paragraph).length

/** Whether anything is still proposed on the paragraph, or it is a proposal itself. */
export const hasProposals = ({ proposed, removals, merges, moves, runs }: RollingParagraph): boolean =>
  proposed !== null ||
  [...removals, ...merges, ...(moves ?? [])].length > 0 ||
  runs.some(({ insertions, strikes }) => insertions.length > 0 || strikes.length > 0)

function partsOf(paragraph: RollingParagraph): Map<ProposalId, Part> {
  const parts = new Map<ProposalId, Part>()
  const outer = paragraph.proposed?.id ?? null
  const shallower = shallowerBefore(paragraph)
  let offset = 0
  for (const [at, run] of paragraph.runs.entries()) {
    const chain = insertionsWithin(paragraph, run)
    const own = chain.at(-1)
    if (own) {
      const part = partFor(parts, '+', own, offset, chain.at(-2)?.id ?? outer)
      part.text += run.text
      part.lastRun = at
    }
    for (const strike of run.strikes) {
      const part = partFor(parts, '-', strike, offset, own?.id ?? outer)
      if (part.within !== (own?.id ?? outer)) part.within = outer
      part.text += (part.text !== '' && shallower[at]! > part.lastRun ? gap : '') + run.text
      part.lastRun = at
    }
    offset += run.text.length
  }
  return parts
}

function partFor(
  parts: Map<ProposalId, Part>,
  sign: '+' | '-',
  by: Attribution,
  offset: number,
  within: ProposalId | null,
): Part {
  const known = parts.get(by.id)
  if (known) return known
  const part: Part = { sign, by, offset, text: '', within, lastRun: -1 }
  parts.set(by.id, part)
  return part
}

/**
 * For each run the nearest one before it that stands in no more insertions: words that lie between two strikes and
 * stay. What others have inserted there since does not count. -1 where there is none.
 */
function shallowerBefore(paragraph: RollingParagraph): number[] {
  const standing: { at: number; depth: number }[] = []
  return paragraph.runs.map((run, at) => {
    const depth = insertionsWithin(paragraph, run).length
    while (standing.length > 0 && standing.at(-1)!.depth > depth) standing.pop()
    const before = standing.at(-1)?.at ?? -1
    standing.push({ at, depth })
    return before
  })
}

/** Joins each strike with the insertions of the same delegation that touch it. */
function groupReplacements(runs: readonly Run[], parts: Map<ProposalId, Part>): Part[][] {
  const groupOf = new Map<ProposalId, Part[]>([...parts].map(([id, part]) => [id, [part]]))
  const join = (a: ProposalId, b: ProposalId) => {
    const [one, other] = [groupOf.get(a)!, groupOf.get(b)!]
    if (one === other) return
    const [into, from] = one.length < other.length ? [other, one] : [one, other]
    for (const part of from) {
      into.push(part)
      groupOf.set(part.by.id, into)
    }
  }
  const before = new Map<DelegationCode, Touched>()
  for (const run of runs) {
    const here = touchedBy(run, parts)
    for (const [delegation, { strike, insertion }] of here) {
      const neighbour = before.get(delegation)
      if (strike && neighbour?.insertion) join(strike, neighbour.insertion)
      if (insertion && neighbour?.strike) join(neighbour.strike, insertion)
    }
    // What other delegations have put in between does not part a strike from its insertion.
    if (!run.insertions.some(({ id }) => parts.has(id))) before.clear()
    for (const [delegation, touched] of here) before.set(delegation, touched)
  }
  return [...new Set(groupOf.values())]
}

/** What one delegation does to a run. */
type Touched = { strike: ProposalId | null; insertion: ProposalId | null }

function touchedBy(run: Run, parts: ReadonlyMap<ProposalId, Part>): Map<DelegationCode, Touched> {
  const touched = new Map<DelegationCode, Touched>()
  for (const { delegation, id } of run.strikes) {
    if (!touched.has(delegation)) touched.set(delegation, { strike: id, insertion: null })
  }
  const own = run.insertions.at(-1)
  if (own && parts.has(own.id)) {
    touched.set(own.delegation, { strike: touched.get(own.delegation)?.strike ?? null, insertion: own.id })
  }
  return touched
}

function proposalFrom(group: Part[], paragraph: RollingParagraph): Proposal {
  const ordered = group.sort(
    (a, b) =>
      a.offset - b.offset || (a.sign === b.sign ? (a.by.id < b.by.id ? -1 : 1) : a.sign < b.sign ? 1 : -1),
  )
  const latest = ordered.reduce((a, b) => (b.by.at > a.by.at ? b : a)).by
  const struck = ordered.filter(({ sign }) => sign === '-').map(({ text }) => text)
  const inserted = ordered.filter(({ sign }) => sign === '+').map(({ text }) => text)
  const isBreak =
    struck.length === 0 && inserted.every((text) => text.trim() === '' && text.includes(PARAGRAPH_BREAK))
  const withins = new Set(ordered.map(({ within }) => within))
  return {
    ids: ordered.map(({ by }) => by.id),
    kind: isBreak
      ? 'split'
      : struck.length === 0
        ? 'insertion'
        : inserted.length === 0
          ? 'deletion'
          : 'replacement',
    delegation: latest.delegation,
    user: latest.user,
    at: latest.at,
    paragraph: paragraph.id,
    offset: ordered[0]!.offset,
    struck: struck.join(gap).replaceAll(PARAGRAPH_BREAK, '¶'),
    inserted: isBreak ? '' : inserted.join(gap).replaceAll(PARAGRAPH_BREAK, '¶'),
    within: withins.size === 1 ? ordered[0]!.within : (paragraph.proposed?.id ?? null),
    supporters: supportersOf(
      paragraph,
      ordered.map(({ by }) => by.id),
    ),
    ...unconfirmedOf(ordered.map(({ by }) => by)),
  }
}

function unconfirmedOf(parts: readonly Attribution[]): Pick<Proposal, 'unconfirmed'> {
  const ids = parts.flatMap(({ id, unconfirmed }) => (unconfirmed ? [id] : []))
  return ids.length > 0 ? { unconfirmed: ids } : {}
}

const supportersOf = ({ supports }: RollingParagraph, ids: readonly ProposalId[]): DelegationCode[] =>
  [...new Set(ids.flatMap((id) => supports[id] ?? []))].sort()

function wholeParagraphProposals(paragraph: RollingParagraph): Proposal[] {
  const { id, proposed, removals, merges, runs } = paragraph
  const own = runs
    .filter((run) => insertionsWithin(paragraph, run).length === 0)
    .map(({ text }) => text)
    .join('')
  const whole =
    (kind: 'paragraph' | 'removal' | 'merge' | 'move') =>
    (by: Attribution): Proposal => ({
      ids: [by.id],
      kind,
      delegation: by.delegation,
      user: by.user,
      at: by.at,
      paragraph: id,
      offset: 0,
      struck: kind === 'removal' ? own : '',
      inserted: kind === 'paragraph' ? own : '',
      within: kind === 'paragraph' ? null : (proposed?.id ?? null),
      supporters: supportersOf(paragraph, [by.id]),
      ...unconfirmedOf([by]),
    })
  return [
    ...(proposed ? [whole('paragraph')(proposed)] : []),
    ...removals.map(whole('removal')),
    ...merges.map(whole('merge')),
    ...movesOf(paragraph).map(({ after, lost, ...by }) => ({
      ...whole('move')(by),
      to: { after, ...(lost && { lost }) },
    })),
  ]
}
