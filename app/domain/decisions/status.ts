import type { DecisionRefusal } from './decision.ts'
import type { Language } from '../basics/draft.ts'
import { isClosed, type ParagraphStatus } from '../basics/paragraph.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import { writeShortDate } from '../basics/date.ts'

/** The ladder that a paragraph climbs. Withdrawn paragraphs have left the text and are not on it. */
export const ladder = ['open', 'under-discussion', 'ad-referendum', 'agreed'] as const
export type LadderStatus = (typeof ladder)[number]

const onLadder = (status: ParagraphStatus): status is LadderStatus => status !== 'withdrawn'

/** Any rung may follow any other, so that a meeting can agree at once; only withdrawn is for good. */
export const mayMove = (from: ParagraphStatus, to: ParagraphStatus): boolean =>
  from !== to && onLadder(from) && onLadder(to)

/** A closed paragraph that comes down the ladder is reopened, which takes a reason for the record. */
export const isReopening = (from: ParagraphStatus, to: ParagraphStatus): boolean =>
  mayMove(from, to) &&
  isClosed(from) &&
  ladder.indexOf(to as LadderStatus) < ladder.indexOf(from as LadderStatus)

/** Refuses a move off the ladder, and a reopening without a reason. */
export function moveStatus(
  from: ParagraphStatus,
  to: ParagraphStatus,
  reason: string | undefined,
): Result<ParagraphStatus, DecisionRefusal> {
  if (!mayMove(from, to)) return refuse({ kind: 'illegal-status', from, to })
  if (isReopening(from, to) && !reason?.trim()) return refuse({ kind: 'reason-needed' })
  return accept(to)
}

/** What an OAS paper prints at the end of a paragraph; only agreement has a note of its own. */
const notes: Record<Language, Record<'ad-referendum' | 'agreed', string>> = {
  en: { 'ad-referendum': 'AGREED AD REFERENDUM', agreed: 'AGREED' },
  es: { 'ad-referendum': 'ACORDADO AD REFERÉNDUM', agreed: 'ACORDADO' },
  fr: { 'ad-referendum': 'CONVENU AD REFERENDUM', agreed: 'CONVENU' },
  pt: { 'ad-referendum': 'ACORDADO AD REFERENDUM', agreed: 'ACORDADO' },
}

/**
 * "(AGREED AD REFERENDUM, 11/29/12)": the day in the order of the paper's language, month first in English.
 * Empty for a paragraph that is not agreed; without its date where none is known.
 *
 * @param date ISO date
 */
export function formatStatusNote(status: ParagraphStatus, date: string | null, language: Language): string {
  if (status !== 'ad-referendum' && status !== 'agreed') return ''
  const note = notes[language][status]
  return date === null ? `(${note})` : `(${note}, ${writeShortDate(date, language)})`
}
