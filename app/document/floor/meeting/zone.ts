import { accept } from '#app/domain/basics/result.ts'
import type { StatementHandler } from '../floor-edit.ts'

export const ZONE = 'zone'

/**
 * Sets the clock that new deadlines are entered by. Those that run keep the clock they were set by: a deadline
 * carries its zone and its offset with it.
 */
export const setZone: StatementHandler<'set-zone'> = (edit, statement) => {
  const { zone } = statement
  const before = edit.get<string>(ZONE) ?? null
  if (zone === null) edit.delete(ZONE)
  else edit.set(zone, ZONE)
  return accept({ ...statement, before })
}
