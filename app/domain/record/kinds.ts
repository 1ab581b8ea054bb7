import type { Decision } from '../decisions/decision.ts'
import type { RecordedStatement } from '../floor/statement.ts'
import {
  about,
  account,
  deadline,
  frozenHashes,
  frozenPaper,
  handed,
  ids,
  labels,
  left,
  mention,
  namedPlace,
  newParagraph,
  proposedWords,
  spoke,
  spokenOn,
  stance,
  status,
  underSilence,
} from './details.ts'
import {
  fields,
  flag,
  listOf,
  nullable,
  number,
  oneOf,
  optional,
  text,
  type FieldsOf,
  type Shape,
  type TypeOf,
} from './shape.ts'

/** What an entry is to somebody who was away. */
export const changeKinds = ['proposed', 'withdrawn', 'decided', 'said', 'other'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** What the readers of the record make of a kind of entry. */
export type Traits = {
  change: ChangeKind
  /** The text is another one after it: the time machine goes from one such entry to the next. */
  isStep: boolean
  /** Whoever follows a paragraph that it is about is told. */
  follows: boolean
  /** The delegations whose proposals it decided, or took the ground from, are told. */
  settles: boolean
  /** Everybody is told, or those to whom something is sent. */
  tells: 'silence' | 'bridging' | null
  /** It is nobody's deed: told where all entries are, and nowhere else. */
  isQuiet: boolean
}

/** `is`: whether a stored detail is what its readers take it for; they look at these fields of it and no others. */
export type Kind<T> = Traits & { is: Shape<T>; fields: readonly string[] }

const nothing: Traits = {
  change: 'other',
  isStep: false,
  follows: false,
  settles: false,
  tells: null,
  isQuiet: false,
}
const saying: Traits = { ...nothing, change: 'said' }
const deciding: Traits = { ...nothing, change: 'decided', isStep: true, follows: true, settles: true }
const ofSilence: Traits = { ...nothing, tells: 'silence' }
const ofBridging: Traits = { ...nothing, tells: 'bridging' }

type Shapes = Readonly<Record<string, Shape<unknown>>>

const kind = <const F extends Shapes>(traits: Traits, own: F): Kind<FieldsOf<F>> => ({
  ...traits,
  is: fields(own),
  fields: Object.keys(own),
})

/** A decision keeps what it says, what it made, and the account that there is of every one. */
const decided = <const F extends Shapes>(own: F, traits: Partial<Traits> = {}) =>
  kind({ ...deciding, ...traits }, { ...own, ...account })

const [paragraph, proposals, symbol, day] = [text, ids, text, text]
const [reason, choice, open] = [optional(text), optional(number), text]

/** What the chair and the secretariat have decided. */
const ofDecisions = {
  accept: decided({ proposals }),
  decline: decided({ proposals, reason }),
  'bracket-proposal': decided({ proposals, attributed: flag }),
  'bracket-passage': decided({ paragraph, from: text, to: text, until: optional(text), attribution: ids }),
  unbracket: decided({ open }),
  'mark-literal': decided({ open, literal: flag }),
  'pick-alternative': decided({ open, choice }),
  'accept-alternative': decided({ proposals, open, choice, picked: text }),
  'merge-alternatives': decided({ open }),
  consolidate: decided({
    paragraph,
    choices: listOf(fields({ kind: text, proposals })),
    provenance: optional(listOf(fields({ words: text, fate: text, from: ids, by: ids }))),
  }),
  'put-bridging': decided({ paragraph, text, as: oneOf('proposal', 'text') }, { tells: 'bridging' }),
  'apply-chair-words': decided({}),
  'add-paragraph': decided({ after: nullable(text), paragraph: newParagraph }),
  fill: decided({ paragraphs: number }),
  'remove-paragraph': decided({ paragraph, reason }),
  'move-paragraph': decided({ paragraph, after: nullable(text), to: namedPlace }),
  'split-paragraph': decided({ paragraph, after: text }),
  'join-paragraph': decided({ paragraph }),
  'set-kind': decided({ paragraph, paragraphKind: text, level: number }),
  'set-status': decided({ paragraph, status, date: day, declineRemaining: optional(flag), reason }),
  'restore-paragraph': decided({ paragraph, revision: number }),
  // `number`, `transmission` and `onward`: the revision and the steps that these have made.
  'issue-revision': decided(
    { symbol, date: day, renumber: flag, number: optional(number), frozen: frozenHashes },
    { change: 'other' },
  ),
  transmit: decided(
    { revision: number, to: text, symbol, date: day, transmission: optional(text), frozen: frozenHashes },
    { change: 'other', isStep: false },
  ),
  'pass-on': decided(
    { transmission: text, to: text, symbol, date: day, onward: optional(text), frozen: frozenHashes },
    { change: 'other', isStep: false },
  ),
  undo: decided({}),
} satisfies Record<Decision['kind'], Kind<object>>

/** What was said about the text or arranged in the meeting. */
const ofStatements = {
  'take-position': kind(
    { ...saying, follows: true },
    { subjects: ids, stance, note: optional(text), group: optional(text), ...spokenOn },
  ),
  'leave-position': kind(saying, { subjects: ids, group: optional(text), ...spokenOn }),
  dissociate: kind(saying, { subjects: ids, group: text, ...spokenOn }),
  associate: kind(saying, { subjects: ids, group: text, ...spokenOn }),
  'set-rationale': kind(saying, { subjects: ids, text, ...spokenOn }),
  'set-group': kind(nothing, { code: text, name: text, members: ids, speaker: text }),
  'drop-group': kind(nothing, { code: text }),
  comment: kind(
    { ...saying, follows: true },
    { about, words: text, labels: optional(labels), thread: text, text, mentions: listOf(mention) },
  ),
  reply: kind(
    { ...saying, follows: true },
    {
      about,
      words: text,
      labels: optional(labels),
      thread: text,
      comment: text,
      text,
      mentions: listOf(mention),
    },
  ),
  'resolve-thread': kind(saying, { about, words: text, labels: optional(labels), thread: text }),
  'reopen-thread': kind(saying, { about, words: text, labels: optional(labels), thread: text }),
  confirm: kind(nothing, { proposals }),
  table: kind({ ...nothing, change: 'proposed', follows: true }, { proposals, words: listOf(proposedWords) }),
  // In a working copy, whose record its delegation alone has.
  offer: kind(nothing, { proposals, wording: text, handed: listOf(handed) }),
  'let-go': kind(nothing, { proposals }),
  'set-fallback': kind(nothing, { proposal: text, text }),
  'send-bridging': kind(ofBridging, { paragraph, to: ids, labels: optional(labels) }),
  'close-bridging': kind(ofBridging, { paragraph, labels: optional(labels) }),
  'open-reading': kind(nothing, { meeting: text, date: day, paragraphs: number, reading: text, number }),
  'take-up': kind(nothing, { paragraph, reading: text, number, left, labels: optional(labels) }),
  'close-reading': kind(nothing, {
    meeting: text,
    date: day,
    reading: text,
    number,
    taken: number,
    of: number,
    left,
  }),
  'start-silence': kind(ofSilence, {
    subjects: ids,
    deadline,
    silence: text,
    at: number,
    labels: optional(labels),
  }),
  'break-silence': kind(ofSilence, { silence: text, subject: text, reason, labels }),
  'extend-silence': kind(ofSilence, { silence: text, deadline, at: number, reason: text, labels }),
  'cancel-silence': kind(ofSilence, { silence: text, reason: text, labels }),
  'ask-floor': kind(nothing, {}),
  'leave-floor': kind(nothing, {}),
  'give-floor': kind(nothing, { delegation: text, ...spoke }),
  'end-floor': kind(nothing, spoke),
  'add-speaker': kind(nothing, { delegation: text }),
  'remove-speaker': kind(nothing, { delegation: text }),
  'set-speakers': kind(nothing, { open: flag }),
  'limit-speaking': kind(nothing, { minutes: nullable(number), before: nullable(number) }),
  'set-zone': kind(nothing, { zone: nullable(text), before: nullable(text) }),
} satisfies Record<RecordedStatement['kind'], Kind<object>>

/** What delegations have typed, and what the room has decided by itself. */
const ofTheRoom = {
  tabled: kind(
    { ...nothing, change: 'proposed', follows: true },
    { proposal: text, kind: text, paragraph: optional(text), to: optional(nullable(text)) },
  ),
  withdrawn: kind(
    { ...nothing, change: 'withdrawn', follows: true },
    { proposal: text, kind: text, text: optional(text) },
  ),
  supported: kind(saying, { proposal: text }),
  'support-withdrawn': kind(saying, { proposal: text, kind: text, text: optional(text) }),
  'late-words': kind(nothing, { reason: text, paragraph: nullable(text), text, struck: optional(flag) }),
  'end-silence': kind(
    { ...deciding, tells: 'silence' },
    {
      silence: text,
      deadline,
      at: number,
      labels,
      held: underSilence,
      notPossible: underSilence,
      broken: underSilence,
      words: account.words,
    },
  ),
  // What was stored since the last entry is covered by this one; `papers`: what an earlier version had frozen before.
  'log-covered': kind({ ...nothing, isQuiet: true }, { papers: optional(listOf(frozenPaper)) }),
}

/**
 * Every kind of entry that the record has, with what its detail is and what its readers make of it. A new decision or
 * statement does not compile until it stands here.
 */
export const recordKinds = { ...ofDecisions, ...ofStatements, ...ofTheRoom }

export type RecordKind = keyof typeof recordKinds
/** What the record keeps of each kind of entry, as plain JSON. */
export type RecordedDetail = { [K in RecordKind]: TypeOf<(typeof recordKinds)[K]['is']> }

export const isRecordKind = (what: string): what is RecordKind => Object.hasOwn(recordKinds, what)
export const isFieldOf = (what: RecordKind, field: string): boolean =>
  recordKinds[what].fields.includes(field)
export const traitsOf = (what: RecordKind): Traits => recordKinds[what]

/** Whether an entry is a deed of somebody, which one would be told of. */
export const isDeed = ({ what }: { what: RecordKind | 'unknown' }): boolean =>
  what === 'unknown' || !traitsOf(what).isQuiet

/** The kinds of entries with a trait. */
export const kindsWith = (has: (traits: Traits) => boolean): readonly RecordKind[] =>
  (Object.keys(recordKinds) as RecordKind[]).filter((what) => has(traitsOf(what)))
