import { Hourglass } from 'lucide-react'
import { leftUntil } from '#app/domain/meeting/deadline.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import type { Silence } from '#app/domain/meeting/silence.ts'
import { ActionButton } from '#app/ui/context/action-items.tsx'
import { useSharedTable } from '#app/ui/context/table-context.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { breakAction } from '#app/ui/meeting/actions/silence.ts'
import { useOwnTime, useSeconds } from '#app/ui/meeting/clock.tsx'
import { useSilenced } from '#app/ui/context/silences.ts'

/**
 * Beside a paragraph or on a proposal's card: that silence runs on it and for how long, and for a delegation the
 * way to break it. Nothing where none runs.
 */
export function SilenceNote({ subjects }: { subjects: readonly (ParagraphId | ProposalId)[] }) {
  const { subjects: under } = useSilenced()
  const table = useSharedTable()
  const found = subjects.map((subject) => under.get(subject)).find((each) => each !== undefined)
  if (!found || !table) return null
  const { silence } = found
  const { m, now } = table
  const { silence: say } = m.meeting
  const action = breakAction(table, found)
  return (
    <div className="silence-note">
      <p>
        <Hourglass size={14} aria-hidden="true" /> <b>{say.name}</b> <Left silence={silence} now={now} />
      </p>
      {action && <ActionButton action={{ ...action, short: `${say.break}…` }} isNamed />}
    </div>
  )
}

/** "3 hours 20 minutes left, until March 4, 2025, 18:00 (New York time, UTC−5)" */
function Left({ silence, now }: { silence: Silence; now: () => number }) {
  const { meeting, leftInWords } = useMessages()
  const time = useSeconds(now)
  const yours = useOwnTime(silence.deadline)
  const left = time === null ? null : silence.at - time
  return (
    <>
      {left !== null && (
        <span role="timer" data-soon={left < 300_000 || undefined}>
          {left <= 0 ? meeting.silence.deciding : leftInWords(leftUntil(silence.at, time!))}
        </span>
      )}{' '}
      <time className="quiet" dateTime={new Date(silence.at).toISOString()}>
        {[meeting.silence.until(silence.deadline), yours].filter(Boolean).join(' · ')}
      </time>
    </>
  )
}

/** In the outline: something in this paragraph is under silence. */
export function SilenceMark({ paragraph }: { paragraph: ParagraphId }) {
  const { paragraphs } = useSilenced()
  const { silence } = useMessages().meeting
  if (!paragraphs.has(paragraph)) return null
  return (
    <span className="outline-silence" title={silence.name}>
      <Hourglass size={13} aria-hidden="true" />
      <span className="unseen"> {silence.name}</span>
    </span>
  )
}
