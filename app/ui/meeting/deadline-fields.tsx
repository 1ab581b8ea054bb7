import { useState } from 'react'
import { deadlineOn, instantOf, leftUntil, type Deadline } from '#app/domain/meeting/deadline.ts'
import { offsetIn, zones } from '#app/messages/zone.ts'
import { Choice, TextField } from '../kit/field.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import { useOwnTime, useSeconds } from './clock.tsx'

/**
 * A day and a time on the clock of a zone, at first that of the meeting; `deadline` is null while they name no moment.
 */
export function useDeadline(before: Deadline | null, ofMeeting: string, now: () => number) {
  const [zone, setZone] = useState(before?.zone ?? ofMeeting)
  const [day, setDay] = useState(
    () =>
      before?.day ??
      new Date(now() + 60 * offsetIn(zone)(now()) * 1000 + 86_400_000).toISOString().slice(0, 10),
  )
  const [time, setTime] = useState(before?.time ?? '18:00')
  const found = deadlineOn({ day, time, zone }, offsetIn(zone))
  const { deadline, isTwice } = found.ok ? found.value : { deadline: null, isTwice: false }
  return { ofMeeting, zone, setZone, day, setDay, time, setTime, deadline, isTwice }
}

/** The three fields, and in words what they come to: the moment, and how far away it is. */
export function DeadlineFields({
  ofMeeting,
  zone,
  setZone,
  day,
  setDay,
  time,
  setTime,
  deadline,
  isTwice,
  now,
}: ReturnType<typeof useDeadline> & { now: () => number }) {
  const { meeting, countdown } = useMessages()
  const say = meeting.silence
  const seconds = useSeconds(now)
  const at = deadline && instantOf(deadline)
  const isPast = at !== null && seconds !== null && at <= seconds
  const yours = useOwnTime(deadline)
  return (
    <>
      <div className="deadline-fields">
        <TextField
          label={say.date}
          name="day"
          type="date"
          required
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <TextField
          label={say.time}
          name="time"
          type="time"
          required
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
          error={deadline === null && day && time ? say.noSuchTime : isPast ? say.past : null}
        />
        <Choice
          label={say.zone}
          hint={say.zoneHint}
          name="zone"
          value={zone}
          onChange={(event) => setZone(event.currentTarget.value)}
          options={zones(ofMeeting).map((each) => [each, each.replaceAll('_', ' ')] as const)}
        />
      </div>
      {deadline && at !== null && !isPast && seconds !== null && (
        <p className="consequence" role="status">
          {[say.ends(deadline, countdown(leftUntil(at, seconds))), yours && `${yours}.`, isTwice && say.twice]
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
    </>
  )
}
