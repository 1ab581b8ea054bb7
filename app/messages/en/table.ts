import type { Role } from '#app/domain/basics/actor.ts'
import { count, list } from './common.ts'

export const table = {
  text: 'The text',
  closed: (label: string) =>
    `${label || 'This paragraph'} is agreed and closed. Only the Chair can reopen it.`,
  views: {
    label: 'How the text is shown',
    rolling: 'Rolling',
    clean: 'Clean',
    base: 'Base',
    only: 'Only…',
    onlyShort: (codes: readonly string[]) =>
      `Only ${codes.slice(0, 2).join(', ')}${codes.length > 2 ? '…' : ''}`,
    rollingHint: 'Everything proposed, with its name',
    cleanHint: 'As it would read with every proposal applied',
    baseHint: 'Without any proposal',
    onlyHint: 'With the proposals of some delegations',
    onlyTitle: 'Show proposals of',
    onlyEmpty: 'No delegation has proposed anything yet.',
    onlyApply: 'Show',
    names: {
      rolling: 'rolling text',
      clean: 'clean text',
      base: 'base text',
      only: 'text with some proposals only',
    },
    readOnly: (name: string) => `You are reading the ${name}. Go back to Rolling to write.`,
  },
  /** One line at the top of the sheet for those who write nothing. */
  reading: {
    observer: 'You follow the text as an observer.',
    translator: 'You read along; the language texts are aligned from here.',
    administrator: 'Administrators read what is public to the meeting.',
    delegate: 'You belong to no delegation.',
    secretariat: 'You read along. The text is the delegations’ and the chair’s.',
    chair: '',
  } satisfies Record<Role, string>,
  empty: 'Nothing stands here yet',
  emptyText: 'Import a text, or start with one paragraph and type.',
  emptyForOthers: 'The chair or the secretariat fills the draft; its paragraphs will appear here.',
  import: 'Import a text',
  startTyping: 'Start by typing',
  draftNumberless: 'New',
  original: (language: string) => `Original: ${language}`,
  /** The symbol of the last issue: "CIDI/CAM/doc.8/24 rev. 2". */
  issued: (symbol: string, n: number | null) =>
    n === null ? `${symbol} · not issued yet` : n === 0 ? symbol : `${symbol} rev. ${n}`,
  issue: (n: number) => (n === 0 ? 'Issue the text' : `Issue rev. ${n}`),
  transmit: 'Transmit',
  dashboard: 'Dashboard',
  undo: 'Undo the last decision',
  downloadRolling: 'Download the rolling text (.docx)',
  downloadClean: 'Download the clean text (.docx)',
  print: 'Print what is shown',
  present: (n: number) => count(n, { one: '# person here', other: '# people here' }),
  presentYou: (voice: string) => `${voice} (you)`,
  presentTimes: (voice: string, n: number) => (n === 1 ? voice : `${voice} × ${n}`),
  alone: 'You are the only one here.',
}

export const outline = {
  title: 'Outline',
  show: 'Show the outline',
  sections: { preamble: 'Preamble', operative: 'Operative', other: 'Text', notes: 'Notes' },
  brackets: (n: number) => count(n, { one: '# bracket', other: '# brackets' }),
  reached: (n: number) =>
    count(n, { one: 'in a bracket that opens before', other: 'in # brackets that open before' }),
  proposals: (n: number) => count(n, { one: '# proposal', other: '# proposals' }),
  noWords: 'no words yet',
}

export const banners = {
  transmitted: 'This text has been transmitted and cannot change any more.',
  transmittedAction: 'See where it is',
  refused: 'Some of your words could not be taken into the text. They are in your tray.',
  refusedAction: 'Open the tray',
}

export const margin = {
  title: 'Proposals',
  show: (n: number) => count(n, { one: '# proposal', other: '# proposals' }),
  empty: 'No open proposal',
  emptyDelegate: 'Type in the text: your words become a proposal of your delegation and appear here.',
  emptyOthers: 'What the delegations propose appears here, beside its paragraph.',
  emptyFrozen: 'The text is agreed and has been handed over.',
  inWordsOf: (name: string) => `in words of ${name}`,
  newParagraph: 'new paragraph',
  removal: 'remove the paragraph',
  join: 'join with the paragraph before',
  split: 'new paragraph here',
  supportedBy: (names: readonly string[]) => `Co-sponsored by ${list(names)}`,
  support: 'Co-sponsor',
  withdrawSupport: 'Withdraw name',
  withdraw: 'Withdraw',
  withdrawn: 'Proposal withdrawn',
  decideAll: (n: number) => `Accept all ${n}`,
  show1: 'Show in the text',
  arrow: 'becomes',
}

export const tray = {
  title: 'Not sent',
  open: (n: number) => `Not sent: ${count(n, { one: '# passage', other: '# passages' })}`,
  lead: 'Words of yours that could not be taken into the text. They are kept on this device until you discard them.',
  copy: 'Copy',
  copied: 'Copied',
  discard: 'Discard',
  reasons: {
    'paragraph-closed': (label: string) => `${label} was closed while you were writing.`,
    'paragraph-gone': (label: string) => `${label} was taken out while you were writing.`,
    'proposal-decided': (label: string) => `Your proposal on ${label} was decided while you were writing.`,
    'proposal-withdrawn': () => 'A colleague withdrew the proposal while you were writing in it.',
    'draft-transmitted': () => 'The text was transmitted while you were writing.',
    'session-ended': () => 'Your session ended while you were writing.',
    'role-changed': () => 'Your role or your delegation changed before these words were sent.',
    'too-much': () => 'This was more than the server takes at once.',
    'over-limit': () => 'This was more words, brackets or proposals in one place than a text can hold.',
    refused: () => 'The server could not take these words.',
  },
  /** Stands before words that one had struck. */
  struck: 'You had struck:',
}

export const chairWords = {
  title: 'What you type',
  proposed: 'is the Chair’s proposal',
  applied: 'becomes part of the text',
}

/** What has a key, in the list of keys. */
export const keys = {
  title: 'Keyboard',
  lead: 'A key without its mark is off in this browser. No key that writes a letter is taken.',
  of: {
    'go.next': 'Next paragraph with a proposal',
    'go.previous': 'The one before',
    'view.rolling': 'Rolling text',
    'view.clean': 'Clean text',
    'view.base': 'Base text',
    'comment.add': 'Comment on the words selected, or on the paragraph',
    'open.decisions': 'Decisions on the paragraph',
    'open.behalf': 'Type for a delegation',
    'open.agreed-language': 'Agreed language',
    'comment.open': 'Open the comment on these words, or on the paragraph; again for the next one',
    'open.palette': 'Everything that can be done here, by name',
    'propose.move': 'Propose another place for the paragraph',
    'screen.show-here': 'Show the paragraph in the room',
    'silence.break-here': 'Break silence on the paragraph',
    follow: 'Follow the paragraph, or stop following it',
    'open.keys': 'This list',
  },
  toMessage: 'To the last message',
  close: 'Close what is open',
  names: { alt: 'Alt', ctrl: 'Ctrl', escape: 'Esc' },
}
