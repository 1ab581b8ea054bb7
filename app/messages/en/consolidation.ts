import type { BridgingStance } from '#app/domain/floor/bridging.ts'
import type { EffectReason } from '#app/domain/text/proposal-effects.ts'
import type { CollisionKind } from '#app/domain/consolidation/collisions.ts'
import type { ProvenanceOutcome } from '#app/domain/consolidation/provenance.ts'
import { count, list } from './common.ts'

export const consolidation = {
  title: (label: string) => `${label}: consolidation`,
  open: 'Consolidate…',
  lead: (proposals: number, colliding: number) =>
    colliding === 0
      ? `${count(proposals, { one: '# proposal', other: '# proposals' })}, none collides`
      : `${count(proposals, { one: '# proposal', other: '# proposals' })}, ${colliding} of them collide`,
  inText: 'In the text',
  before: (label: string) => `‹ ${label}`,
  after: (label: string) => `${label} ›`,
  base: 'Base text',
  views: { base: 'As it stands', rolling: 'With all proposals' },
  showing: 'Which text',
  proposals: 'Proposals and positions',
  none: 'Nothing is proposed here',
  noneText:
    'When delegations propose words in this paragraph, they stand here side by side with who supports them.',
  noBase: 'Not in the text yet: this paragraph is a proposal itself.',
  contest: (kinds: readonly string[]) => `Colliding: ${list(kinds)}`,
  sameWish: 'The same wish: written once, in all their names',
  collides: (names: readonly string[]) => `collides with ${list(names)}`,
  free: 'collides with none',
  amends: (name: string) => `in words of ${name}`,
  kinds: {
    'same-wish': 'the same words',
    'same-words': 'they change the same words',
    'same-place': 'their words come in at one place',
    'struck-across': 'one strikes what the other stands in',
    'parent-contested': 'what it amends collides',
    removal: 'one takes the whole paragraph out',
    places: 'they move the paragraph to different places',
  } satisfies Record<CollisionKind, string>,
  choose: (name: string, words: string) => `What becomes of ${name}: ${words}`,
  ticks: { take: 'In', bracket: 'In brackets', decline: 'Not retained', leave: 'Left open' },
  keepsBase: 'Keep the words as they stand as one of the alternatives',
  alternative: (names: readonly string[]) => (names.length === 0 ? 'As it stands' : list(names)),
  for: (group: string) => `for ${group}`,
  positions: (said: string, n: number) => `${n} ${said}`,
  result: 'Chair’s text',
  private: 'nobody sees it until you apply it',
  gone: 'The paragraph leaves the text.',
  provenance: 'Where every word comes from',
  columns: { words: 'Words', from: 'From', outcome: 'Decision' },
  baseWords: 'base text',
  outcomes: {
    accepted: 'accepted',
    alternative: 'in brackets',
    struck: 'leaves the text',
    'set-aside': 'gives way to the alternatives in brackets',
    repeated: 'written once more, so that each alternative is whole',
    'not-retained': 'not retained; stays in the record',
    stays: 'stays; the strike is not retained',
    pending: 'left open',
  } satisfies Record<ProvenanceOutcome, string>,
  by: (names: readonly string[]) => `for ${list(names)}`,
  nothing: 'No word comes or goes yet. Choose what becomes of the proposals.',
  promise: 'No word leaves the text without a row above.',
  apply: 'Apply to the text',
  applied: (label: string) => `${label} consolidated`,
  closed: (label: string) => `${label} is closed. Reopen it before you consolidate.`,
  changed: 'The paragraph has changed while you were here:',
  changes: {
    new: (name: string) => `${name} has proposed something; it is left open`,
    gone: (name: string) => `a proposal of ${name} is gone`,
    words: (name: string) => `${name} has changed a proposal`,
    base: 'the base text is another',
    status: 'its status is another',
  },
  seen: 'I have seen it',
  missing: 'This paragraph is not in the text any more',
  missingText: 'It was removed, joined to another or withdrawn a moment ago.',
}

export const bridging = {
  title: 'Bridging text',
  hint: 'Your own words, where the proposals cannot be put together. Nobody but chairs reads them until you send them.',
  start: 'Start from the text above',
  text: 'Your text for the whole paragraph',
  keep: 'Keep it for later',
  kept: 'Kept. Only chairs can read it.',
  to: 'Send it to',
  send: 'Send to the proposers',
  sent: (names: readonly string[]) => `Sent to ${list(names)}`,
  sentAt: (names: readonly string[], moment: string) =>
    `Sent to ${list(names)}, ${moment}. It stays as it was sent.`,
  views: 'Their views',
  waiting: 'has not answered yet',
  stances: {
    accepts: 'can accept it',
    objects: 'cannot accept it',
    comments: 'comments',
  } satisfies Record<BridgingStance, string>,
  answers: {
    accepts: 'We can accept it',
    objects: 'We cannot accept it',
    comments: 'We have a comment',
  } satisfies Record<BridgingStance, string>,
  propose: 'Put to the room as the chair’s proposal',
  apply: 'Put into the text',
  giveUp: 'Give it up',
  again: 'Change it and send it again',
  againHint: 'The next round. What was sent stays with the delegations until you send this one in its place.',
  given: 'Given up; it has left their tables.',
  another: 'Write another one',
  card: (label: string) => `The chair asks for your view on ${label}`,
  cardText: 'Only the delegations that this was sent to see it. Your view goes to the chair alone.',
  note: 'A comment to the chair',
  answer: 'Send your view',
  answered: 'Your view has gone to the chair.',
  yours: (said: string) =>
    `You have answered: ${said.toLowerCase()}. You can change it until the text is put to the room.`,
  difference: 'What it changes',
}

/** What a decision on the paragraph did to a proposal, on its card. */
export const proposalEffects = {
  badges: { 'needs-rebase': 'needs a look', obsolete: 'overtaken' },
  reasons: {
    same: 'It stands at its words.',
    'words-gone': 'The words that it replaces have left the text: its new words would be added now.',
    'words-changed': 'Some of the words that it strikes are others now.',
    'place-changed': 'It stands between other words than it did.',
    'already-said': 'The text says this already.',
    superseded: 'A decision left nothing of it.',
    'already-there': 'The paragraph stands there already.',
    'moved-elsewhere': 'The paragraph has been moved elsewhere.',
    'paragraph-parted': 'The paragraph is two now: the first of them would move.',
    'neighbour-changed': 'The paragraph behind which it would stand is not where it was, or not whole.',
  } satisfies Record<EffectReason, string>,
  reads: (text: string) => `If it were accepted: “${text}”`,
  todo: 'Change it, or withdraw it.',
}

/** The brackets of the paragraph in focus. */
export const brackets = {
  title: (label: string, n: number) => `${count(n, { one: '# bracket', other: '# brackets' })} in ${label}`,
  open: (label: string) => `Alternatives in ${label}`,
  alternatives: (n: number) => `${n} alternatives`,
  pick: 'Pick this one',
  choose: (words: string) => `Pick “${words}”`,
  /** Alternatives within a proposal. */
  proposed: 'leaves this open in its proposal',
  acceptWith: 'Accept with this one',
  acceptWithWords: (words: string) => `Accept with “${words}”`,
  nothing: 'no words',
  from: (label: string) => `opens in ${label}`,
  merge: 'Write equal ones once',
  unbracket: 'Take the bracket out',
  literal: 'Mark as not negotiated',
  negotiated: 'Negotiated after all',
  isLiteral: 'not negotiated',
  placeholder: 'words to come',
  stray: (char: string) => `${char} has no partner`,
  elsewhere: (label: string) => `closes in ${label}`,
  whole: 'Bracket the whole paragraph',
}
