import type { RecordKind } from '#app/domain/record/kinds.ts'
import { count, when } from './common.ts'
import { whatsDecided } from './decisions.ts'
import { whatsInMeetings } from './meeting/meeting.ts'

export const revisions = {
  title: 'Revisions',
  lead: 'The rolling text frozen, with its symbol and its numbers. An issued revision never changes.',
  empty: 'No revision yet',
  emptyText: 'Issuing the text freezes it with its symbol, so that paper and screen agree.',
  emptyForOthers: 'When the secretariat issues the text, its revisions stand here.',
  symbol: 'Symbol',
  date: 'Date',
  brackets: 'Brackets',
  openParagraphs: 'Open paragraphs',
  proposals: 'Proposals',
  issuedBy: (name: string, moment: string) => `Issued by ${name}, ${moment}`,
  issue: 'Issue a revision',
  issueFirst: 'Issue the text',
  issueTitle: (n: number) => (n === 0 ? 'First issue' : `Revision ${n}`),
  issueText: 'Freezes the text as it stands now, with every bracket and every proposal.',
  symbolPreview: 'Symbol',
  symbolHint: 'The next one in the series; correct it if the paper says otherwise.',
  renumber: 'Renumber the paragraphs',
  renumberHint: 'OP 2 bis becomes OP 3, and those after it move up. Without it, numbers stay as they are.',
  confirm: 'Issue it',
  number: (n: number) => (n === 0 ? 'First issue' : `Revision ${n}`),
  frozen: (n: number) => `${n === 0 ? 'First issue' : `Revision ${n}`}, frozen: it never changes.`,
  short: (n: number) => (n === 0 ? 'first' : `rev. ${n}`),
  gone: 'an account that is gone',
  download: 'Download',
  rollingDocx: 'Rolling text with tracked changes (.docx)',
  cleanDocx: 'Clean text (.docx)',
  txt: 'Clean text (.txt)',
  compareWithBefore: 'Compare with the one before',
  compareWithNow: 'Compare with now',
  plot: 'Brackets over the revisions',
  plotSaid: (from: number, to: number) =>
    from === to
      ? `${count(to, { one: '# bracket', other: '# brackets' })} now, as at first.`
      : `${count(from, { one: '# bracket', other: '# brackets' })} at first, ${to} now.`,
  plotNow: 'now',
  plotTable: 'The figures',
}

export const compare = {
  title: 'Compare',
  lead: 'Two states of the text as one: words that went are struck, words that came are underlined.',
  which: 'Which text',
  from: 'From',
  to: 'To',
  now: 'Now',
  submit: 'Compare',
  changedOnly: 'Changed paragraphs only',
  same: {
    base: 'The base text is the same in both. Proposals count in the clean text.',
    clean: 'The clean text is the same in both.',
  },
  summary: (changed: number, total: number) => `${changed} of ${total} paragraphs differ`,
  added: 'new',
  removed: 'taken out',
  moved: 'moved',
  movedFrom: (label: string) => `stood as ${label}`,
  status: (from: string, to: string) => `${from} → ${to}`,
  form: (from: string, to: string) => `${from} → ${to}`,
  unchanged: 'no change',
  needTwo: 'Nothing to compare yet',
  needTwoText: 'Two revisions can be compared, or one with the text as it stands now.',
  gone: 'One of the two revisions does not exist.',
}

export const dashboard = {
  title: 'Dashboard',
  emptyText: 'When the draft has a text, what is left to agree on stands here.',
  lead: 'What is left between here and an agreed text.',
  open: 'Open paragraphs',
  brackets: 'Brackets',
  proposals: 'Open proposals',
  agreed: 'Agreed',
  adReferendum: 'Ad referendum',
  byDelegation: 'Proposals by delegation',
  delegation: 'Delegation',
  worklist: 'What is left, paragraph by paragraph',
  worklistEmpty: 'Nothing is left open: every paragraph is agreed.',
  noProposals: 'No proposal is open.',
  strays: (n: number) =>
    count(n, { one: 'one bracket without a partner', other: '# brackets without a partner' }),
}

export const transmission = {
  title: 'Transmit',
  lead: 'Hands the agreed text to the next organ, where it takes a new symbol and keeps its lineage.',
  ready: 'Ready to transmit',
  readyText: 'Every paragraph is agreed, nothing stands in brackets and no proposal is open.',
  notReady: 'Not ready yet',
  notReadyText: (n: number) =>
    count(n, { one: 'One point stands in the way.', other: '# points stand in the way.' }),
  points: {
    open: 'Not agreed',
    adReferendum: 'Agreed ad referendum only',
    bracket: 'Bracket',
    stray: (char: string) => `Bracket without a partner: ${char}`,
    proposal: (delegation: string) => `Open proposal of ${delegation}`,
    noRevision: 'No revision has been issued',
    changed: (n: number) =>
      n === 0
        ? 'The text has changed since its first issue: issue a revision'
        : `The text has changed since revision ${n}: issue a new one`,
    empty: 'The draft has no text',
    noNextOrgan: 'No organ is set to receive texts from this one',
  },
  issueNow: 'Issue a revision',
  handTo: (organ: string) => `Hand over to the ${organ}`,
  to: 'To',
  toHint: 'The organ that receives texts from this one.',
  symbol: 'New symbol',
  symbolHint: (stem: string) => `In the receiving organ’s series, such as ${stem}12/24.`,
  symbolNeeded: 'Write the new symbol.',
  date: 'Date',
  revision: (symbol: string) => `The text of ${symbol} is transmitted as it stands.`,
  consequence: 'The text cannot change any more after this. The origin sees where it is.',
  submit: 'Transmit the text',
  confirmTitle: (symbol: string) => `Transmit as ${symbol}?`,
  done: 'The text has been transmitted.',
  onlySecretariat: 'The secretariat transmits the text.',
}

export const road = {
  title: 'Where the text is',
  lead: 'Each step of the text, with its symbol and its date.',
  origin: (organ: string) => `Negotiated in the ${organ}`,
  step: (organ: string) => `Received by the ${organ}`,
  here: 'The text is here now',
  empty: 'Still at its origin',
  emptyText: 'When the agreed text is transmitted, each organ that receives it stands here.',
  by: (name: string, moment: string) => `Transmitted by ${name}, ${moment}`,
  view: 'Read the text',
  docx: 'Text (.docx)',
  recordJson: 'Record (.json)',
  recordCsv: 'Record (.csv)',
}

export const received = {
  title: (symbol: string) => symbol,
  lineage: 'Lineage',
  from: (organ: string, symbol: string) => `From ${organ}, ${symbol}`,
  onwardTitle: (organ: string) => `Transmit onward to the ${organ}`,
  onwardText: 'The text goes on as it is, under its new symbol. Every organ on its road sees the step.',
  last: 'This is the last organ on its road.',
}

type RecordChecked = {
  total: number
  upTo: number
  fresh: number
  before: number | null
  fromStart: number | null
}

export const record = {
  title: 'Record',
  lead: 'Everything that happened to the text, in order. Entries are chained: none can be changed or left out unseen.',
  empty: 'Nothing has happened yet',
  emptyText: 'Who tabled, decided, issued and transmitted stands here from the first word on.',
  number: 'No.',
  when: 'When',
  who: 'Who',
  what: 'What',
  where: 'Where',
  detail: 'Details',
  hash: 'Hash',
  json: 'Download as JSON',
  csv: 'Download as CSV',
  older: 'Older entries',
  newest: 'Newest entries',
  shown: (from: number, to: number, total: number) => `Nos. ${from}–${to}, of ${total}`,
  filter: 'Find entries',
  delegation: 'Delegation',
  role: 'Role',
  day: 'Day (UTC)',
  words: 'Words in the details',
  find: 'Find',
  clear: 'Show all',
  matching: (n: number, total: number) =>
    n === 0 ? `None of ${total} entries fits. Ask for less, or show all.` : `${n} of ${total} entries.`,
  checkAll: 'Check all of it',
  checking: 'Checking…',
  /** What was looked at, and when. */
  checked: ({ total, upTo, fresh, before, fromStart }: RecordChecked) =>
    [
      `${count(total, { one: '# entry', other: '# entries' })}, each chained to the one before it.`,
      fresh > 0 &&
        before !== null &&
        `${count(fresh, { one: 'The latest was', other: 'The latest # were' })} checked just now, the others on ${when.moment(before)}.`,
      fresh > 0 && before === null && `Nos. 1–${upTo} were checked just now: none has changed.`,
      fresh === 0 && before !== null && `Nothing new since they were checked, ${when.moment(before)}.`,
      fromStart !== null &&
        before !== null &&
        `The whole record was last checked on ${when.moment(fromStart)}, and each new entry since.`,
      upTo < total && `Nos. ${upTo + 1}–${total} are not checked yet: look again, or check all of it.`,
    ]
      .filter(Boolean)
      .join(' '),
  /** Kinds of proposals, as the record names them. */
  proposals: {
    insertion: 'words in',
    deletion: 'words out',
    paragraph: 'new paragraph',
    removal: 'paragraph out',
    merge: 'join',
    move: 'move',
    split: 'split',
  } as Readonly<Record<string, string>>,
  /** Why words came too late. */
  lateReasons: {
    'paragraph-closed': 'the paragraph had been closed',
    'paragraph-gone': 'the paragraph was no longer there',
    'proposal-decided': 'the proposal had been decided',
    'proposal-withdrawn': 'a colleague had withdrawn the proposal',
  } as Readonly<Record<string, string>>,
  /** Words of others that lost their place with what was decided. */
  wentToo: (words: string) => `went with it: ${words}`,
  /** The alternative that came into the text. */
  picked: (words: string) => `picked: ${words}`,
  /** Which revision it is about. */
  revision: (number: number) => `revision ${number}`,
  because: (reason: string) => `because: ${reason}`,
  system: 'Corchete',
  onBehalfOf: (name: string) => `for ${name}`,
  whats: {
    tabled: 'tabled a proposal',
    withdrawn: 'withdrew a proposal',
    supported: 'co-sponsored a proposal',
    'support-withdrawn': 'withdrew its name as co-sponsor',
    'late-words': 'typed words that came too late',
    'send-bridging': 'sent a bridging text for its view',
    'close-bridging': 'took a bridging text off the tables',
    confirm: 'confirmed words typed from the floor',
    table: 'tabled proposals drafted in private',
    'take-position': 'took a position',
    'leave-position': 'took a position back',
    dissociate: 'dissociated itself from its group',
    associate: 'joined its group again',
    'set-group': 'set up a group',
    'drop-group': 'took a group away',
    'set-rationale': 'said why it proposes this',
    comment: 'commented',
    reply: 'replied to a comment',
    'resolve-thread': 'resolved a comment',
    'reopen-thread': 'opened a comment again',
    offer: 'handed proposals of its working copy to the table',
    'let-go': 'took tabled proposals out of its working copy',
    'set-fallback': 'noted what it would live with instead',
    'log-covered': 'covered what was typed since the last entry',
    ...whatsDecided,
    ...whatsInMeetings,
  } satisfies Record<RecordKind, string> as Readonly<Record<string, string>>,
}
