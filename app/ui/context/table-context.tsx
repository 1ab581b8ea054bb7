import { createContext, useContext } from 'react'
import type { DelegationCode } from '#app/domain/basics/actor.ts'
import type { AboutAsked } from '#app/domain/floor/comment.ts'
import type { DraftHeader } from '#app/domain/basics/draft.ts'
import type { Floor } from '#app/domain/floor/floor.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { RollingText, View } from '#app/domain/basics/rolling.ts'
import type {
  ChosenWords,
  DelegationName,
  ProposeCommands,
  Identity,
  SelectedWords,
} from '#app/live/types.ts'
import type { Messages } from '#app/messages/en.ts'
import type { Labels } from '#app/display/labels.ts'
import type { NamesHere } from '../shared/names.ts'
import type { Decide } from '../shared/use-decide.ts'
import type { MakeStatement } from '../shared/use-statement.ts'
import type { Action } from './action.ts'
import type { Asking } from './asking.ts'
import type { InternalComments } from './discussion.ts'
import type { StatementsIndex } from './statements-index.ts'
import type { WorkingCopyActions } from './table-props.ts'

/** What is known at the table and stays the same while people type. */
export type Settled = {
  m: Messages
  draft: DraftHeader
  /** Number of the last revision issued, or null. */
  revision: number | null
  me: Identity
  names: NamesHere
  labels: Labels
  delegations: readonly DelegationName[]
  floor: Floor
  /** The time zone in which the organ meets; the draft may have another (see `floor.zone`). */
  zone: string
  /** ISO date of the server's today. */
  today: string
  view: View
  /** Transmitted: nothing can be decided, proposed or said any more. */
  isTransmitted: boolean
  /** A delegation's working copy, where nobody meets, decides or is spoken to. */
  isCopy: boolean
  /** Words go to the server, so that one can propose, withdraw and support. */
  isConnected: boolean
  /** For whom the secretariat types; undefined for everyone else. */
  behalf: DelegationCode | null | undefined
  /** The paragraphs that one follows; null where nothing can be followed. */
  follows: ReadonlySet<ParagraphId> | null
}

/** Everything by which actions are worked out. Plain data. */
export type TableContext = Settled & {
  text: RollingText
  focus: ParagraphId | null
  /** What the chair has selected. */
  selection: SelectedWords | null
  /** What anybody has selected to comment on. */
  chosen: ChosenWords | null
}

/** What the brackets of a text need. */
export type BracketContext = Pick<
  TableContext,
  'm' | 'text' | 'focus' | 'selection' | 'names' | 'me' | 'isTransmitted' | 'isCopy'
>

/** What the actions of a meeting need, also where no table stands. */
export type MeetingContext = Pick<
  TableContext,
  | 'm'
  | 'draft'
  | 'me'
  | 'names'
  | 'labels'
  | 'delegations'
  | 'floor'
  | 'text'
  | 'focus'
  | 'isTransmitted'
  | 'isCopy'
>

/** What is settled, and what a part of the table asks for. All of it stays the same while people type. */
export type Table = Settled & {
  statements: StatementsIndex
  internal: InternalComments | null
  propose: ProposeCommands | null
  copy: WorkingCopyActions | null
  decide: Decide
  makeStatement: MakeStatement
  ask: (asking: Asking) => void
  /** Asks for a comment; null for those who only read. */
  onComment: ((about: AboutAsked) => void) | null
  perform: (action: Pick<Action, 'effect'>) => void
  onFocusParagraph: (paragraph: ParagraphId | null) => void
  /** ms since epoch by the server's clock, as well as it is known. */
  now: () => number
  /** Under what this browser keeps words that are not posted; null where none are kept. */
  keptUnder: string | null
}

const SettledContext = createContext<Table | null>(null)
const MovingContext = createContext<TableContext | null>(null)

/** Two contexts: what a card reads does not change with every letter that somebody types. */
export function TableProvider({
  table,
  here,
  children,
}: {
  table: Table
  here: TableContext
  children: React.ReactNode
}) {
  return (
    <SettledContext.Provider value={table}>
      <MovingContext.Provider value={here}>{children}</MovingContext.Provider>
    </SettledContext.Provider>
  )
}

/** Null outside the table, as on the page of a revision. */
export const useTableIfAny = (): Table | null => useContext(SettledContext)

/** The table, without its text. */
export function useTable(): Table {
  const table = useContext(SettledContext)
  if (!table) throw new Error('This part belongs to the table')
  return table
}

/** The table where people speak to each other: null outside it and in a working copy. */
export function useSharedTable(): Table | null {
  const table = useContext(SettledContext)
  return table?.isCopy === false ? table : null
}

/** The table with its text and what is selected: draws its reader anew with every letter. */
export function useTableNow(): TableContext {
  const here = useContext(MovingContext)
  if (!here) throw new Error('This part belongs to the table')
  return here
}
