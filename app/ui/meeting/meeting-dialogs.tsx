import { useState } from 'react'
import { isClosed, isNegotiated } from '#app/domain/basics/paragraph.ts'
import { progressIn } from '#app/domain/meeting/reading.ts'
import { proposalsOf } from '#app/domain/text/proposal.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { meetingZone } from '#app/messages/zone.ts'
import type { MeetingAsking } from '../context/asking.ts'
import { useTable, useTableNow } from '../context/table-context.tsx'
import { Button } from '../kit/button.tsx'
import { Checkbox, TextArea, TextField } from '../kit/field.tsx'
import { FormDialog, type FormDialogProps } from '../shared/form-dialog.tsx'
import { written } from '../shared/written.ts'
import { DeadlineFields, useDeadline } from './deadline-fields.tsx'
import { limitIn, MinutesField } from './speaking-time.tsx'

type Of<K extends MeetingAsking['kind']> = {
  asking: Extract<MeetingAsking, { kind: K }>
  onClose: () => void
}

/** Asks for something in the meeting; a refusal is shown where it was asked. */
function StatementForm(props: Omit<FormDialogProps<Statement>, 'names' | 'send'>) {
  const { names, makeStatement } = useTable()
  return <FormDialog {...props} names={names} send={(said) => makeStatement(said, { isShown: true })} />
}

/** Shows what follows in the meeting and asks what is needed. */
export function MeetingDialog({ asking, onClose }: { asking: MeetingAsking; onClose: () => void }) {
  switch (asking.kind) {
    case 'open-reading':
      return <OpenReading {...{ asking, onClose }} />
    case 'close-reading':
      return <CloseReading {...{ asking, onClose }} />
    case 'start-silence':
      return <StartSilence {...{ asking, onClose }} />
    case 'break-silence':
      return <BreakSilence {...{ asking, onClose }} />
    case 'extend-silence':
      return <ExtendSilence {...{ asking, onClose }} />
    case 'cancel-silence':
      return <CancelSilence {...{ asking, onClose }} />
    case 'limit-speaking':
      return <LimitSpeakingDialog {...{ asking, onClose }} />
  }
}

function OpenReading({ onClose }: Of<'open-reading'>) {
  const { m, text, names, today, floor } = useTableNow()
  const { reading: say } = m.meeting
  const number = 1 + Math.max(0, ...floor.readings.map((reading) => reading.number))
  const paragraphs = text.paragraphs.filter(({ kind, proposed }) => isNegotiated(kind) && !proposed)
  const [chosen, setChosen] = useState(() => new Set(paragraphs.map(({ id }) => id)))
  const [error, setError] = useState<string | null>(null)
  const toggle = (id: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)))
  return (
    <StatementForm
      title={say.openTitle(number)}
      confirm={say.confirm}
      read={(form) => {
        const meeting = written(form, 'meeting')
        setError(!meeting ? say.meetingNeeded : chosen.size === 0 ? say.noneChosen : null)
        if (!meeting || chosen.size === 0) return null
        const date = written(form, 'date') || today
        return { kind: 'open-reading', meeting, date, paragraphs: [...chosen] }
      }}
      onClose={onClose}
    >
      <p className="consequence">{say.openText}</p>
      <TextField
        label={say.meeting}
        hint={say.meetingHint}
        error={error}
        name="meeting"
        maxLength={300}
        autoFocus
      />
      <TextField label={say.date} name="date" type="date" defaultValue={today} required />
      <fieldset className="choices">
        <legend className="legend">{say.paragraphs}</legend>
        <p className="row">
          <Button size="small" onClick={() => setChosen(new Set(paragraphs.map(({ id }) => id)))}>
            {say.all}
          </Button>
          <Button size="small" onClick={() => setChosen(new Set())}>
            {say.none}
          </Button>
        </p>
        <div className="subject-list">
          {paragraphs.map(({ id }) => (
            <Checkbox
              key={id}
              label={names.paragraph(id)}
              checked={chosen.has(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
          ))}
        </div>
      </fieldset>
    </StatementForm>
  )
}

function CloseReading({ asking: { reading }, onClose }: Of<'close-reading'>) {
  const { m, text } = useTableNow()
  const { reading: say } = m.meeting
  const here = new Set(text.paragraphs.map(({ id }) => id))
  const { taken, total } = progressIn(reading, (id) => here.has(id))
  return (
    <StatementForm
      title={say.closeTitle(reading.number)}
      confirm={say.confirmClose}
      read={() => ({ kind: 'close-reading' })}
      onClose={onClose}
    >
      <p className="consequence">{say.closeText(taken, total)}</p>
    </StatementForm>
  )
}

/**
 * The paragraphs that could be agreed, once so many proposals on them are decided, and the proposals that could be
 * accepted, in the order of the text.
 */
function subjectsIn(text: RollingText) {
  return text.paragraphs.flatMap((paragraph) => {
    if (isClosed(paragraph.status)) return []
    const proposals = proposalsOf(paragraph).map((proposal) => ({
      key: proposal.ids[0]!,
      paragraph: paragraph.id,
      delegation: proposal.delegation,
      waitsFor: 0,
    }))
    const own =
      isNegotiated(paragraph.kind) && !paragraph.proposed
        ? [{ key: paragraph.id, paragraph: paragraph.id, delegation: null, waitsFor: proposals.length }]
        : []
    return [...own, ...proposals]
  })
}

function StartSilence({ asking, onClose }: Of<'start-silence'>) {
  const { m, text, names } = useTableNow()
  const { now } = useTable()
  const { silence: say } = m.meeting
  const subjects = subjectsIn(text)
  const [chosen, setChosen] = useState(
    () =>
      new Set(
        subjects
          .filter(({ paragraph, waitsFor }) => paragraph === asking.paragraph && waitsFor === 0)
          .map(({ key }) => key),
      ),
  )
  const [error, setError] = useState<string | null>(null)
  const fields = useDeadline(null, useZone(), now)
  const toggle = (key: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, key] : [...before].filter((each) => each !== key)))
  return (
    <StatementForm
      title={say.name}
      confirm={say.confirm}
      disabled={!fields.deadline}
      read={() => {
        setError(chosen.size === 0 ? say.noneChosen : null)
        return chosen.size > 0 && fields.deadline
          ? { kind: 'start-silence', subjects: [...chosen], deadline: fields.deadline }
          : null
      }}
      onClose={onClose}
    >
      <p className="consequence">{say.startText}</p>
      <fieldset className="choices">
        <legend className="legend">{say.subjects}</legend>
        <div className="subject-list">
          {subjects.map(({ key, paragraph, delegation, waitsFor }) => {
            const label = names.paragraph(paragraph)
            return (
              <Checkbox
                key={key}
                label={delegation ? say.proposal(names.delegation(delegation), label) : say.paragraph(label)}
                hint={waitsFor > 0 ? say.waitsFor(waitsFor) : undefined}
                disabled={waitsFor > 0}
                checked={chosen.has(key)}
                onChange={(event) => toggle(key, event.currentTarget.checked)}
              />
            )
          })}
        </div>
        {error && chosen.size === 0 && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
      </fieldset>
      <DeadlineFields {...fields} now={now} />
    </StatementForm>
  )
}

function ReasonField({ error, ...rest }: { error?: string | null; autoFocus?: boolean }) {
  const { silence: say } = useTable().m.meeting
  return (
    <TextArea
      label={say.reason}
      hint={say.reasonHint}
      error={error}
      name="reason"
      optional={error === undefined}
      rows={2}
      maxLength={2000}
      {...rest}
    />
  )
}

function BreakSilence({ asking: { silence, item }, onClose }: Of<'break-silence'>) {
  const { silence: say } = useTable().m.meeting
  return (
    <StatementForm
      title={say.breakOn(item.label)}
      confirm={say.break}
      tone="danger"
      read={(form) => {
        const reason = written(form, 'reason')
        const subject = item.subjects[0]!
        return { kind: 'break-silence', silence: silence.id, subject, ...(reason && { reason }) }
      }}
      onClose={onClose}
    >
      <p className="consequence">{say.breakText}</p>
      <ReasonField />
    </StatementForm>
  )
}

function ExtendSilence({ asking: { silence }, onClose }: Of<'extend-silence'>) {
  const { m, now } = useTable()
  const say = m.meeting.silence
  const [error, setError] = useState<string | null>(null)
  const fields = useDeadline(silence.deadline, useZone(), now)
  return (
    <StatementForm
      title={say.extendTitle}
      confirm={say.confirmExtend}
      disabled={!fields.deadline}
      read={(form) => {
        const reason = written(form, 'reason')
        setError(reason ? null : m.deciding.reasonNeeded)
        return reason && fields.deadline
          ? { kind: 'extend-silence', silence: silence.id, deadline: fields.deadline, reason }
          : null
      }}
      onClose={onClose}
    >
      <DeadlineFields {...fields} now={now} />
      <ReasonField error={error} />
    </StatementForm>
  )
}

function CancelSilence({ asking: { silence }, onClose }: Of<'cancel-silence'>) {
  const { m } = useTable()
  const say = m.meeting.silence
  const [error, setError] = useState<string | null>(null)
  return (
    <StatementForm
      title={say.cancelTitle}
      confirm={say.confirmCancel}
      tone="danger"
      read={(form) => {
        const reason = written(form, 'reason')
        setError(reason ? null : m.deciding.reasonNeeded)
        return reason ? { kind: 'cancel-silence', silence: silence.id, reason } : null
      }}
      onClose={onClose}
    >
      <p className="consequence">{say.cancelText}</p>
      <ReasonField error={error} autoFocus />
    </StatementForm>
  )
}

function LimitSpeakingDialog({ asking: { minutes }, onClose }: Of<'limit-speaking'>) {
  const { time: say } = useTable().m.meeting.speakers
  return (
    <StatementForm title={say.title} confirm={say.set} read={limitIn} onClose={onClose}>
      <MinutesField minutes={minutes} autoFocus />
    </StatementForm>
  )
}

/** The clock of the meeting. */
function useZone(): string {
  const { floor, zone } = useTable()
  return meetingZone(floor.zone, zone)
}
