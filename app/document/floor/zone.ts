import type { MeetingIntervention } from '#app/domain/meeting/meeting-statement.ts'
import { accept } from '#app/domain/basics/result.ts'
import type { FloorHand, Said } from './floor-edit.ts'

export const ZONE = 'zone'

/**
 * Sets the clock that new deadlines are entered by. Those that run keep the clock they were set by: a deadline
 * carries its zone and its offset with it.
 */
export function setZone(hand: FloorHand, { zone }: Extract<MeetingIntervention, { kind: 'set-zone' }>): Said {
  const before = hand.get<string>(ZONE) ?? null
  if (zone === null) hand.delete(ZONE)
  else hand.set(zone, ZONE)
  return accept({ before })
}
