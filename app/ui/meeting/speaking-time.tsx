import { leftUntil } from '#app/domain/meeting/deadline.ts'
import type { MeetingStatement } from '#app/domain/meeting/meeting-statement.ts'
import { speakingTimeLeft, speakingTimes, type Speakers } from '#app/domain/meeting/speakers.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { Ask } from '../shared/ask.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import { useSeconds } from './clock.tsx'

/**
 * What whoever has the floor has left, by the server's clock; beyond the limit that it is up, and by how much.
 * Nothing without a speaker or a limit. Whoever hears the page is told once, when the time is up.
 */
export function SpeakingClock({ speakers, now }: { speakers: Speakers; now: () => number }) {
  const { countdown, meeting } = useMessages()
  const { time: say } = meeting.speakers
  const time = useSeconds(now)
  const left = time === null ? null : speakingTimeLeft(speakers, time)
  if (left === null) return null
  const isUp = left <= 0
  const clock = countdown(leftUntil(isUp ? Math.floor(-left / 1000) * 1000 : left, 0))
  return (
    <span className="speaking-clock" data-up={isUp || undefined}>
      <b role="status">{isUp ? say.up : ''}</b>
      <span role="timer">{isUp ? say.over(clock) : say.left(clock)}</span>
    </span>
  )
}

type Limit = Extract<MeetingStatement, { kind: 'limit-speaking' }>

export function limitIn(form: FormData): Limit {
  const minutes = Number(form.get('minutes'))
  return { kind: 'limit-speaking', minutes: minutes === 0 ? null : minutes }
}

export function MinutesField({ minutes, autoFocus }: { minutes: number | null; autoFocus?: boolean }) {
  const { time: say } = useMessages().meeting.speakers
  return (
    <TextField
      label={say.minutes}
      hint={say.hint}
      name="minutes"
      type="number"
      inputMode="numeric"
      min={speakingTimes.least}
      max={speakingTimes.most}
      step={1}
      defaultValue={minutes ?? ''}
      autoFocus={autoFocus}
    />
  )
}

/** Asks for the minutes beside the list. */
export function SpeakingTimeForm({
  minutes,
  onSet,
}: {
  minutes: number | null
  onSet: (said: Limit) => void
}) {
  const { time: say } = useMessages().meeting.speakers
  return (
    <Ask key={minutes} onSend={(form) => onSet(limitIn(form))}>
      <div className="speaking-time">
        <MinutesField minutes={minutes} />
        <Button type="submit">{say.set}</Button>
      </div>
    </Ask>
  )
}
