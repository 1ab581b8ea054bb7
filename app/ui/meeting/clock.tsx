import { useEffect, useState } from 'react'
import { instantOf, leftUntil, localOf, type Deadline } from '#app/domain/meeting/deadline.ts'
import type { Silence } from '#app/domain/meeting/silence.ts'
import { offsetIn, ownZone } from '#app/messages/zone.ts'
import { useMessages } from '../kit/messages-context.tsx'

/** The time at the server, every second; null until the page lives, so that the first paint says nothing wrong. */
export function useSeconds(now: () => number): number | null {
  const [time, setTime] = useState<number | null>(null)
  useEffect(() => {
    const tick = () => setTime(now())
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [now])
  return time
}

/**
 * A deadline by the reader's own clock, in words; null where that shows the same, and until the page lives: the
 * server does not know where its reader sits.
 */
export function useOwnTime(deadline: Deadline | null): string | null {
  const { silence } = useMessages().meeting
  const [zone, setZone] = useState<string | null>(null)
  useEffect(() => setZone(ownZone()), [])
  const at = deadline && instantOf(deadline)
  if (zone === null || deadline === null || at === null) return null
  const offset = offsetIn(zone)(at)
  if (offset === deadline.offset) return null
  const own = localOf(at, offset)
  return silence.yours(own, own.day === deadline.day)
}

/** What is left until silence ends, and when that is by the clock of the meeting. */
export function SilenceClock({
  silence,
  now,
}: {
  silence: Pick<Silence, 'at' | 'deadline'>
  now: () => number
}) {
  const { countdown, meeting } = useMessages()
  const time = useSeconds(now)
  const left = time === null ? null : silence.at - time
  const yours = useOwnTime(silence.deadline)
  return (
    <span className="silence-clock">
      {left !== null && (
        <b role="timer" data-soon={left < 300_000 || undefined}>
          {left <= 0 ? meeting.silence.deciding : countdown(leftUntil(silence.at, time!))}
        </b>
      )}{' '}
      <time dateTime={new Date(silence.at).toISOString()}>{meeting.silence.until(silence.deadline)}</time>
      {yours && <span className="own-time">{yours}</span>}
    </span>
  )
}
