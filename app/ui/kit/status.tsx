import type { ParagraphStatus } from '#app/domain/basics/paragraph.ts'
import { useMessages } from './messages-context.tsx'

/** The note at the end of a paragraph; nothing for one that is simply open. */
export function StatusStamp({ status, date }: { status: ParagraphStatus; date: string | null }) {
  const said = useMessages().stamp(status, date)
  if (said === null) return null
  return (
    <>
      {' '}
      <span className="stamp" data-status={status}>
        {said}
      </span>
    </>
  )
}

/** The status as a point: empty, half, full; ochre while brackets stand. */
export function StatusDot({ status, bracketed = false }: { status: ParagraphStatus; bracketed?: boolean }) {
  const said = useMessages().statuses[status]
  return <span className="dot" data-status={status} data-bracketed={bracketed} role="img" aria-label={said} />
}
