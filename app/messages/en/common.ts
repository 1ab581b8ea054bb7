import type { Role } from '#app/domain/basics/actor.ts'
import type { Language } from '#app/domain/basics/draft.ts'
import type { ParagraphKind, ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import { counting, listing } from '../plural.ts'
import { times } from '../time.ts'

export const count = counting('en')
export const list = listing('en')
export const when = times('en-US')

export const product = {
  name: 'Corchete',
  purpose: 'Negotiate resolution text together, from the first bracket to the agreed text.',
  skip: 'Skip to the text',
  /** Title of a page in the browser's tab. */
  title: (page: string) => `${page} · Corchete`,
  /** One of the pages that a draft has. */
  page: (page: string, draft: string) => `${page}, ${draft}`,
}

export const words = {
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  undo: 'Undo',
  save: 'Save',
  open: 'Open',
  download: 'Download',
  more: 'More',
  required: 'required',
  optional: 'optional',
  none: 'none',
  all: 'All',
  chair: 'Chair',
  you: 'you',
  working: 'One moment…',
  issue: 'Issue',
}

export const roles: Record<Role | 'system', string> = {
  delegate: 'Delegate',
  chair: 'Chair',
  secretariat: 'Secretariat',
  translator: 'Translator',
  observer: 'Observer',
  administrator: 'Administrator',
  system: 'System',
}

/** Who did something when the name was erased. */
export const someone = (role: Role | 'system', delegation: string | null): string =>
  delegation === null ? nameless[role] : `A delegate of ${delegation}`

const nameless: Record<Role | 'system', string> = {
  delegate: 'A delegate',
  chair: 'The chair',
  secretariat: 'The secretariat',
  translator: 'A translator',
  observer: 'An observer',
  administrator: 'An administrator',
  system: 'Corchete',
}

/** Somebody whose office is not known either. */
export const erasedName = 'Somebody whose name was erased'

/** Two letters that stand for who speaks for no delegation. */
export const roleSigns: Record<Role | 'system', string> = {
  delegate: 'DE',
  chair: 'CH',
  secretariat: 'SE',
  translator: 'TR',
  observer: 'OB',
  administrator: 'AD',
  system: 'SY',
}

export const languages: Record<Language, string> = {
  en: 'English',
  es: 'Spanish',
  fr: 'French',
  pt: 'Portuguese',
}

export const kinds: Record<ParagraphKind, string> = {
  heading: 'Heading',
  formula: 'Formula',
  opener: 'Opener',
  preambular: 'Preambular paragraph',
  operative: 'Operative paragraph',
  subparagraph: 'Subparagraph',
  footnote: 'Footnote',
  text: 'Other text',
}

export const statuses: Record<ParagraphStatus, string> = {
  open: 'Open',
  'under-discussion': 'Under discussion',
  'ad-referendum': 'Agreed ad referendum',
  agreed: 'Agreed',
  withdrawn: 'Withdrawn',
}

/** What stands at the end of a paragraph; nothing for one that is simply open. */
export function stamp(status: ParagraphStatus, date: string | null): string | null {
  if (status === 'open') return null
  const said = { ...statuses, 'under-discussion': 'Under discussion' }[status]
  return date ? `${said}, ${when.stampDay(date)}` : said
}

export const counts = {
  brackets: (n: number) => count(n, { one: '# bracket', other: '# brackets' }),
  proposals: (n: number) => count(n, { one: '# proposal', other: '# proposals' }),
  paragraphs: (n: number) => count(n, { one: '# paragraph', other: '# paragraphs' }),
  openParagraphs: (n: number) => count(n, { one: '# open paragraph', other: '# open paragraphs' }),
  words: (n: number) => count(n, { one: '# word', other: '# words' }),
  delegations: (n: number) => count(n, { one: '# delegation', other: '# delegations' }),
  changes: (n: number) => count(n, { one: '# change', other: '# changes' }),
}

export const progress = {
  label: 'Progress',
  /** "11 of 24 agreed · 3 ad referendum" */
  said: (agreed: number, adReferendum: number, total: number) =>
    `${agreed} of ${total} agreed${adReferendum > 0 ? ` · ${adReferendum} ad referendum` : ''}`,
  nothing: 'No paragraphs yet',
}

export const navigation = {
  site: 'Site',
  draft: 'This draft',
  drafts: 'Drafts',
  account: 'Account',
  signIn: 'Sign in',
  table: 'Table',
  revisions: 'Revisions',
  compare: 'Compare',
  time: 'Time',
  changes: 'Changes',
  dashboard: 'Dashboard',
  meeting: 'Meeting',
  record: 'Record',
  'working-copy': 'Working copy',
  transmit: 'Transmit',
  road: 'Road',
}

export const demo = {
  badge: 'Demo',
  strip: 'This is a demo: the people and the draft are invented.',
}
