import type { DelegationCode, Role } from '../basics/actor.ts'
import type { Deadline } from './deadline.ts'
import type { DecisionRefusal } from '../decisions/decision.ts'
import type { ParagraphId } from '../basics/paragraph.ts'
import type { ReadingRefusal } from './reading.ts'
import type { ProposalId } from '../basics/rolling.ts'
import type { Screen } from './screen.ts'
import type { SilenceRefusal } from './silence.ts'
import type { SpeakersRefusal } from './speakers.ts'

/** What is arranged in a meeting: its screen, its readings, silence procedures, who speaks. */
export type MeetingStatement =
  /** Changes what the screen of the room shows; not part of the record. */
  | { kind: 'set-screen'; change: Partial<Screen> }
  | {
      kind: 'open-reading'
      /** The name of the meeting */
      meeting: string
      /** ISO date */
      date: string
      paragraphs: readonly ParagraphId[]
    }
  /** The meeting has read this paragraph: what is left on it now stands in the record. */
  | { kind: 'take-up'; paragraph: ParagraphId }
  | { kind: 'close-reading' }
  /** Paragraphs are agreed ad referendum, and proposals accepted, unless silence is broken before the deadline. */
  | { kind: 'start-silence'; subjects: readonly (ParagraphId | ProposalId)[]; deadline: Deadline }
  | { kind: 'break-silence'; silence: string; subject: ParagraphId | ProposalId; reason?: string }
  | { kind: 'extend-silence'; silence: string; deadline: Deadline; reason: string }
  | { kind: 'cancel-silence'; silence: string; reason: string }
  | { kind: 'ask-floor' }
  | { kind: 'leave-floor' }
  /** Gives the floor, in turn or not; whoever had it has spoken. */
  | { kind: 'give-floor'; delegation: DelegationCode }
  | { kind: 'end-floor' }
  | { kind: 'add-speaker'; delegation: DelegationCode }
  | { kind: 'remove-speaker'; delegation: DelegationCode }
  /** `to`: the place it gets, 0 being next. */
  | { kind: 'move-speaker'; delegation: DelegationCode; to: number }
  | { kind: 'set-speakers'; open: boolean }
  /** Minutes for each speaker, whole ones within `speakingTimes`; null without a limit. */
  | { kind: 'limit-speaking'; minutes: number | null }
  /** The clock that deadlines of this draft are entered by, as an IANA name; null for that of its organ. */
  | { kind: 'set-zone'; zone: string | null }

export type MeetingRefusal =
  | ReadingRefusal
  | SilenceRefusal
  | SpeakersRefusal
  | Extract<DecisionRefusal, { kind: 'reason-needed' }>
  /** If silence held, the text would not allow what follows: as it is now, it cannot stand. */
  | { kind: 'cannot-stand'; because: DecisionRefusal }

const secretariat: readonly Role[] = ['secretariat']
const podium: readonly Role[] = ['chair', 'secretariat']
const chair: readonly Role[] = ['chair']
const delegate: readonly Role[] = ['delegate']

/** Who may arrange what; part of the policy. */
export const meetingRoles: Record<MeetingStatement['kind'], readonly Role[]> = {
  'set-screen': podium,
  'open-reading': chair,
  'take-up': chair,
  'close-reading': chair,
  'start-silence': chair,
  'break-silence': delegate,
  'extend-silence': chair,
  'cancel-silence': chair,
  'ask-floor': delegate,
  'leave-floor': delegate,
  'give-floor': podium,
  'end-floor': podium,
  'add-speaker': podium,
  'remove-speaker': podium,
  'move-speaker': podium,
  'set-speakers': podium,
  'limit-speaking': podium,
  'set-zone': secretariat,
}

/** What says too little to stand in the record. */
export const unrecordedInMeetings = [
  'set-screen',
  'move-speaker',
] as const satisfies readonly MeetingStatement['kind'][]
