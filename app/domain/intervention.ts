import type { Subject } from './floor.ts'
import type { ParagraphId } from './paragraph.ts'
import type { Stance } from './stance.ts'

/**
 * What somebody at the table can say or arrange that leaves the text as it is. Carried out by the room like a
 * decision, in one step with its entry in the record.
 */
export type Intervention =
  /** Says how one's delegation stands to some subjects (the entries of one proposal, or a paragraph). */
  | { kind: 'take-position'; subjects: readonly Subject[]; stance: Stance; note?: string }
  | { kind: 'leave-position'; subjects: readonly Subject[] }
  /** Puts a paragraph on the screen of the room; not part of the record. */
  | { kind: 'set-focus'; paragraph: ParagraphId | null }

export type InterventionRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'draft-transmitted' }
  /** Neither a paragraph of the text nor a proposal that is still open. */
  | { kind: 'no-such-subject'; subject: Subject }
  /** Of one's own proposal one says how one stands to it by having made it. */
  | { kind: 'own-proposal' }

/** What happens too often and says too little to stand in the record. */
export const isRecorded = ({ kind }: Intervention): boolean => kind !== 'set-focus'
