import { useEffect, useState } from 'react'
import { leftUntil } from '#app/domain/deadline.ts'
import type { Silence } from '#app/domain/silence.ts'
import { useMessages } from '../words.tsx'

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
  return (
    <span className="silence-clock">
      {left !== null && (
        <b role="timer" data-soon={left < 300_000 || undefined}>
          {left <= 0 ? meeting.silence.deciding : countdown(leftUntil(silence.at, time!))}
        </b>
      )}{' '}
      <time dateTime={new Date(silence.at).toISOString()}>{meeting.silence.until(silence.deadline)}</time>
    </span>
  )
}
