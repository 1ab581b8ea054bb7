import { changeScreen, defaultScreen, type Screen } from '#app/domain/meeting/screen.ts'
import type { MeetingIntervention } from '#app/domain/meeting/meeting-statement.ts'
import { accept } from '#app/domain/basics/result.ts'
import type { FloorHand, Said } from './floor-edit.ts'

export const SCREEN = 'screen'

/** The podium changes what the screen of the room shows around its focus. */
export function setScreen(
  hand: FloorHand,
  { change }: Extract<MeetingIntervention, { kind: 'set-screen' }>,
): Said {
  hand.set(changeScreen(hand.get<Screen>(SCREEN) ?? defaultScreen, change), SCREEN)
  return accept(null)
}
