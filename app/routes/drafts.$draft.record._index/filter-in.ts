import type { Role } from '#app/domain/basics/actor.ts'
import { isIsoDate } from '#app/domain/basics/date.ts'
import type { RecordFilter } from '#app/domain/record/filter.ts'

export const recordRoles: readonly (Role | 'system')[] = [
  'delegate',
  'chair',
  'secretariat',
  'translator',
  'administrator',
  'system',
]

const longest = 200

/** The names in an address that {@link filterIn} knows. */
export const filterNames = ['delegation', 'role', 'what', 'paragraph', 'day', 'words'] as const

/** What an address asks of the record; whatever makes no sense is left out. */
export function filterIn(search: URLSearchParams): RecordFilter {
  const given = (name: string): string | undefined => search.get(name)?.trim().slice(0, longest) || undefined
  const role = recordRoles.find((each) => each === given('role'))
  const day = given('day')
  const [delegation, what, paragraph, words] = ['delegation', 'what', 'paragraph', 'words'].map(given)
  return {
    ...(delegation && { delegation }),
    ...(role && { role }),
    ...(what && { what }),
    ...(paragraph && { paragraph }),
    ...(day && isIsoDate(day) && { day }),
    ...(words && { words }),
  }
}

/** The same as part of an address, with what else belongs to it; empty when there is nothing. */
export function addressOf(filter: RecordFilter, more: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams({ ...filter, ...more }).toString()
  return search && `?${search}`
}
