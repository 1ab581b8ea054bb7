import type { Actor } from '#app/domain/basics/actor.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { Deciding, Removal } from '#app/domain/papers/removal.ts'
import { may } from '#app/domain/policy.ts'
import { kindsWith } from '#app/domain/record/kinds.ts'
import { storedOf } from '#app/domain/record/read.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { isOfProposals, removedBetween, unaccounted, type GoneFrom } from '#app/domain/papers/removed.ts'
import type { State } from '../draft/read-text.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'
import type { Moment, Step } from '../ports/record.ts'
import { whoSatAt } from '../table/attendance.ts'

/** A part of all that went between two moments. */
export type RemovedPart = {
  from: Moment
  /** Up to where this part goes; the next one goes on from there. */
  upTo: Moment
  isLast: boolean
  removals: Removal[]
  /** What the first and the last text of the part differ by and no removal has; nothing unless something is wrong. */
  missing: GoneFrom[]
}

export type Removed = RemovedPart & { header: DraftHeader; to: Moment }

type Reading = Pick<Ports, 'drafts' | 'revisions' | 'history' | 'past' | 'attendance'>

/** Entries walked through at once. */
const PART = 200

/** By these entries words go: decisions, and proposals that are withdrawn. */
const decisive = kindsWith(({ isStep }) => isStep)
const walked = [...decisive, ...kindsWith(({ change, isStep }) => !isStep && change === 'withdrawn')]

/**
 * Every word that went between two moments and every status that changed, by whose decision and with who sat at the
 * table, from the earlier moment on, at most so many entries of the record. For everybody who may see the text;
 * persons are named to those who may see the record.
 */
export async function readRemoved(
  ports: Reading,
  actor: Actor,
  draft: DraftId,
  asked: { from: State; to: State },
  limit = PART,
): Promise<Result<Removed, PageRefusal>> {
  const found = await findBetween(ports, actor, draft, asked)
  if (!found.ok) return found
  const { header, to } = found.value
  let part: RemovedPart
  let { from } = found.value
  do {
    part = await readPart(ports, actor, draft, { from, to, limit })
    from = part.upTo
  } while (!part.isLast && part.upTo.update === found.value.from.update)
  return accept({ header, to, ...part })
}

/** {@link readRemoved} up to its end, a part at a time. */
export async function exportRemoved(
  ports: Reading,
  actor: Actor,
  draft: DraftId,
  asked: { from: State; to: State },
  limit = PART,
): Promise<Result<{ header: DraftHeader; parts: AsyncIterable<RemovedPart> }, PageRefusal>> {
  const found = await findBetween(ports, actor, draft, asked)
  if (!found.ok) return found
  const { header, from, to } = found.value
  return accept({ header, parts: partsOf(ports, actor, draft, { from, to, limit }) })
}

type Between = { from: Moment; to: Moment; limit: number }

async function* partsOf(ports: Reading, actor: Actor, draft: DraftId, between: Between) {
  let part: RemovedPart
  let { from } = between
  do {
    part = await readPart(ports, actor, draft, { ...between, from })
    yield part
    from = part.upTo
  } while (!part.isLast)
}

/** The two moments asked for, the earlier one first. */
async function findBetween(
  ports: Reading,
  actor: Actor,
  draft: DraftId,
  asked: { from: State; to: State },
): Promise<Result<{ header: DraftHeader; from: Moment; to: Moment }, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  const [one, other] = await Promise.all([
    momentOf(ports, draft, asked.from),
    momentOf(ports, draft, asked.to),
  ])
  if (!one.ok) return one
  if (!other.ok) return other
  const [from, to] = [one.value, other.value].sort((a, b) => a.update - b.update)
  return accept({ header: found.value, from: from!, to: to! })
}

const beginning: Moment = { update: 0, at: 0 }

/** The moment at which a state was the text. */
export async function momentOf(
  { revisions, history }: Pick<Ports, 'revisions' | 'history'>,
  draft: DraftId,
  state: State,
): Promise<Result<Moment, Extract<PageRefusal, { kind: 'no-such-revision' }>>> {
  if (state === 'now') return accept((await history.span(draft))?.last ?? beginning)
  if (typeof state === 'string') return accept(await history.moment(draft, Number(state.slice(1))))
  const revision = await revisions.byNumber(draft, state)
  const refusal = { kind: 'no-such-revision', revision: state } as const
  return revision ? accept(await momentOfIssue({ history }, draft, state)) : refuse(refusal)
}

async function momentOfIssue(
  { history }: Pick<Ports, 'history'>,
  draft: DraftId,
  revision: number,
): Promise<Moment> {
  const upTo = (await history.span(draft))?.last ?? beginning
  const whats = ['issue-revision'] as const
  const issues = await history.steps(draft, { after: beginning, upTo, whats, limit: revision + 1 })
  const issue = issues.find(
    ({ entry }) => entry.what === 'issue-revision' && entry.detail.number === revision,
  )
  if (!issue) return upTo
  return issue.updates ? { update: issue.updates.last, at: issue.at } : history.at(draft, issue.at)
}

async function readPart(
  ports: Reading,
  actor: Actor,
  draft: DraftId,
  { from, to, limit }: Between,
): Promise<RemovedPart> {
  const found = await ports.history.steps(draft, { after: from, upTo: to, whats: walked, limit: limit + 1 })
  const steps = found.slice(0, limit)
  const isLast = found.length <= limit
  const upTo = isLast ? to : endOf(from, steps)
  const { removals, first, last } = await walk(ports, draft, from, stretchesOf(from, upTo, steps))
  const seated = await whoSatAt(
    ports,
    actor,
    draft,
    removals.map(({ at }) => at),
  )
  const listed = removals.flatMap(({ gone }) => gone.flatMap(({ words }) => words.map(({ text }) => text)))
  return {
    ...{ from, upTo, isLast },
    removals: removals.map(({ steps, gone, since, at, update }) => ({
      ...{ since, at, update, gone },
      decisions: steps.map(({ entry }) => decidingOf(entry, may(actor, 'see-record'))),
      isByThemselves: steps.length === 0 && isOfProposals(gone),
      seated: seated(at),
    })),
    missing: unaccounted(first, last, listed),
  }
}

/** The moment of the last of these entries; one that changed no text has only a time. */
const endOf = (from: Moment, steps: readonly Step[]): Moment => ({
  update: steps.findLast(({ updates }) => updates)?.updates?.last ?? from.update,
  at: steps.at(-1)!.at,
})

/** From the text that stood before to the one after an update, by decisions or without any. */
type Stretch = { update: number; since: number; at: number; steps: readonly Step[] }

/** All updates from one moment to another, parted by the entries that were stored with some of them. */
function stretchesOf(from: Moment, upTo: Moment, steps: readonly Step[]): Stretch[] {
  const stretches: Stretch[] = []
  let done = from.update
  const sinceLast = () => stretches.at(-1)?.at ?? from.at
  for (const step of steps) {
    if (!step.updates) continue
    const { first, last } = step.updates
    const deciding = decisive.some((kind) => kind === step.entry.what) ? [step] : []
    if (last <= done) {
      const same = stretches.at(-1)
      if (same) same.steps = [...same.steps, ...deciding]
      continue
    }
    if (first - 1 > done) stretches.push({ update: first - 1, since: sinceLast(), at: step.at, steps: [] })
    stretches.push({ update: last, since: step.at, at: step.at, steps: deciding })
    done = last
  }
  if (upTo.update > done) stretches.push({ ...upTo, since: sinceLast(), steps: [] })
  return stretches
}

/** Reads the text at the end of each stretch, in one pass, and what went in it. */
async function walk(
  { past }: Pick<Ports, 'past'>,
  draft: DraftId,
  from: Moment,
  stretches: readonly Stretch[],
): Promise<{ removals: (Stretch & { gone: GoneFrom[] })[]; first: RollingText; last: RollingText }> {
  const first = await past.at(draft, from.update)
  const removals: (Stretch & { gone: GoneFrom[] })[] = []
  let last = first
  for (const stretch of stretches) {
    const text = await past.at(draft, stretch.update)
    const gone = removedBetween(last, text)
    if (gone.length > 0) removals.push({ ...stretch, gone })
    last = text
  }
  return { removals, first, last }
}

function decidingOf(entry: Step['entry'], seesPersons: boolean): Deciding {
  const { delegation, role, name } = entry.by
  const reason = 'reason' in entry.detail ? entry.detail.reason : undefined
  return {
    number: entry.number,
    what: storedOf(entry).what,
    by: { delegation, role, name: seesPersons ? name : null },
    reason: seesPersons && typeof reason === 'string' && reason.trim() !== '' ? reason : null,
  }
}
