import type { Decision } from '#app/domain/decisions/decision.ts'
import { count, list, statuses } from './common.ts'

/** What a decision is about, to say it afterwards. */
export type About = {
  /** The paragraph's number, empty where there is none. */
  label: string
  /** Names of those whose proposals were decided. */
  by: readonly string[]
}

const proposals = (n: number) => count(n, { one: '# proposal', other: '# proposals' })
const proposalsOf = (by: readonly string[]) =>
  by.length === 1 ? `Proposal of ${list(by)}` : `Proposals of ${list(by)}`

/** "as first issued", "as in rev. 2" */
const issued = (revision: number): string => (revision === 0 ? 'first issued' : `in rev. ${revision}`)

/** Said in a toast after the decision, with Undo beside it. */
export const done: { [K in Decision['kind']]: (d: Extract<Decision, { kind: K }>, about: About) => string } =
  {
    accept: (_, { by }) => `${proposalsOf(by)} accepted`,
    decline: (_, { by }) => `${proposalsOf(by)} not retained`,
    'bracket-proposal': (_, { by }) => `${proposalsOf(by)} taken into the text in brackets`,
    'bracket-passage': (_, { label, by }) =>
      by.length > 0 ? `Words in ${label} bracketed for ${list(by)}` : `Words in ${label} bracketed`,
    'pick-alternative': () => 'Alternative picked; the others stay in the record',
    'accept-alternative': (d, { by }) =>
      `${proposalsOf(by)} accepted with “${d.picked.trim()}”; the other words stay in the record`,
    'merge-alternatives': () => 'Equal alternatives stand once now',
    consolidate: (_, { label }) => `${label} consolidated`,
    'put-bridging': (d, { label }) =>
      d.as === 'text' ? `Your text stands in ${label}` : `Your text is proposed on ${label}`,
    unbracket: () => 'Bracket taken out; its words stay',
    'mark-literal': (d) => (d.literal ? 'Bracket marked as literal' : 'Bracket is negotiated again'),
    'apply-chair-words': () => 'Your words are part of the text',
    'add-paragraph': () => 'Paragraph added',
    fill: (d) =>
      count(d.paragraphs.length, { one: '# paragraph filled in', other: '# paragraphs filled in' }),
    'remove-paragraph': (_, { label }) => `${label} removed`,
    'move-paragraph': (_, { label }) => `${label} moved`,
    'split-paragraph': (_, { label }) => `${label} split in two`,
    'join-paragraph': (_, { label }) => `${label} joined to the paragraph before it`,
    'set-kind': (_, { label }) => `${label} has another form`,
    'set-status': (d, { label }) => `${label}: ${statuses[d.status].toLowerCase()}`,
    'restore-paragraph': (d, { label }) => `${label} restored as ${issued(d.revision)}`,
    'issue-revision': (d) => `${d.symbol} issued`,
    transmit: (d) => `Transmitted as ${d.symbol}`,
    'pass-on': (d) => `Passed on to ${d.to} as ${d.symbol}`,
    undo: () => 'Last decision taken back',
  }

/** What the record says of each. */
export const whatsDecided: Record<Decision['kind'], string> = {
  accept: 'accepted',
  decline: 'did not retain',
  'bracket-proposal': 'took a proposal into the text in brackets',
  'bracket-passage': 'bracketed words',
  'pick-alternative': 'picked an alternative',
  'accept-alternative': 'accepted with one of its alternatives',
  'merge-alternatives': 'merged equal alternatives',
  consolidate: 'consolidated a paragraph',
  'put-bridging': 'put a bridging text to the room',
  unbracket: 'took a bracket out',
  'mark-literal': 'marked a bracket as literal',
  'apply-chair-words': 'applied the chair’s words',
  'add-paragraph': 'added a paragraph',
  fill: 'filled the draft',
  'remove-paragraph': 'removed a paragraph',
  'move-paragraph': 'moved a paragraph',
  'split-paragraph': 'split a paragraph',
  'join-paragraph': 'joined two paragraphs',
  'set-kind': 'changed the form of a paragraph',
  'set-status': 'set the status of a paragraph',
  'restore-paragraph': 'put a paragraph back to its wording in a revision',
  'issue-revision': 'issued a revision',
  transmit: 'transmitted the text',
  'pass-on': 'passed the text on to the next organ',
  undo: 'took the last decision back',
}

export function sayDone(decision: Decision, about: About): string {
  const say = done[decision.kind] as (decision: Decision, about: About) => string
  return say(decision, about)
}

export const deciding = {
  accept: 'Accept',
  bracket: 'Bracket',
  bracketAttributed: (name: string) => `Bracket for ${name}`,
  bracketUnattributed: 'Bracket without a name',
  decline: 'Not retained',
  declineTitle: 'Not retained',
  declineText: 'The words leave the text and stay in the record with the name of who proposed them.',
  reason: 'Reason',
  reasonHint: 'Stands in the record.',
  reasonNeeded: 'Write the reason: it stands in the record.',
  confirmDecline: 'Do not retain',
  agreeTitle: (label: string, status: string) => `${label}: ${status.toLowerCase()}`,
  agreeText: 'Closes the paragraph to proposals. It can be reopened with a reason.',
  agreePending: (n: number) =>
    count(n, {
      one: 'One proposal on it is still open. It is declined in the same decision and stays in the record:',
      other:
        '# proposals on it are still open. They are declined in the same decision and stay in the record:',
    }),
  agreeBrackets: (n: number) =>
    count(n, {
      one: 'One bracket still stands in it. Take it out first.',
      other: '# brackets still stand in it. Take them out first.',
    }),
  agreeBracketsWait: (n: number) =>
    count(n, {
      one: 'One bracket still stands in it and may wait; it keeps the paragraph from being agreed for good.',
      other: '# brackets still stand in it and may wait; they keep the paragraph from being agreed for good.',
    }),
  agreeDate: 'Date of the meeting',
  confirmAgree: 'Agree',
  confirmAgreeDeclining: (n: number) => `Agree and decline ${proposals(n)}`,
  reopenTitle: (label: string) => `Reopen ${label}`,
  reopenText: 'The paragraph takes proposals again. Who reopened it, and why, stands in the record.',
  confirmReopen: 'Reopen',
  removeTitle: (label: string) => `Remove ${label}`,
  removeText: 'The paragraph leaves the text and stays in the record.',
  removePending: (n: number) =>
    count(n, {
      one: 'One open proposal goes with it.',
      other: '# open proposals go with it.',
    }),
  confirmRemove: 'Remove the paragraph',
  restoreTitle: (label: string, revision: number) => `Restore ${label} as ${issued(revision)}`,
  restoreText:
    'The paragraph gets the words and the status that it had then. What is proposed on words that stay is carried over.',
  restoreNotThere: 'The paragraph was not part of that text.',
  restoreSame: 'The paragraph reads like this already.',
  restoreUnseen: 'What changes cannot be shown now.',
  confirmRestore: 'Restore the paragraph',
  addTitle: (label: string) => `New paragraph after ${label}`,
  addFirstTitle: 'First paragraph',
  addText: 'Text',
  confirmAdd: 'Add the paragraph',
  textNeeded: 'Write the text of the paragraph.',
  kind: 'Form',
  level: 'Level',
  levels: ['Paragraph', 'a.', 'i.', '1)'],
  kindTitle: (label: string) => `Form of ${label}`,
  confirmKind: 'Change the form',
  bracketTitle: (label: string, until?: string) =>
    until ? `Bracket words from ${label} to ${until}` : `Bracket words in ${label}`,
  attribution: 'Name a delegation in the bracket',
  attributionHint: 'Leave all unmarked for a bracket without a name.',
  confirmBracket: 'Bracket the words',
}

/** The chair's menu at a paragraph. */
export const paragraphMenu = {
  title: (label: string) => `Decisions on ${label}`,
  discuss: 'Under discussion',
  adReferendum: 'Agree ad referendum…',
  agree: 'Agree…',
  reopen: 'Reopen…',
  up: 'Move up',
  down: 'Move down',
  join: 'Join with the one before',
  split: 'Split where the caret stands',
  add: 'Add a paragraph after…',
  kind: 'Change its form…',
  restore: (revision: number) => `Restore as ${issued(revision)}…`,
  remove: 'Remove…',
  link: 'Copy a link to it',
}

/** The chair's toolbar over selected words. */
export const selection = {
  label: 'Decisions on the selected words',
  bracket: 'Bracket…',
  unbracket: 'Take the bracket out',
  literal: 'Not a negotiated bracket',
  negotiated: 'A negotiated bracket',
  accept: 'Accept',
  decline: 'Not retained',
}
