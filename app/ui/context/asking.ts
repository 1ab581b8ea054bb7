import type { AboutAsked } from '#app/domain/floor/comment.ts'
import type { Position, Subject } from '#app/domain/floor/floor.ts'
import type { ParagraphId, ParagraphKind } from '#app/domain/basics/paragraph.ts'
import type { Reading } from '#app/domain/meeting/reading.ts'
import type { Silence, SilenceItem } from '#app/domain/meeting/silence.ts'
import type { Proposal } from '#app/domain/text/proposal.ts'
import type { SelectedWords } from '#app/live/types.ts'

/** A decision that needs a word more, or whose consequence is shown, before it is taken. */
export type DecisionAsking =
  | { kind: 'decline'; proposal: Proposal }
  | { kind: 'agree'; paragraph: ParagraphId; status: 'agreed' | 'ad-referendum' }
  | { kind: 'reopen'; paragraph: ParagraphId }
  | { kind: 'remove'; paragraph: ParagraphId }
  | { kind: 'restore'; paragraph: ParagraphId; revision: number }
  | { kind: 'add'; after: ParagraphId | null }
  | { kind: 'form'; paragraph: ParagraphId }
  | { kind: 'bracket'; selection: SelectedWords }

/** What is asked before something in the meeting is arranged. */
export type MeetingAsking =
  | { kind: 'open-reading' }
  | { kind: 'close-reading'; reading: Reading }
  /** `paragraph`: the one that is marked at first. */
  | { kind: 'start-silence'; paragraph: ParagraphId | null }
  | { kind: 'break-silence'; silence: Silence; item: SilenceItem }
  | { kind: 'extend-silence'; silence: Silence }
  | { kind: 'cancel-silence'; silence: Silence }
  /** `minutes`: what each speaker has now. */
  | { kind: 'limit-speaking'; minutes: number | null }

/** What is asked in a dialog over the table. */
export type Asking =
  | DecisionAsking
  | MeetingAsking
  /** The words of a new paragraph or footnote. */
  | { kind: 'propose'; after: ParagraphId | null; paragraph: { kind: ParagraphKind; level: number } }
  | { kind: 'comment'; about: AboutAsked }
  | { kind: 'groups' }
  /** A word of explanation to the position one has taken. */
  | { kind: 'position-note'; subjects: readonly Subject[]; own: Pick<Position, 'stance' | 'note'> }

/** What stands over or beside the table until it is closed; at most one at a time. */
export type Panel =
  | 'palette'
  | 'agreed-language'
  | 'keys'
  /** The menu at the paragraph in focus. */
  | 'decisions'
  | 'behalf'
  | 'move'
  | 'speakers'
  | 'outline'
  | 'proposals'
  | 'tray'
