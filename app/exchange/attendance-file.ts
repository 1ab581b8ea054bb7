import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { Language } from '#app/domain/basics/draft.ts'
import type { Attended } from '#app/domain/meeting/attendance.ts'
import { line } from './record-file.ts'
import { tableWords } from './table-words.ts'

/**
 * A list of attendance as a table: a header line, then a line a stay; fields and lines as those of the record's
 * table, heads in the language of the text. Times are UTC in ISO 8601, lengths are whole minutes.
 */
export function writeAttendanceCsv(
  attended: readonly Attended[],
  nameOf: (delegation: DelegationCode) => string,
  language: Language,
): string {
  const say = tableWords[language]
  const who = [say.delegation, say.delegationName, say.role, say.person, say.user]
  const header = [...who, say.from, say.until, say.minutes]
  const rows = attended.flatMap(({ delegation, role, name, user, stays }) =>
    stays.map(({ from, until }) => [
      delegation ?? '',
      delegation === null ? '' : nameOf(delegation),
      role,
      name,
      user,
      new Date(from).toISOString(),
      new Date(until).toISOString(),
      String(Math.round((until - from) / 60_000)),
    ]),
  )
  return `\uFEFF${[header, ...rows].map(line).join('')}`
}
