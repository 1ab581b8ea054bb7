import type { DelegationCode, UserId } from '../basics/actor.ts'
import { instantOf, type Deadline } from './deadline.ts'
import type { DecisionRefusal } from '../decisions/decision.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import type { ProposalId } from '../basics/rolling.ts'

/** What becomes of one thing that silence is kept on. */
export type SilenceOutcome =
  | { kind: 'running' }
  | {
      kind: 'broken'
      delegation: DelegationCode
      user: UserId
      /** ms since epoch */ at: number
      reason: string
    }
  | { kind: 'held' }
  /** Silence held, and the text did not allow any more what would have followed. */
  | { kind: 'not-possible'; refusal: DecisionRefusal }
  | { kind: 'cancelled' }

/** A paragraph, agreed ad referendum when silence holds; or the entries of one proposal, accepted then. */
export type SilenceItem = {
  kind: 'paragraph' | 'proposal'
  subjects: readonly (ParagraphId | ProposalId)[]
  /** Where it stands, and its number when silence began. */
  paragraph: ParagraphId
  label: string
  fate: SilenceOutcome
}

/** Text stands at a deadline unless a delegation breaks silence before it. */
export type Silence = {
  id: string
  items: readonly SilenceItem[]
  deadline: Deadline
  /** ms since epoch: the moment of the deadline */
  at: number
  startedAt: number
  /** When nothing of it ran any more; null while something does. */
  endedAt: number | null
}

export type SilenceRefusal =
  | { kind: 'no-such-silence' }
  /** Its deadline has passed by the server's clock, or it was broken or cancelled before. */
  | { kind: 'silence-over' }
  | { kind: 'silence-running'; subject: ParagraphId | ProposalId }
  | { kind: 'deadline-past' }
  | { kind: 'deadline-not-later' }

const isRunning = ({ fate }: SilenceItem): boolean => fate.kind === 'running'

export const runningItems = ({ items, endedAt }: Silence): SilenceItem[] =>
  endedAt === null ? items.filter(isRunning) : []

/** What is kept silence on at the moment, under each of its subjects. */
export type UnderSilence = ReadonlyMap<ParagraphId | ProposalId, { silence: Silence; item: SilenceItem }>

/** Everything that silence runs on; nothing is under two at once. */
export const underSilence = (silences: readonly Silence[]): UnderSilence =>
  new Map(
    silences.flatMap((silence) =>
      runningItems(silence).flatMap((item) =>
        item.subjects.map((subject) => [subject, { silence, item }] as const),
      ),
    ),
  )

/** The paragraphs in which silence runs on something: on themselves, or on a proposal in them. */
export const silencedParagraphs = (silences: readonly Silence[]): ReadonlySet<ParagraphId> =>
  new Set(silences.flatMap(runningItems).map(({ paragraph }) => paragraph))

/** The server decides it now: from the very moment of the deadline on, and once. */
export const isDue = ({ at, endedAt }: Pick<Silence, 'at' | 'endedAt'>, now: number): boolean =>
  endedAt === null && now >= at

/** The earliest deadline that still has to be decided; null when there is none. */
export function nextDeadline(silences: readonly Pick<Silence, 'at' | 'endedAt'>[]): number | null {
  const ahead = silences.filter(({ endedAt }) => endedAt === null).map(({ at }) => at)
  return ahead.length > 0 ? Math.min(...ahead) : null
}

/** Begins silence. Nothing is under two silences at once, and a deadline lies ahead. */
export function beginSilence(
  silences: readonly Silence[],
  given: { id: string; items: readonly Omit<SilenceItem, 'fate'>[]; deadline: Deadline; now: number },
): Result<Silence, SilenceRefusal> {
  const { id, deadline, now } = given
  const at = instantOf(deadline)
  if (at === null || at <= now) return refuse({ kind: 'deadline-past' })
  const taken = new Set(silences.flatMap(runningItems).flatMap(({ subjects }) => subjects))
  const subject = given.items.flatMap(({ subjects }) => subjects).find((each) => taken.has(each))
  if (subject !== undefined) return refuse({ kind: 'silence-running', subject })
  const items = given.items.map((item): SilenceItem => ({ ...item, fate: { kind: 'running' } }))
  return accept({ id, items, deadline, at, startedAt: now, endedAt: null })
}

/** Refuses what runs no more, or is due: from the deadline on the server alone decides. */
function whileRunning(silence: Silence | undefined, now: number): Result<Silence, SilenceRefusal> {
  if (!silence) return refuse({ kind: 'no-such-silence' })
  return silence.endedAt !== null || isDue(silence, now) ? refuse({ kind: 'silence-over' }) : accept(silence)
}

function withFates(
  silence: Silence,
  now: number,
  fateOf: (item: SilenceItem, at: number) => SilenceOutcome,
): Silence {
  const items = silence.items.map((item, at) =>
    isRunning(item) ? { ...item, fate: fateOf(item, at) } : item,
  )
  return { ...silence, items, endedAt: items.some(isRunning) ? null : now }
}

/**
 * A delegation breaks silence on one thing; on the others it goes on.
 *
 * @param now when the break reached the server, in ms since epoch
 */
export function breakSilence(
  given: Silence | undefined,
  subject: ParagraphId | ProposalId,
  by: { delegation: DelegationCode; user: UserId; reason: string },
  now: number,
): Result<Silence, SilenceRefusal> {
  const silence = whileRunning(given, now)
  if (!silence.ok) return silence
  const item = runningItems(silence.value).find(({ subjects }) => subjects.includes(subject))
  if (!item) return refuse({ kind: 'silence-over' })
  return accept(
    withFates(silence.value, now, (each) => (each === item ? { kind: 'broken', ...by, at: now } : each.fate)),
  )
}

/** Moves the deadline of what still runs to a later moment. */
export function extendSilence(
  given: Silence | undefined,
  deadline: Deadline,
  now: number,
): Result<Silence, SilenceRefusal> {
  const silence = whileRunning(given, now)
  if (!silence.ok) return silence
  const at = instantOf(deadline)
  if (at === null || at <= silence.value.at) return refuse({ kind: 'deadline-not-later' })
  return accept({ ...silence.value, deadline, at })
}

export function cancelSilence(given: Silence | undefined, now: number): Result<Silence, SilenceRefusal> {
  const silence = whileRunning(given, now)
  return silence.ok ? accept(withFates(silence.value, now, () => ({ kind: 'cancelled' }))) : silence
}

/** What the server has decided at the deadline about what still ran. */
export const endSilence = (
  silence: Silence,
  now: number,
  fateOf: (item: SilenceItem) => SilenceOutcome,
): Silence => withFates(silence, now, fateOf)
