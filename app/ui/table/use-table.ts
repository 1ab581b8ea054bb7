import { useCallback, useMemo, useRef } from 'react'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import type { Asking, Panel } from '../context/asking.ts'
import { StatementsIndex } from '../context/statements-index.ts'
import type { Settled, Table, TableContext } from '../context/table-context.tsx'
import type { TableProps } from '../context/table-props.ts'
import { useMessages } from '../kit/messages-context.tsx'
import { namesHere } from '../shared/names.ts'
import { useDecide } from '../shared/use-decide.ts'
import { useStatement } from '../shared/use-statement.ts'
import { mayComment } from './actions/discuss.ts'
import { usePerform } from './use-perform.ts'
import { useWorkingCopy } from './use-working-copy.ts'

type Opens = {
  ask: (asking: Asking) => void
  open: (panel: Panel | null) => void
  openComment: () => void
}

/** What everything on the table reads and asks for. `text` may be a moment behind what is typed. */
export function useTableState(
  props: TableProps,
  text: RollingText,
  { ask, open, openComment }: Opens,
): { table: Table; here: TableContext } {
  const { focus, selection, propose, onView, onFocusParagraph, onWithdraw, onSupport, server } = props
  const following = props.following ?? null
  const settled = useSettled(props)
  const { m, names } = settled
  const decide = useDecide(props.onDecide, names)
  const makeStatement = useStatement(props.onStatement, names)
  const copy = useWorkingCopy(props, names)
  const perform = usePerform({
    ...{ m, names, propose, copy, following, decide, makeStatement, ask, open, openComment },
    ...{ onView, onFocusParagraph, onWithdraw, onSupport },
  })
  const statements = useStatementsIndex(props)
  const now = useCallback(() => server?.now() ?? Date.now(), [server])
  const internal = props.discussion?.within ?? null
  const keptUnder = props.keptUnder ?? null
  const table = useMemo(
    (): Table => ({
      ...settled,
      ...{ statements, internal, propose, copy, decide, makeStatement, ask, perform },
      ...{ onFocusParagraph, now, keptUnder },
      onComment: mayComment(settled) ? (about) => ask({ kind: 'comment', about }) : null,
    }),
    [
      settled,
      statements,
      internal,
      propose,
      copy,
      decide,
      makeStatement,
      ask,
      perform,
      onFocusParagraph,
      now,
      keptUnder,
    ],
  )
  const chosen = props.discussion?.chosen ?? null
  const here = useMemo(
    () => ({ ...settled, text, focus, selection, chosen }),
    [settled, text, focus, selection, chosen],
  )
  return { table, here }
}

function useSettled(props: TableProps): Settled {
  const { draft, revision, me, labels, delegations, floor, zone, today, view } = props
  const m = useMessages()
  const names = useMemo(() => namesHere(m, delegations, labels), [m, delegations, labels])
  const behalf = props.behalf ? props.behalf.delegation : undefined
  const isCopy = (props.copy ?? null) !== null
  const isConnected = props.propose !== null
  const follows = props.following?.follows ?? null
  return useMemo(
    () => ({
      ...{ m, draft, revision, me, names, labels, delegations, floor, zone, today, view },
      ...{ behalf, isCopy, isConnected, follows },
      isTransmitted: draft.phase === 'transmitted',
    }),
    [
      m,
      draft,
      revision,
      me,
      names,
      labels,
      delegations,
      floor,
      zone,
      today,
      view,
      behalf,
      isCopy,
      isConnected,
      follows,
    ],
  )
}

/** Each index goes on from the one before: a card is drawn again only when something was said about it. */
function useStatementsIndex({ floor, me }: TableProps): StatementsIndex {
  const before = useRef<StatementsIndex | null>(null)
  return useMemo(
    () => (before.current = new StatementsIndex(floor, me.delegation, before.current)),
    [floor, me.delegation],
  )
}
