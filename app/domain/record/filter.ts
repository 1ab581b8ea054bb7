import type { DelegationCode, Role } from '../basics/actor.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import type { ProposalId } from '../basics/rolling.ts'
import type { RecordEntry } from './entry.ts'
import type { RecordKind } from './kinds.ts'
import { storedOf } from './read.ts'

/** Which entries of a record somebody wants to see; what is left out does not matter. */
export type RecordFilter = {
  delegation?: DelegationCode
  role?: Role | 'system'
  what?: string
  paragraph?: ParagraphId
  /** ISO date, UTC. */
  day?: string
  /** Stand in the details, whatever their case. */
  words?: string
}

/** What happens to a proposal without its paragraph being named in the entry. */
export const withoutPlace: readonly RecordKind[] = ['withdrawn', 'supported', 'support-withdrawn']

/** A text as it stands within the JSON of details. */
export const asInJson = (text: string): string => JSON.stringify(text).slice(1, -1)

/**
 * Words in lower case as a regular expression for the JSON of details in lower case, in the language that JavaScript
 * and PostgreSQL share. Keys are not words: `"paragraph":` is in nearly every entry.
 */
export const patternOf = (words: string): string =>
  `${asInJson(words)
    .toLowerCase()
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')}(?![a-z]*":)`

/**
 * Whether an entry meets the filter. The database asks the same in SQL; one suite holds both to it.
 *
 * @param tabledOn the proposals tabled on the paragraph asked for: their withdrawal does not name it
 */
export function isMet(entry: RecordEntry, filter: RecordFilter, tabledOn: ReadonlySet<ProposalId>): boolean {
  const { delegation, role, day, words, paragraph } = filter
  const { at, by, what, detail } = storedOf(entry)
  if (delegation !== undefined && by.delegation !== delegation) return false
  if (role !== undefined && by.role !== role) return false
  if (filter.what !== undefined && what !== filter.what) return false
  if (day !== undefined && !isOnDay(at, day)) return false
  const json = JSON.stringify(detail)
  if (words !== undefined && !new RegExp(patternOf(words)).test(json.toLowerCase())) return false
  if (paragraph === undefined || names(json, paragraph)) return true
  return withoutPlace.includes(what as RecordKind) && tabledOn.has(String(detail.proposal))
}

const names = (json: string, paragraph: ParagraphId): boolean => json.includes(JSON.stringify(paragraph))

const DAY = 86_400_000

/** The first ms of a day and the first one after it. */
export function boundsOfDay(day: string): { from: number; to: number } {
  const from = Date.parse(`${day}T00:00:00Z`)
  return { from, to: from + DAY }
}

function isOnDay(at: number, day: string): boolean {
  const { from, to } = boundsOfDay(day)
  return from <= at && at < to
}

/** The proposals that entries say were tabled on a paragraph. */
export const tabledOn = (entries: readonly RecordEntry[], paragraph: ParagraphId): Set<ProposalId> =>
  new Set(
    entries.flatMap(({ what, detail }) =>
      what === 'tabled' && names(JSON.stringify(detail), paragraph) ? [detail.proposal] : [],
    ),
  )
