import * as common from './en/common.ts'
import { deciding, paragraphMenu, sayDone, selection } from './en/decisions.ts'
import { drafts, importing, newDraft } from './en/drafts.ts'
import { compare, dashboard, received, record, revisions, road, transmission } from './en/pages.ts'
import { account, errors, signIn } from './en/people.ts'
import { sayPageRefusal, sayRefusal } from './en/refusals.ts'
import { connection, line, lineBanners } from './en/connection.ts'
import { saySaid, stances } from './en/floor.ts'
import { meeting, recordOfMeetings, remote, room, sayCountdown } from './en/meeting.ts'
import { comments, groups, positions, rationale } from './en/voices.ts'
import { workingCopy } from './en/working-copy.ts'
import { behalf } from './en/behalf.ts'
import { banners, chairWords, keys, margin, outline, table, tray } from './en/table.ts'

/** Everything the product says, in English: the language that the other catalogues are typed by. */
export const en = {
  ...common,
  locale: 'en' as string,
  signIn,
  account,
  errors,
  drafts,
  newDraft,
  importing,
  table,
  outline,
  connection,
  line,
  lineBanners,
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
  meeting,
  room,
  remote,
  recordOfMeetings,
  countdown: sayCountdown,
  positions,
  groups,
  rationale,
  comments,
  paragraphMenu,
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
}

/** A catalogue. Another language is an object of this type; what it leaves out does not compile. */
export type Messages = typeof en
