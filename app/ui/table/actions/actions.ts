import type { Action, Place } from '#app/ui/context/action.ts'
import type { TableContext } from '#app/ui/context/table-context.tsx'
import { bracketActions } from './brackets.ts'
import { discussActions } from './discuss.ts'
import { followActions } from './follow.ts'
import { accountActions, fileActions, pageActions, undoActions } from './pages.ts'
import { linkActions, paragraphActions, removeActions } from './paragraph.ts'
import { proposalActions } from './proposal.ts'
import { proposeActions } from './propose.ts'
import { readingActions } from '#app/ui/meeting/actions/reading.ts'
import { screenActions } from '#app/ui/meeting/actions/screen.ts'
import { silenceActions } from '#app/ui/meeting/actions/silence.ts'
import { speakersActions } from '#app/ui/meeting/actions/speakers.ts'
import { statusActions } from './status.ts'
import { goActions, viewActions } from './view.ts'

/** Every subject, in the order in which menus have them. */
const subjects: readonly ((here: TableContext) => Action[])[] = [
  proposalActions,
  statusActions,
  readingActions,
  silenceActions,
  speakersActions,
  screenActions,
  proposeActions,
  paragraphActions,
  bracketActions,
  followActions,
  linkActions,
  removeActions,
  pageActions,
  discussActions,
  undoActions,
  fileActions,
  viewActions,
  accountActions,
  goActions,
]

/** Whatever somebody who sits here can do at the table now. Menus, the palette and keys are filters over it. */
export const actionsOf = (here: TableContext): Action[] => subjects.flatMap((subject) => subject(here))

/** Those that a place offers. */
export const actionsIn = (place: Place, here: TableContext): Action[] =>
  actionsOf(here).filter(({ places }) => places.includes(place))
