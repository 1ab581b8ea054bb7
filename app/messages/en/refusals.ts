import type { DecisionRefusal } from '#app/domain/decisions/decision.ts'
import type { PageRefusal, Refusal } from '#app/domain/refusal.ts'
import { count, statuses } from './common.ts'
import { floorRefusals } from './floor.ts'
import type { Names } from './names.ts'

type Said = {
  [K in DecisionRefusal['kind']]: (refusal: Extract<DecisionRefusal, { kind: K }>, names: Names) => string
}

/** Every reason why a decision is not carried out, and what to do instead. */
export const refusals: Said = {
  'not-allowed': () => 'Your role in this meeting does not allow this.',
  'no-such-proposal': () =>
    'This proposal is not there any more. It was withdrawn or decided a moment ago; the text shows where it stands now.',
  'no-such-paragraph': () => 'This paragraph is not in the text any more.',
  'no-such-passage': () =>
    'The selected words have changed meanwhile. Select them again, within one paragraph and in words that are already part of the text.',
  'no-such-bracket': () => 'This bracket is not there any more.',
  'paragraph-closed': ({ paragraph }, { paragraph: label }) =>
    `${label(paragraph)} is closed. Reopen it first.`,
  'proposals-pending': ({ paragraph, count: n }, { paragraph: label }) =>
    `${label(paragraph)} still has ${count(n, { one: '# open proposal', other: '# open proposals' })}. Accept or decline what is proposed first.`,
  'brackets-pending': ({ paragraph, count: n }, { paragraph: label }) =>
    `${label(paragraph)} still has ${count(n, { one: '# bracket', other: '# brackets' })}. Take them out, or mark them as literal, before it is agreed.`,
  'paragraph-not-agreed': ({ paragraph }, { paragraph: label }) => `${label(paragraph)} is not agreed yet.`,
  'accept-parent-first': ({ parent }, { proposer }) =>
    `These words stand inside a proposal of ${proposer(parent)}. Accept that one first, or both together.`,
  'nothing-before': ({ paragraph }, { paragraph: label }) =>
    `Nothing stands before ${label(paragraph)} that it could be joined to.`,
  'reason-needed': () => 'Say why: the reason stands in the record.',
  'draft-not-empty': () => 'This draft has a text already. Import fills an empty draft only.',
  'draft-empty': () => 'The draft has no text yet.',
  'draft-transmitted': () => 'This text has been transmitted and cannot change any more.',
  'text-too-long': ({ limit }) =>
    `This is too long for one paragraph: ${count(limit, { one: '# character', other: '# characters' })} at most.`,
  'too-many-brackets': ({ limit, deep }) =>
    deep
      ? `Brackets may stand within one another ${count(limit, { one: '# time', other: '# times' })} at most.`
      : `One paragraph can have ${count(limit, { one: '# bracket sign', other: '# bracket signs' })} at most.`,
  'too-many-passages': ({ limit }) =>
    `One consolidation puts ${count(limit, { one: '# passage', other: '# passages' })} in brackets at most. Leave some undecided, and consolidate again.`,
  'illegal-status': ({ from, to }) =>
    `A paragraph cannot go from “${statuses[from].toLowerCase()}” to “${statuses[to].toLowerCase()}” in one step.`,
  'no-such-revision': ({ revision }) => `There is no revision ${revision}.`,
  'not-in-revision': ({ paragraph, revision }, { paragraph: label }) =>
    `${label(paragraph)} was not part of the text in revision ${revision}.`,
  'changed-since-revision': ({ revision }) =>
    `The text has changed since revision ${revision}. Issue a new revision, then transmit that one.`,
  'not-next-organ': ({ to }) => `${to} is not the organ that this text goes to next.`,
  'symbol-taken': ({ symbol }) => `The symbol ${symbol} is taken by another document.`,
  'not-for-brackets': () =>
    'These proposals cannot stand in brackets here: they do not stand on words that are already part of the text.',
  'bracket-without-partner': () =>
    'One end of a bracket stands among these words and the other elsewhere. Choose one proposal, or take that bracket out first.',
  'choices-collide': ({ proposals: [a, b] }, { proposer }) =>
    `The proposals of ${proposer(a)} and ${proposer(b)} change the same words. Take one of them, or both in brackets.`,
  'paragraph-changed': ({ paragraph }, { paragraph: label }) =>
    `${label(paragraph)} has changed a moment ago. Nothing was decided; look at it as it stands now.`,
  'no-alternative': () => 'Nothing of the kind stands beside this bracket any more.',
  'alternative-changed': () => 'Its words have changed meanwhile. Visit again and pick.',
  'nothing-changes': () => 'This is the text as it stands.',
  'nothing-to-undo': () => 'There is no decision of yours to take back. Only the last one can be.',
}

type SaidOnPages = {
  [K in PageRefusal['kind']]: (refusal: Extract<PageRefusal, { kind: K }>) => string
}

const fields = { title: 'title', symbol: 'symbol', statusLine: 'status line' }
const faults = {
  'other-draft': 'it belongs to another draft',
  'entry-missing': 'an entry before it is missing',
  'not-chained': 'it is not chained to the entry before it',
  'entry-changed': 'it was changed after it was written',
  'other-person': 'the name beside it is not the one that it was written with',
}

/** Every reason why a page or a form is refused, and what to do. */
export const pageRefusals: SaidOnPages = {
  'not-allowed': () => 'Your role does not allow this.',
  'no-such-draft': () => 'This draft does not exist.',
  'no-such-revision': ({ revision }) => `There is no revision ${revision}.`,
  'no-such-transmission': () => 'This transmission does not exist.',
  'no-such-organ': ({ organ }) => `The organ ${organ} is not known here.`,
  'organ-changed': ({ organ }) =>
    `Somebody has changed ${organ} since you saw it. This is how it stands now: choose again.`,
  'no-next-organ': ({ organ }) => `No organ is set to receive texts from ${organ}.`,
  'title-needed': () => 'Write a title.',
  'symbol-needed': () => 'Write the symbol.',
  'symbol-taken': ({ symbol }) => `The symbol ${symbol} is taken by another document.`,
  'date-needed': () => 'Write the date as a day of the calendar, such as 2024-04-18.',
  'too-long': ({ field, limit }) =>
    `The ${fields[field]} is too long: ${count(limit, { one: '# character', other: '# characters' })} at most.`,
  'draft-transmitted': () => 'This text has been transmitted and cannot change any more.',
  'not-issued': () => 'No revision has been issued yet, so there is no text to hand over.',
  'not-ready': ({ points }) =>
    count(points, {
      one: 'The text is not ready: one point stands in the way.',
      other: 'The text is not ready: # points stand in the way.',
    }),
  'already-passed-on': ({ to }) => `This text has gone on to ${to} already.`,
  'wrong-credentials': () => 'E-mail and password do not match. Check both and try again.',
  'record-broken': ({ number, fault }) => `The record is broken at entry ${number}: ${faults[fault]}.`,
}

const atTheTable = { ...refusals, ...floorRefusals }

const isOfPages = (refusal: Refusal): refusal is PageRefusal =>
  refusal.kind in pageRefusals && !(refusal.kind in atTheTable)

/** Says a refusal in words. */
export function sayRefusal(refusal: Refusal, names: Names): string {
  if (isOfPages(refusal)) return sayPageRefusal(refusal)
  const say = atTheTable[refusal.kind] as (refusal: Refusal, names: Names) => string
  const said = say(refusal, names)
  return refusal.kind === 'cannot-stand' ? `${said} ${sayRefusal(refusal.because, names)}` : said
}

export function sayPageRefusal(refusal: PageRefusal): string {
  const say = pageRefusals[refusal.kind] as (refusal: PageRefusal) => string
  return say(refusal)
}
