import type { Language } from '#app/domain/basics/draft.ts'
import * as common from './en/common.ts'
import { deciding, paragraphMenu, sayDone, selection } from './en/decisions.ts'
import { drafts, importing, newDraft } from './en/drafts.ts'
import { compare, dashboard, received, record, revisions, road, transmission } from './en/pages.ts'
import { account, errors, proof, signIn } from './en/people.ts'
import { sayPageRefusal, sayRefusal } from './en/refusals.ts'
import { connection, connectionPanel, connectionBanners } from './en/connection.ts'
import { saySaid, stances } from './en/floor.ts'
import { meetingPage } from './en/meeting/meeting-page.ts'
import { organs } from './en/organs.ts'
import { meeting, recordOfMeetings } from './en/meeting/meeting.ts'
import { remote, room } from './en/meeting/room.ts'
import { sayCountdown, sayLeft, sayZone } from './en/meeting/clock.ts'
import { comments, groups, positions, rationale } from './en/discussion.ts'
import { workingCopy } from './en/working-copy.ts'
import { behalf } from './en/behalf.ts'
import { removed, time } from './en/time.ts'
import { changes, mails, notices } from './en/changes.ts'
import { convergence } from './en/convergence.ts'
import { agreedLanguage, palette } from './en/finding.ts'
import { brackets, bridging, proposalEffects, consolidation } from './en/consolidation.ts'
import { moves } from './en/moves.ts'
import { banners, chairWords, keys, margin, outline, table, tray } from './en/table.ts'

/** Everything the product says, in English: the language that the other catalogues are typed by. */
export const en = {
  ...common,
  language: 'en' as Language,
  signIn,
  account,
  proof,
  errors,
  drafts,
  newDraft,
  importing,
  table,
  outline,
  connection,
  connectionPanel,
  connectionBanners,
  keys,
  banners,
  margin,
  tray,
  chairWords,
  deciding,
  done: sayDone,
  said: saySaid,
  stances,
  workingCopy,
  behalf,
  agreedLanguage,
  moves,
  palette,
  meeting,
  meetingPage,
  organs,
  room,
  remote,
  recordOfMeetings,
  countdown: sayCountdown,
  zone: sayZone,
  leftInWords: sayLeft,
  positions,
  groups,
  rationale,
  comments,
  paragraphMenu,
  consolidation,
  bridging,
  proposalEffects,
  brackets,
  selection,
  refusal: sayRefusal,
  pageRefusal: sayPageRefusal,
  revisions,
  compare,
  dashboard,
  transmission,
  road,
  received,
  record,
  time,
  removed,
  changes,
  notices,
  mails,
  convergence,
}

/** A catalogue. Another language is an object of this type; what it leaves out does not compile. */
export type Messages = typeof en
