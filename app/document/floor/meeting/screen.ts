import { changeScreen, defaultScreen, type Screen } from '#app/domain/meeting/screen.ts'
import { accept } from '#app/domain/basics/result.ts'
import type { StatementHandler } from '../floor-edit.ts'

export const SCREEN = 'screen'

/** The podium changes what the screen of the room shows around its focus. */
export const setScreen: StatementHandler<'set-screen'> = (edit, { change }) => {
  edit.set(changeScreen(edit.get<Screen>(SCREEN) ?? defaultScreen, change), SCREEN)
  return accept(null)
}
