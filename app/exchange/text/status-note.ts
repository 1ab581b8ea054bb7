import type { Language } from '#app/domain/basics/draft.ts'
import type { ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import { readDate } from './dates.ts'

const AGREED =
  '(?:AGREED|ACORDAD[OA]S?|APROBAD[OA]S?|APROVAD[OA]S?|CONSENSUAD[OA]S?|CONVENUE?S?|ACCEPTÉE?S?|APPROUVÉE?S?)(?: UPON)?'
const AD_REFERENDUM = 'AD[ -]REFER[EÉ]NDUM'
const NOTE = new RegExp(
  `^\\(\\s*(?:(${AGREED}\\s+${AD_REFERENDUM}|${AD_REFERENDUM})|(${AGREED})|(PENDING|PENDIENTE|PENDENTE|EN SUSPENS|EN ATTENTE))(?:\\s*[,;:–-]?\\s*(?:ON |EL |LE |EM )?(\\d[^)]*|\\p{L}{3,10}\\.? \\d[^)]*))?\\s*\\)$`,
  'iu',
)
const LOOKALIKE = new RegExp(`\\(\\s*(?:${AGREED}|PENDING|PENDIENTE|PENDENTE)(?=[\\s,)])[^)]{0,80}\\)`, 'u')

export type StatusNote = { status: ParagraphStatus; date: string | null; dateDoubtful: boolean }

/** Reads "(AGREED AD REFERENDUM, 03/12/24)" and its like in four languages; null when it is no such note. */
export function readStatusNote(raw: string, language: Language): StatusNote | null {
  const found = NOTE.exec(raw)
  if (!found) return null
  const status = found[1] ? 'ad-referendum' : found[2] ? 'agreed' : 'under-discussion'
  const date = found[4] ? readDate(found[4], language) : null
  if (found[4] && !date) return null
  return { status, date: date?.iso ?? null, dateDoubtful: date?.doubtful ?? false }
}

/** Something in the text that looks like a status note of a paragraph. */
export const findUnreadStatusNote = (text: string): { raw: string; offset: number } | null => {
  const found = LOOKALIKE.exec(text)
  return found && { raw: found[0], offset: found.index }
}
