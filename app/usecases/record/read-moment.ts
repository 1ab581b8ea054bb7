import type { Actor, DelegationCode } from '#app/domain/basics/actor.ts'
import type { Seated } from '#app/domain/meeting/attendance.ts'
import type { DraftHeader, DraftId } from '#app/domain/basics/draft.ts'
import { labelsOf } from '#app/domain/numbering/numbering.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { may } from '#app/domain/policy.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import { isDeed, kindsWith } from '#app/domain/record/kinds.ts'
import { storedOf } from '#app/domain/record/read.ts'
import type { PageRefusal } from '#app/domain/refusal.ts'
import { accept, type Result } from '#app/domain/basics/result.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { whoSat } from '../table/attendance.ts'
import { findDraft } from '../permit.ts'
import type { Ports } from '../ports.ts'
import type { Activity, Moment } from '../ports/record.ts'

/** From the first word of a draft to the latest. */
export type Timeline = {
  header: DraftHeader
  /** Null before the first word. */
  span: { first: Moment; last: Moment; updates: number } | null
  /** Stretches of time with words in them, in order. */
  activity: Activity[]
}

/** Parts of the plot: enough for a wide screen, few enough to send. */
const STRETCHES = 240

/** When words were written. For everybody who may see the text: it was everybody's at the time. */
export async function readTimeline(
  ports: Pick<Ports, 'drafts' | 'history'>,
  actor: Actor,
  draft: DraftId,
): Promise<Result<Timeline, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  const [span, activity] = await Promise.all([
    ports.history.span(draft),
    ports.history.activity(draft, STRETCHES),
  ])
  return accept({ header: found.value, span, activity })
}

/** What was done near a moment. */
export type Deed = {
  number: number
  /** The time to go to: the text was then as this left it. */
  at: number
  what: string
  by: { delegation: DelegationCode | null; role: RecordEntry['by']['role'] }
  /** Null for those who do not see the record. */
  entry: RecordEntry | null
}

export type PastMoment = {
  moment: Moment
  text: RollingText
  labels: Readonly<Record<ParagraphId, string>>
  /** The updates just before and after; null where there is none. */
  change: { previous: number | null; next: number | null }
  /** When decisions were made before and after. */
  decision: { previous: number | null; next: number | null }
  /** In the order they were done. */
  deeds: Deed[]
  /** Who sat at the table; null for a moment before that was kept. */
  seated: Seated | null
  /** Who did anything in the record around the moment, each once: others may have listened. */
  acted: { delegation: DelegationCode | null; role: Deed['by']['role']; names: string[] }[]
}

/** By its number in the log, or the last one at a time. */
export type Asked = { update: number } | { at: number }

/** ms around a moment in which people who did something count as there. */
export const AROUND = 10 * 60_000
/** Deeds told of a moment. */
const MOST_DEEDS = 40

/** Steps of the time machine go from one of these to the next, and pass over everything else. */
const steps = kindsWith(({ isStep }) => isStep)

/** The text at a moment, with what was done around it. Persons are named to those who may see the record. */
export async function readMoment(
  ports: Pick<Ports, 'drafts' | 'history' | 'past' | 'attendance'>,
  actor: Actor,
  draft: DraftId,
  asked: Asked,
): Promise<Result<PastMoment, PageRefusal>> {
  const found = await findDraft(ports, actor, draft, 'see-draft')
  if (!found.ok) return found
  const { history, past } = ports
  const moment = await ('update' in asked ? history.moment(draft, asked.update) : history.at(draft, asked.at))
  const [text, change, decision, around, seated] = await Promise.all([
    past.at(draft, moment.update),
    history.beside(draft, moment.update),
    history.decisionsBeside(draft, moment, steps),
    history.around(draft, moment, { ms: AROUND, limit: MOST_DEEDS }),
    whoSat(ports, actor, draft, moment.at),
  ])
  const seesPersons = may(actor, 'see-record')
  const near = around.filter(({ entry }) => isDeed(entry))
  return accept({
    moment,
    text,
    labels: labelsOf(text.paragraphs),
    change,
    decision,
    deeds: near.map(({ entry, at }) => ({
      number: entry.number,
      at,
      what: storedOf(entry).what,
      by: { delegation: entry.by.delegation, role: entry.by.role },
      entry: seesPersons ? entry : null,
    })),
    seated,
    acted: whoActed(
      near.map(({ entry }) => entry),
      seesPersons,
    ),
  })
}

/** Delegations and offices in alphabetical order of their codes, with their people where these may be named. */
function whoActed(entries: readonly RecordEntry[], seesPersons: boolean): PastMoment['acted'] {
  const voices = new Map<string, PastMoment['acted'][number]>()
  for (const { by } of entries) {
    const key = by.delegation ?? by.role
    const voice = voices.get(key) ?? { delegation: by.delegation, role: by.role, names: [] }
    if (seesPersons && !voice.names.includes(by.name)) voice.names.push(by.name)
    voices.set(key, voice)
  }
  return [...voices].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, voice]) => voice)
}
