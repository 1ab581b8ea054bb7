import { Form } from '@remix-run/react'
import { Button, LinkButton } from '../kit/button.tsx'
import { EmptyState } from '../kit/banner.tsx'
import { Chip } from '../kit/chip.tsx'
import { Choice, TextField } from '../kit/field.tsx'
import { useMessages } from '../kit/messages-context.tsx'

type Local = { day: string; time: string }
/** A person and for whom they sat, with times by the clock of the meeting. */
type AttendedHere = {
  user: string
  name: string
  delegation: string | null
  /** Name of the delegation or of the office. */
  sitsFor: string
  ms: number
  stays: readonly { from: Local; until: Local }[]
}

/** Who was connected to the table in a meeting: a reading, or a day. */
export function AttendanceList({
  draft,
  form,
  readings,
  hasBegun,
  attended,
}: {
  draft: string
  /** What is listed: a reading by its number, or else the day. */
  form: { reading: string; day: string }
  readings: readonly { number: number; meeting: string; date: string }[]
  /** Somebody has come to the table. */
  hasBegun: boolean
  attended: readonly AttendedHere[]
}) {
  const { meetingPage, meeting, when } = useMessages()
  const say = meetingPage.attendance
  const search = new URLSearchParams(form)
  return (
    <section className="panel">
      <h2>{say.title}</h2>
      <p className="consequence">{say.text}</p>
      <Form method="get" className="row attendance-form" key={search.toString()}>
        <Choice
          label={say.meeting}
          name="reading"
          defaultValue={form.reading}
          options={[
            ['', say.byDay] as const,
            ...readings.map(
              ({ number, meeting: name, date }) =>
                [String(number), `${meeting.reading.name(number)}, ${name}, ${when.day(date)}`] as const,
            ),
          ]}
        />
        <TextField label={say.day} name="day" type="date" defaultValue={form.day} />
        <Button type="submit">{say.show}</Button>
        <LinkButton to={`/drafts/${draft}/attendance.csv?${search}`} reloadDocument download>
          {say.csv}
        </LinkButton>
      </Form>
      {attended.length === 0 ? (
        <EmptyState small title={hasBegun ? say.nobody : say.empty}>
          {hasBegun ? say.nobodyText : say.emptyText}
        </EmptyState>
      ) : (
        <Attended attended={attended} />
      )}
    </section>
  )
}

function Attended({ attended }: { attended: readonly AttendedHere[] }) {
  const { meetingPage, counts, when } = useMessages()
  const say = meetingPage.attendance
  const delegations = new Set(attended.flatMap(({ delegation }) => delegation ?? []))
  return (
    <>
      <p role="status">{say.summary(counts.delegations(delegations.size), attended.length)}</p>
      <div className="table-scroll">
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{say.sitsFor}</th>
              <th scope="col">{say.person}</th>
              <th scope="col">{say.times}</th>
              <th scope="col">{say.total}</th>
            </tr>
          </thead>
          <tbody>
            {attended.map(({ user, name, delegation, sitsFor: seat, stays, ms }) => (
              <tr key={`${user} ${seat}`}>
                <td>{delegation ? <Chip code={delegation} name={seat} /> : seat}</td>
                <td>{name}</td>
                <td>{stays.map(({ from, until }) => say.stay(from, until)).join(', ')}</td>
                <td>{when.span(Math.max(60_000, ms))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
