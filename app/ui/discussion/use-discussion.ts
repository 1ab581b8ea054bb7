import { useMemo, useState } from 'react'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { may } from '#app/domain/policy.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { TableDiscussion } from '../context/discussion.ts'
import { knownSilences } from '../context/silences.ts'
import type { Table, TableContext } from '../context/table-context.tsx'
import { useSame } from '../kit/use-same.ts'
import { placeThreads, type PlacedThread } from './comments/threads.ts'
import { useCommented, type Commented } from './comments/use-commented.ts'

/** Beside the text stand the proposals or the comments. */
export type Tab = 'proposals' | 'comments'

export type Discussion = {
  /** False in a working copy, where nobody is spoken to. */
  isHere: boolean
  threads: readonly PlacedThread[]
  /** Paragraphs with a place of their own among the proposals, in the order of the text. */
  paragraphs: readonly ParagraphId[]
  order: ReadonlyMap<ParagraphId, number>
  tab: Tab
  onTab(tab: Tab): void
  /** The marks of comments in the text. */
  commented: Commented
}

const NONE: readonly never[] = []

/**
 * What people say about the text, and where it stands. `here.text` may be a moment behind.
 *
 * @param onBelow opens the sheet from below, where small windows have the comments
 */
export function useDiscussion(
  given: TableDiscussion | null,
  table: Table,
  { text, focus }: Pick<TableContext, 'text' | 'focus'>,
  onBelow: () => void,
): Discussion {
  const [tab, setTab] = useState<Tab>('proposals')
  const isHere = !table.isCopy
  const order = useMemo(() => new Map(text.paragraphs.map(({ id }, at) => [id, at])), [text])
  const placeOf = given?.placeOf ?? null
  const internal = given?.within?.threads ?? NONE
  const said = isHere ? table.floor.threads : NONE
  // Where a thread belongs is asked of the live text, anew whenever that has changed: `order` is made with it.
  const threads = useSame(
    useMemo(() => placeThreads([said, internal], order, placeOf), [said, internal, order, placeOf]),
  )
  const paragraphs = useSame(useMemo(() => paragraphsOf(text, table, focus), [text, table, focus]))
  const onCommented = given?.onCommented ?? null
  const commented = useCommented({ threads, focus, onCommented, onTab: setTab, onBelow })
  return { isHere, threads, paragraphs, order, tab, onTab: setTab, commented }
}

/**
 * Paragraphs that something was said about or that are under silence, and the one in focus where one can say something,
 * or follow it.
 */
function paragraphsOf(
  { paragraphs }: RollingText,
  { isCopy, isTransmitted, statements, me, floor, follows, onComment }: Table,
  focus: ParagraphId | null,
): readonly ParagraphId[] {
  if (isCopy) return NONE
  const { subjects } = knownSilences(floor.silences)
  const speaks = follows !== null || onComment !== null || (!isTransmitted && may(me, 'take-position'))
  return paragraphs
    .filter(
      ({ id, kind, proposed }) =>
        kind !== 'formula' &&
        !proposed &&
        (statements.has(id) || subjects.has(id) || (speaks && id === focus)),
    )
    .map(({ id }) => id)
}
