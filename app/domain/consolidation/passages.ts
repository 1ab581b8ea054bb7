import {
  bracketing,
  hullOf,
  passageWithin,
  type Alternative,
  type Bracketing,
  type ContestedPassage,
  type PassageRefusal,
} from './alternatives.ts'
import type { DelegationCode } from '../basics/actor.ts'
import { refuse, type Result } from '../basics/result.ts'
import type { ProposalId } from '../basics/rolling.ts'
import { baseText, isBaseRun, type PreviewParagraph, type PreviewRun } from '../text/preview.ts'
import { targetsOf, type TargetedProposal } from './targets.ts'

/** A run between its neighbours. `by`: whose words it is, where they are only proposed, and nobody strikes them. */
type Link = { run: PreviewRun; by: DelegationCode | null; before: Link | null; behind: Link | null }
/** From one link to another one. */
type Stretch = { first: Link; last: Link }
/** Characters of the text of a stretch, `[from, to)`. */
type Extent = { from: number; to: number }
type Around = { stretch: Stretch; cards: readonly TargetedProposal[]; text: string }
type Found = { stretch: Stretch; passage: ContestedPassage }

/**
 * A paragraph in which one contested passage after another is looked at, or written: what is read for each is the
 * passage and its surroundings, not the paragraph. The answers are those of `passageOf` and `bracketing`.
 */
export class Passages {
  /** Characters of the text as it stands by now. */
  length = 0
  private first: Link | null = null
  private readonly touched = new Map<ProposalId, Set<Link>>()

  constructor(private readonly paragraph: PreviewParagraph) {
    this.put(paragraph.runs, null, null)
  }

  /** Whether these can stand in brackets. */
  has(wanted: Bracketing): boolean {
    return this.find(wanted).ok
  }

  /** Writes a passage as alternatives, and tells them. */
  write(
    wanted: Bracketing,
    nameOf: (delegation: DelegationCode) => string,
  ): Result<readonly Alternative[], PassageRefusal> {
    const found = this.find(wanted)
    if (!found.ok) return found
    const { stretch, passage } = found.value
    this.replace(stretch, bracketing(this.partOf(stretch), passage, nameOf).runs)
    return { ok: true, value: passage.alternatives }
  }

  runs(): PreviewRun[] {
    const runs: PreviewRun[] = []
    for (let at = this.first; at; at = at.behind) runs.push(at.run)
    return runs
  }

  private find(wanted: Bracketing): Result<Found, PassageRefusal> {
    const around = this.paragraph.proposed ? null : this.around(wanted.proposals)
    if (!around) return refuse({ kind: 'not-for-brackets' })
    const hull = hullOf(around.cards, around.text)
    if (!hull) return refuse({ kind: 'not-for-brackets' })
    const { stretch, extent } = narrowed(this.nested(around, hull), wanted.proposals)
    const passage = passageWithin(this.partOf(stretch), wanted, extent)
    return passage.ok ? { ok: true, value: { stretch, passage: passage.value } } : passage
  }

  /** The cards that some proposals belong to, with as much around them as tells where their words end. */
  private around(ids: ReadonlySet<ProposalId>): Around | null {
    for (let known = ids; ;) {
      const wanted = new Set([...known].flatMap((id) => [...(this.touched.get(id) ?? [])]))
      const stretch = holding(wanted)
      if (!stretch) return null
      const part = this.readable(stretch, wanted)
      const cards = targetsOf(part).touching.filter(({ proposal }) => proposal.ids.some((id) => ids.has(id)))
      const all = cards.flatMap(({ proposal }) => proposal.ids)
      if (all.every((id) => known.has(id))) return { stretch, cards, text: baseText(part) }
      known = new Set([...known, ...all])
    }
  }

  /** A stretch without what others put between its words, which can be much, and tells nothing. */
  private readable({ first, last }: Stretch, wanted: ReadonlySet<Link>): PreviewParagraph {
    const strikers = new Set<DelegationCode>()
    const runs: PreviewRun[] = []
    for (let at: Link | null = first; at; at = at === last ? null : at.behind)
      if (at.by === null) for (const { delegation } of at.run.strikes) strikers.add(delegation)
    for (let at: Link | null = first; at; at = at === last ? null : at.behind)
      if (at.by === null || wanted.has(at) || strikers.has(at.by)) runs.push(at.run)
    return this.withRuns(runs)
  }

  /** The passage, grown until it cuts no pair of brackets, and the stretch, until all of it stands in it. */
  private nested(
    { stretch: { first, last }, text }: Around,
    [from, to]: readonly [number, number],
  ): { stretch: Stretch; extent: Extent } {
    const { opens, closes } = withoutPartner(text.slice(from, to))
    let before = text.slice(0, from)
    let behind = text.slice(to)
    for (let count = 1; first.before && withoutPartner(before).opens.length < closes.length; count *= 2)
      for (let more = count; more > 0 && first.before; more--) {
        first = first.before
        before = baseText({ runs: [first.run] }) + before
      }
    for (let count = 1; last.behind && withoutPartner(behind).closes.length < opens.length; count *= 2)
      for (let more = count; more > 0 && last.behind; more--) {
        last = last.behind
        behind += baseText({ runs: [last.run] })
      }
    const start = closes.length > 0 ? withoutPartner(before).opens.slice(-closes.length)[0] : undefined
    const end = opens.length > 0 ? withoutPartner(behind).closes.slice(0, opens.length).at(-1) : undefined
    return {
      stretch: { first, last },
      extent: {
        from: start ?? before.length,
        to: before.length + (to - from) + (end === undefined ? 0 : end + 1),
      },
    }
  }

  private partOf({ first, last }: Stretch): PreviewParagraph {
    const runs: PreviewRun[] = []
    for (let at: Link | null = first; at; at = at === last ? null : at.behind) runs.push(at.run)
    return this.withRuns(runs)
  }

  private withRuns(runs: readonly PreviewRun[]): PreviewParagraph {
    return { ...this.paragraph, removals: [], merges: [], moves: [], supports: {}, runs }
  }

  private replace({ first, last }: Stretch, runs: readonly PreviewRun[]) {
    let [from, to] = [0, runs.length]
    let [start, end]: [Link, Link] = [first, last]
    while (start !== end && from < to && areSame(start.run, runs[from]!)) {
      start = start.behind!
      from++
    }
    while (start !== end && from < to && areSame(end.run, runs[to - 1]!)) {
      end = end.before!
      to--
    }
    for (let at: Link | null = start; at; at = at === end ? null : at.behind) {
      if (isBaseRun(at.run)) this.length -= at.run.text.length
      for (const id of idsIn(at.run)) this.touched.get(id)?.delete(at)
    }
    this.put(runs.slice(from, to), start.before, end.behind)
  }

  private put(runs: readonly PreviewRun[], before: Link | null, behind: Link | null) {
    let last = before
    const hang = (link: Link | null, on: Link | null) => {
      if (on) on.behind = link
      else this.first = link
    }
    for (const run of runs) {
      const link: Link = { run, by: quietIn(run), before: last, behind: null }
      hang(link, last)
      if (isBaseRun(run)) this.length += run.text.length
      for (const id of idsIn(run)) {
        const known = this.touched.get(id)
        if (known) known.add(link)
        else this.touched.set(id, new Set([link]))
      }
      last = link
    }
    hang(behind, last)
    if (behind) behind.before = last
  }
}

/** From the first of some runs to the last, and on to words that nobody touches on either side. */
function holding(wanted: ReadonlySet<Link>): Stretch | null {
  const [any] = wanted
  if (!any) return null
  let [first, last] = [any, any]
  let [left, right]: (Link | null)[] = [any.before, any.behind]
  for (let missing = wanted.size - 1; missing > 0;) {
    if (left && wanted.has(left)) [first, missing] = [left, missing - 1]
    if (right && wanted.has(right)) [last, missing] = [right, missing - 1]
    left = left?.before ?? null
    right = right?.behind ?? null
  }
  while (first.before && !isApart(first)) first = first.before
  while (last.behind && !isApart(last)) last = last.behind
  return { first, last }
}

/** Without what stands before and behind the passage: what others put right there can be much. */
function narrowed(
  { stretch, extent }: { stretch: Stretch; extent: Extent },
  ids: ReadonlySet<ProposalId>,
): { stretch: Stretch; extent: Extent } {
  let { first, last } = stretch
  let { from, to } = extent
  const isOwn = ({ insertions }: PreviewRun) => ids.has(insertions[0]?.id ?? '')
  const lengthOf = ({ by, run }: Link) => (by === null && isBaseRun(run) ? run.text.length : 0)
  const mayGo = (link: Link, rest: number) => (lengthOf(link) > 0 ? lengthOf(link) <= rest : !isOwn(link.run))
  for (; first !== last && mayGo(first, from); first = first.behind!) {
    from -= lengthOf(first)
    to -= lengthOf(first)
  }
  let rest = -to
  for (let at: Link | null = first; at; at = at === last ? null : at.behind) rest += lengthOf(at)
  for (; first !== last && mayGo(last, rest); last = last.before!) rest -= lengthOf(last)
  return { stretch: { first, last }, extent: { from, to } }
}

const idsIn = ({ insertions, strikes }: PreviewRun): ProposalId[] =>
  [...insertions, ...strikes].map(({ id }) => id)

/** Words of the text with a blank, of which nobody says anything: what stands on their two sides has nothing in common. */
const isApart = ({ by, run }: Link): boolean =>
  by === null && isBaseRun(run) && run.strikes.length === 0 && /\s/.test(run.text)

const quietIn = ({ insertions, strikes }: PreviewRun): DelegationCode | null =>
  strikes.length > 0 ? null : (insertions.at(-1)?.delegation ?? null)

const areSame = (a: PreviewRun, b: PreviewRun): boolean =>
  a.text === b.text && a.first === b.first && a.insertions === b.insertions && a.strikes === b.strikes

/** Where brackets open that do not close in a text, and close that do not open. */
function withoutPartner(text: string): { opens: number[]; closes: number[] } {
  const [opens, closes]: [number[], number[]] = [[], []]
  for (const { 0: sign, index } of text.matchAll(/[[\]]/g))
    if (sign === '[') opens.push(index)
    else if (opens.length > 0) opens.pop()
    else closes.push(index)
  return { opens, closes }
}
