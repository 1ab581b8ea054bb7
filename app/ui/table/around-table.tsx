import { useMemo } from 'react'
import { namesHere } from '../shared/names.ts'
import type { TableProps } from '../context/table-props.ts'
import { useMessages } from '../kit/messages-context.tsx'
import { AroundProvider } from '../sheet/around.tsx'

/** Lets everything on the table name the place of a move. */
export function AroundTable({
  text,
  labels,
  delegations,
  children,
}: Pick<TableProps, 'text' | 'labels' | 'delegations'> & { children: React.ReactNode }) {
  const m = useMessages()
  const around = useMemo(
    () => ({ text, labels, nameOf: namesHere(m, delegations, labels).delegation }),
    [m, text, labels, delegations],
  )
  return <AroundProvider value={around}>{children}</AroundProvider>
}
