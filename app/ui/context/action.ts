import type { LucideIcon } from 'lucide-react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId, View } from '#app/domain/basics/rolling.ts'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { Asking, Panel } from './asking.ts'

/** What is done, as data: `table/use-perform.ts` alone carries it out. */
export type Effect =
  | { kind: 'decide'; decision: Decision }
  | { kind: 'state'; statement: Statement }
  | { kind: 'ask'; asking: Asking }
  | { kind: 'open'; panel: Panel }
  | { kind: 'go'; to: string }
  /** In a window of its own, or as a file to keep. */
  | { kind: 'window' | 'download'; to: string }
  | { kind: 'print' }
  | { kind: 'show'; view: View }
  /** To the paragraph, in the middle of the window. */
  | { kind: 'focus'; paragraph: ParagraphId }
  | { kind: 'copy-link'; paragraph: ParagraphId }
  | { kind: 'propose'; what: 'removal' | 'merge'; paragraph: ParagraphId }
  | { kind: 'withdraw'; proposals: readonly ProposalId[] }
  | { kind: 'support'; proposals: readonly ProposalId[]; supports: boolean }
  /** Puts on the table what was drafted in private. */
  | { kind: 'table'; proposals: readonly ProposalId[]; wording: 'first' | 'fallback' }
  | { kind: 'follow'; paragraph: ParagraphId; follows: boolean }
  | { kind: 'open-comment' }

/** Where an action is offered; one that has a key alone is offered nowhere. */
export type Place =
  /** The chair’s menu at the paragraph in focus. */
  | 'paragraph'
  /** A delegation’s menu there. */
  | 'propose'
  /** A proposal’s card. */
  | 'card'
  /** The toolbar over selected words. */
  | 'selection'
  /** A bracket in the list beside the text. */
  | 'bracket'
  /** The meeting’s menu at the top. */
  | 'meeting'
  /** The strip that says what goes on. */
  | 'strip'
  /** The speakers’ list. */
  | 'speakers'
  /** The remote control of the room’s screen. */
  | 'remote'
  /** The menu of positions on a paragraph or a proposal. */
  | 'position'
  /** Beside what is under silence. */
  | 'silence'
  /** The draft’s menu at the top. */
  | 'draft'
  /** Among everything that can be done. */
  | 'palette'

export type ActionGroup = 'decide' | 'propose' | 'discuss' | 'meeting' | 'show' | 'following' | 'go' | 'pages'

/** Something that can be done at the table. */
export type Action = {
  /** What it is, by subject: `status.agree`. Keys and menus go by it. */
  id: string
  /** Tells it from others of its id: a proposal, a bracket, a paragraph. */
  about?: string
  /** Its name among everything that can be done. */
  said: string
  /** Its name where the place says what it is about. */
  short?: string
  icon?: LucideIcon
  group: ActionGroup
  places: readonly Place[]
  tone?: 'primary' | 'ghost' | 'danger'
  /** Words by which it is found besides its name. */
  keywords?: readonly string[]
  /** A choice or a switch: whether it holds now. */
  isOn?: boolean
  /** Null where it is shown and cannot be done now. */
  effect: Effect | null
}
