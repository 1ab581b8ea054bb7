import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Reading } from '#app/domain/meeting/reading.ts'
import type { Silence, SilenceItem } from '#app/domain/meeting/silence.ts'

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
