import type { CommentRefusal } from '#app/domain/floor/comment.ts'
import type { GroupRefusal } from '#app/domain/floor/group.ts'
import type { Statement, StatementRefusal } from '#app/domain/floor/statement.ts'
import { count } from './common.ts'
import type { About } from './decisions.ts'

/** What delegations say about the text: positions, groups, rationales, comments. */
type Discussed =
  | 'dissociate'
  | 'associate'
  | 'set-group'
  | 'drop-group'
  | 'set-rationale'
  | 'comment'
  | 'reply'
  | 'resolve-thread'
  | 'reopen-thread'

/** Said in a toast afterwards. */
export const discussed: { [K in Discussed]: (i: Extract<Statement, { kind: K }>, about: About) => string } = {
  dissociate: ({ group }) => `Dissociated from ${group}`,
  associate: ({ group }) => `With ${group} again`,
  'set-group': ({ code }) => `Group ${code.trim().toUpperCase()} kept`,
  'drop-group': ({ code }) => `Group ${code} taken away`,
  'set-rationale': ({ text }) => (text.trim() === '' ? 'Rationale taken back' : 'Rationale kept'),
  comment: () => 'Comment posted',
  reply: () => 'Reply posted',
  'resolve-thread': () => 'Thread resolved',
  'reopen-thread': () => 'Thread opened again',
}

type Refused =
  | Extract<
      StatementRefusal,
      {
        kind:
          | 'not-your-proposal'
          | 'note-too-long'
          | 'rationale-too-long'
          | 'no-such-group'
          | 'not-the-speaker'
          | 'not-a-member'
      }
    >
  | GroupRefusal
  | CommentRefusal

const characters = (limit: number) => count(limit, { one: '# character', other: '# characters' })

/** Why it is refused, and what to do instead. */
export const discussionRefusals: {
  [K in Refused['kind']]: (refusal: Extract<Refused, { kind: K }>) => string
} = {
  'not-your-proposal': () => 'Only the delegation that made a proposal says why.',
  'note-too-long': ({ limit }) => `This note is too long: ${characters(limit)} at most. Comment instead.`,
  'rationale-too-long': ({ limit }) => `This rationale is too long: ${characters(limit)} at most.`,
  'no-such-group': ({ group }) => `There is no group ${group} any more.`,
  'not-the-speaker': ({ group }) =>
    `Another delegation speaks for ${group} now. Take a position for your own delegation.`,
  'not-a-member': ({ group }) => `Your delegation does not belong to ${group}.`,
  'group-code-wrong': () =>
    'A group’s short name has 2 to 16 capital letters or figures, such as CARICOM, and is not a delegation’s.',
  'group-name-wrong': ({ limit }) => `Write the group’s name, in ${characters(limit)} at most.`,
  'group-too-small': () => 'A group has two members at least.',
  'speaker-not-a-member': () => 'The delegation that speaks must belong to the group.',
  'too-many-groups': ({ limit }) =>
    `A draft has ${count(limit, { one: '# group', other: '# groups' })} at most.`,
  'nothing-said': () => 'Write something first.',
  'comment-too-long': ({ limit }) => `This comment is too long: ${characters(limit)} at most.`,
  'nothing-to-comment-on': () =>
    'What you wanted to comment on has just left the text. Comment on the paragraph instead.',
  'no-such-thread': () => 'This thread is not there.',
  'too-many-comments': ({ limit }) =>
    `No more than ${limit} fit here. Resolve what is settled, or go on in another thread.`,
  'not-your-thread': () => 'Whoever began the thread settles it, or the Chair or the Secretariat.',
}

export const positions = {
  /** Before the choice of stances. */
  take: 'Position',
  takeOn: (label: string) => `Your position on ${label}`,
  mine: (stance: string) => `You: ${stance.toLowerCase()}`,
  leave: 'Take the position back',
  leaveFor: (group: string) => `Take the position of ${group} back`,
  note: 'Add a note…',
  editNote: 'Edit the note…',
  noteTitle: (stance: string) => `A note to “${stance}”`,
  noteLabel: 'Note',
  noteHint: 'One short sentence, for everybody at the table. It stands in the record.',
  keep: 'Keep',
  for: (group: string) => `For ${group}`,
  stanceFor: (group: string, stance: string) => `For ${group}: ${stance}`,
  self: 'For your delegation',
  dissociate: (group: string) => `Dissociate from ${group}`,
  associate: (group: string) => `Join ${group} again`,
  /** "3 support": the number stands before. */
  counted: {
    supports: (n: number) => (n === 1 ? 'supports' : 'support'),
    opposes: (n: number) => (n === 1 ? 'opposes' : 'oppose'),
    reserves: (n: number) => (n === 1 ? 'reserves' : 'reserve'),
    flexible: () => 'flexible',
    'needs-clarification': (n: number) => (n === 1 ? 'needs clarification' : 'need clarification'),
    'awaits-instructions': (n: number) => (n === 1 ? 'awaits instructions' : 'await instructions'),
  },
  dissociated: 'dissociated',
  forGroup: (group: string) => `for ${group}`,
  who: 'Who stands where',
  onParagraph: (label: string) => `Positions on ${label}`,
}

export const groups = {
  title: 'Groups of delegations',
  lead: 'A group speaks through one of its members. What it says counts for all of them, unless a member says otherwise or dissociates itself.',
  open: 'Groups…',
  empty: 'No group speaks in this draft yet.',
  add: 'Add a group',
  edit: (code: string) => `Edit ${code}`,
  drop: 'Take away',
  dropTitle: (code: string) =>
    `Take ${code} away? What it has said leaves the table and stays in the record.`,
  code: 'Short name',
  codeHint: 'As it stands beside a position, such as CARICOM.',
  name: 'Name',
  members: 'Members',
  membersHint: (n: number) => count(n, { one: '# delegation', other: '# delegations' }),
  speaker: 'Speaks for the group',
  chooseSpeaker: 'Choose a member',
  save: 'Keep the group',
  listed: (speaker: string, n: number) =>
    `${speaker} speaks · ${count(n, { one: '# member', other: '# members' })}`,
}

export const rationale = {
  label: 'Why',
  add: 'Say why…',
  edit: 'Edit the rationale…',
  title: 'Why you propose this',
  hint: 'One short text, for everybody at the table. It stands on the card and in the record.',
  save: 'Keep',
}

export const comments = {
  tabs: { proposals: 'Proposals', comments: 'Comments' },
  tabsLabel: 'Beside the text',
  filter: 'Which comments',
  filters: { open: 'Open', resolved: 'Resolved', mine: 'Mine' },
  empty: {
    open: 'No open comment',
    resolved: 'Nothing is resolved yet',
    mine: 'You have not taken part yet',
  },
  emptyText: 'Comment on the paragraph in focus, on a proposal, or on words that you select (Alt C).',
  emptyForReaders: 'What the delegations say about the text appears here.',
  add: 'Comment',
  addOnWords: 'Comment on these words',
  title: {
    paragraph: (label: string) => `Comment on ${label}`,
    proposal: (label: string, name: string) => `Comment on ${name}’s proposal, ${label}`,
    words: (label: string) => `Comment on words in ${label}`,
  },
  text: 'Your comment',
  textHint: 'Write @ to call upon somebody.',
  audience: 'Who reads it',
  audiences: {
    table: 'Everybody at the table',
    within: (delegation: string) => `Only the delegation of ${delegation}`,
  },
  withinShort: 'within the delegation',
  post: 'Post',
  reply: 'Reply',
  replyLabel: 'Your reply',
  resolve: 'Resolve',
  reopen: 'Open again',
  resolvedBy: (name: string, moment: string) => `Resolved by ${name}, ${moment}`,
  more: (n: number) => `Show ${count(n, { one: '# earlier reply', other: '# earlier replies' })}`,
  gone: 'about words no longer in the text',
  goneProposal: 'about a proposal no longer open',
  goneParagraph: 'about a paragraph no longer in the text',
  about: {
    paragraph: (label: string) => label,
    proposal: (label: string, name: string) => `${label}, proposal of ${name}`,
    words: (label: string) => label,
  },
  nowhere: 'No longer in the text',
  onWords: (n: number) => count(n, { one: '# comment on these words', other: '# comments on these words' }),
  kept: {
    title: 'Not posted yet',
    on: (label: string) => `${label}, not posted yet`,
    within: (label: string) => `${label}, within the delegation, not posted yet`,
    goOn: 'Go on',
    goOnReply: 'Go on with your reply',
    reply: 'Your reply, not posted: its comment is no longer there',
    replyWithin: 'Your reply within the delegation, not posted: its comment is no longer there',
    replyOn: (label: string) => `Go on as a comment on ${label}`,
    copy: 'Copy',
    copied: 'Copied',
    discard: 'Discard',
  },
  noneHere: 'No open comment on these words or this paragraph.',
  suggestions: 'Whom to call upon',
  unreachable: 'The comments of your delegation cannot be reached now. They are tried again.',
}
