import { layerOf, type Actor, type Role } from './basics/actor.ts'
import { decisionRoles, type Decision } from './decisions/decision.ts'
import type { Statement } from './floor/statement.ts'
import { meetingRoles } from './meeting/meeting-statement.ts'

/** What a page offers besides decisions. */
export type PageAction =
  | 'see-draft'
  | 'create-draft'
  /** Where an organ meets, and so the clock of all its drafts. */
  | 'change-organ'
  | 'import'
  | 'export'
  | 'compare'
  | 'see-record'
  | 'see-dashboard'
  /** Which delegations and offices sat at the table at a moment, and how many others read. */
  | 'see-who-sat'
  /** Who attended, by name and with times. */
  | 'see-attendance'
  /** Types words, strikes, withdraws: proposes. */
  | 'type-words'
  | 'support'
  /** Says how one's delegation sees a text that the chair has sent to it. */
  | 'answer-bridging'
  /** Reads and writes comments that stay within one's delegation. */
  | 'comment-within'
  /** Types what a delegation says from the floor, under its name. */
  | 'type-on-behalf'
  /** Drafts in private with its own delegation. */
  | 'keep-working-copy'

export type Right = Decision['kind'] | Statement['kind'] | PageAction

const everyone: readonly Role[] = [
  'delegate',
  'chair',
  'secretariat',
  'translator',
  'observer',
  'administrator',
]
const chair: readonly Role[] = ['chair']
const secretariat: readonly Role[] = ['secretariat']
const podium: readonly Role[] = ['chair', 'secretariat']
const delegate: readonly Role[] = ['delegate']
/** Whoever takes part; observers and administrators only read. */
const participants: readonly Role[] = ['delegate', 'chair', 'secretariat', 'translator']

/** Who may do what. The one place where it is decided; a new action does not compile until it is here. */
const roles: Record<Right, readonly Role[]> = {
  'see-draft': everyone,
  export: everyone,
  compare: everyone,
  // Persons stand in the record, so it is for those who take part.
  'see-record': ['delegate', 'chair', 'secretariat', 'translator', 'administrator'],
  'see-dashboard': podium,
  // Everybody at the table saw it then.
  'see-who-sat': everyone,
  'see-attendance': secretariat,
  'create-draft': podium,
  'change-organ': secretariat,
  import: podium,
  'type-words': ['delegate', 'chair', 'secretariat'],
  'type-on-behalf': secretariat,
  confirm: delegate,
  support: delegate,
  'take-position': delegate,
  'leave-position': delegate,
  dissociate: delegate,
  associate: delegate,
  'set-group': podium,
  'drop-group': podium,
  'set-rationale': ['delegate', 'chair'],
  comment: participants,
  reply: participants,
  'resolve-thread': participants,
  'reopen-thread': participants,
  'comment-within': delegate,
  'send-bridging': chair,
  'close-bridging': chair,
  'answer-bridging': delegate,
  'set-focus': podium,
  ...meetingRoles,
  'keep-working-copy': delegate,
  offer: delegate,
  table: delegate,
  'let-go': delegate,
  'set-fallback': delegate,
  ...decisionRoles,
}

/** Done in the name of a delegation. */
const speaks: readonly Right[] = [
  'break-silence',
  'ask-floor',
  'leave-floor',
  'type-words',
  'support',
  'take-position',
  'leave-position',
  'dissociate',
  'associate',
  'set-rationale',
  'comment-within',
  'keep-working-copy',
  'confirm',
  'offer',
  'table',
  'let-go',
  'set-fallback',
]

/**
 * Whether this actor may take this action at all; whether the text allows it is another question. A delegate
 * without a delegation writes nothing.
 */
export function may(actor: Pick<Actor, 'role' | 'delegation'>, action: Right): boolean {
  if (!roles[action].includes(actor.role)) return false
  return !speaks.includes(action) || layerOf(actor) !== null
}
