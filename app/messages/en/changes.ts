import type { NoticeKind } from '#app/domain/record/notice.ts'
import { count, when } from './common.ts'

export const changes = {
  title: 'Changes',
  lead: 'What happened to the text since you were last here, paragraph by paragraph.',
  since: (at: number) => `Since your last visit, ${when.moment(at)}.`,
  first: 'This is your first visit. Next time, what happened since then stands here.',
  from: 'Since',
  sinceVisit: 'my last visit',
  sinceDays: (days: number) => count(days, { one: 'yesterday', other: '# days ago' }),
  sinceBeginning: 'the beginning',
  nothing: 'Nothing has changed',
  nothingText:
    'Nobody has proposed, decided or commented anything since. Follow a paragraph to be told at once.',
  tooMany: (shown: number, total: number) =>
    `The latest ${shown} of ${total} entries are summed up here. The record has them all.`,
  earlier: (n: number) => count(n, { one: 'and one earlier entry', other: 'and # earlier entries' }),
  elsewhere: 'The draft as a whole',
  proposed: (n: number) => count(n, { one: '# proposal', other: '# proposals' }),
  withdrawn: (n: number) => count(n, { one: '# withdrawn', other: '# withdrawn' }),
  decided: (n: number) => count(n, { one: '# decision', other: '# decisions' }),
  said: (n: number) => count(n, { one: '# comment or position', other: '# comments and positions' }),
  follow: (label: string) => `Follow ${label}`,
  unfollow: (label: string) => `Stop following ${label}`,
  followed: (label: string) => `You follow ${label}: notices tell what happens to it.`,
  unfollowed: (label: string) => `You no longer follow ${label}.`,
  following: 'Following',
  notFollowing: 'Follow',
  gone: 'no longer in the text',
  known: 'I have seen all this',
  toTable: 'To the table',
  paragraphs: 'Paragraphs you follow',
  paragraphsText: 'You are told when one of them changes. Nobody else sees which.',
}

export const notices = {
  title: 'Notices',
  lead: 'What concerns you or your delegation, in all drafts of the last thirty days.',
  bell: (n: number) => (n === 0 ? 'Notices' : `Notices: ${count(n, { one: '# new', other: '# new' })}`),
  most: (n: number) => (n > 99 ? '99+' : String(n)),
  empty: 'No notices',
  emptyText:
    'Decisions on your delegation’s proposals, mentions, silence procedures and paragraphs that you follow stand here.',
  readAll: 'Mark all as read',
  unread: 'new',
  pages: 'More notices',
  older: 'Older notices',
  latest: 'The latest',
  /** Names of the kinds, for choosing. */
  kinds: {
    decision: 'Decisions on my delegation’s proposals',
    mention: 'Comments that mention my delegation or me',
    silence: 'Silence procedures that start or end',
    bridging: 'Bridging texts of the chair',
    issued: 'Papers that are issued or handed on',
    followed: 'Changes of paragraphs that I follow',
  } satisfies Record<NoticeKind, string> as Record<NoticeKind, string>,
  /** Why one is told, in a word. */
  why: {
    decision: 'your proposal',
    mention: 'mention',
    silence: 'silence',
    bridging: 'bridging text',
    issued: 'new paper',
    followed: 'followed',
  } satisfies Record<NoticeKind, string> as Record<NoticeKind, string>,
  line: (who: string, did: string, where: string) =>
    [who, did, where && `· ${where}`].filter(Boolean).join(' '),
}

export const mails = {
  title: 'E-mail',
  none: 'This installation sends no mail. Everything stands under Notices.',
  demo: 'Demo accounts get no mail.',
  lead: 'Which notices are also sent by mail, several together.',
  save: 'Save',
  saved: 'Saved.',
  fault: (said: string, at: number) =>
    `Mail to your address came back on ${when.moment(at)}: ${said}. It is tried again, less and less often; ask the secretariat to correct your address.`,
  unsubscribeTitle: 'No more mail',
  unsubscribeText: 'Notices will stand in the product only. You can change this in your account at any time.',
  unsubscribe: 'Send me no more mail',
  unsubscribed: 'You get no more mail. Notices stand in the product as before.',
  unknown: 'This link is not valid any more. Sign in and choose under Account.',
  subject: (n: number) => count(n, { one: 'Corchete: one notice', other: 'Corchete: # notices' }),
  greeting: (name: string) => `${name},`,
  more: (n: number) => count(n, { one: 'and one more', other: 'and # more' }),
  times: (line: string, n: number) => (n === 1 ? line : `${line}, ${n} times`),
  why: 'You are told because of your role in these negotiations.',
  /** Of a paper that went out: keep the mail, and the record cannot be rewritten unseen. */
  record: (symbol: string, number: number, code: string) => `Record of ${symbol}: entry ${number}, ${code}`,
  stop: 'Choose or end these mails:',
}
