import { useState } from 'react'
import { isClosed, isNegotiated } from '#app/domain/basics/paragraph.ts'
import { progressIn } from '#app/domain/meeting/reading.ts'
import { proposalsOf } from '#app/domain/text/proposal.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { Checkbox, TextArea, TextField } from '../kit/field.tsx'
import { Dialog } from '../kit/overlay/dialog.tsx'
import { Ask, Foot } from '../shared/ask.tsx'
import type { NamesHere } from '../shared/names.ts'
import type { MakeStatement } from '../shared/use-statement.ts'
import { useSending, type Sent } from '../shared/use-sending.ts'
import { written } from '../shared/written.ts'
import { useMessages } from '../kit/messages-context.tsx'
import type { MeetingAsking } from '../context/asking.ts'
import { BreakSilence } from './break-silence.tsx'
import { DeadlineFields, useDeadline } from './deadline-fields.tsx'
import { LimitSpeaking } from './speaking-time.tsx'

export type Here = {
  text: RollingText
  names: NamesHere
  /** ISO date */
  today: string
  /** Number of the reading that would be opened. */
  nextReading: number
  /** Time zone of the meeting. */
  zone: string
  now: () => number
}
type Of<K extends MeetingAsking['kind']> = Here &
  Sent<Statement> & { asking: Extract<MeetingAsking, { kind: K }> }

/** Shows what follows, asks what is needed, and says why when it is refused. */
export function MeetingDialog({
  asking,
  makeStatement,
  onClose,
  ...here
}: Here & { asking: MeetingAsking; makeStatement: MakeStatement; onClose: () => void }) {
  const m = useMessages()
  const quietly = (said: Statement) => makeStatement(said, { isShown: true })
  const { send, busy, refusal } = useSending(quietly, here.names, onClose)
  return (
    <Dialog open onClose={onClose} title={titleOf(asking, here, m)}>
      {refusal && <Banner tone="warn">{refusal}</Banner>}
      <Body {...here} {...{ asking, send, busy }} cancel={onClose} />
    </Dialog>
  )
}

function titleOf(
  asking: MeetingAsking,
  { nextReading }: Here,
  { meeting }: ReturnType<typeof useMessages>,
): string {
  const { reading, silence, speakers } = meeting
  const titles: Record<MeetingAsking['kind'], string> = {
    'open-reading': reading.openTitle(nextReading),
    'close-reading': reading.closeTitle(asking.kind === 'close-reading' ? asking.reading.number : 0),
    'start-silence': silence.name,
    'break-silence':
      asking.kind === 'break-silence' ? silence.breakOn(asking.item.label) : silence.breakTitle,
    'extend-silence': silence.extendTitle,
    'cancel-silence': silence.cancelTitle,
    'limit-speaking': speakers.time.title,
  }
  return titles[asking.kind]
}

function Body({ asking, ...rest }: Here & Sent<Statement> & { asking: MeetingAsking }) {
  switch (asking.kind) {
    case 'open-reading':
      return <OpenReading {...rest} asking={asking} />
    case 'close-reading':
      return <CloseReading {...rest} asking={asking} />
    case 'start-silence':
      return <StartSilence {...rest} asking={asking} />
    case 'break-silence':
      return <BreakSilence {...rest} silence={asking.silence} item={asking.item} />
    case 'extend-silence':
      return <ExtendSilence {...rest} asking={asking} />
    case 'cancel-silence':
      return <CancelSilence {...rest} asking={asking} />
    case 'limit-speaking':
      return <LimitSpeaking {...rest} minutes={asking.minutes} />
  }
}

function OpenReading({ text, names, today, send, busy, cancel }: Of<'open-reading'>) {
  const { reading: say } = useMessages().meeting
  const paragraphs = text.paragraphs.filter(({ kind, proposed }) => isNegotiated(kind) && !proposed)
  const [chosen, setChosen] = useState(() => new Set(paragraphs.map(({ id }) => id)))
  const [error, setError] = useState<string | null>(null)
  const toggle = (id: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)))
  return (
    <Ask
      onSend={(form) => {
        const meeting = written(form, 'meeting')
        if (!meeting) return setError(say.meetingNeeded)
        if (chosen.size === 0) return setError(say.noneChosen)
        send({ kind: 'open-reading', meeting, date: written(form, 'date') || today, paragraphs: [...chosen] })
      }}
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
      <Foot say={say.confirm} busy={busy} cancel={cancel} />
    </Ask>
  )
}

function CloseReading({ asking: { reading }, text, send, busy, cancel }: Of<'close-reading'>) {
  const { reading: say } = useMessages().meeting
  const here = new Set(text.paragraphs.map(({ id }) => id))
  const { taken, total } = progressIn(reading, (id) => here.has(id))
  return (
    <Ask onSend={() => send({ kind: 'close-reading' })}>
      <p className="consequence">{say.closeText(taken, total)}</p>
      <Foot say={say.confirmClose} busy={busy} cancel={cancel} />
    </Ask>
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

function StartSilence({ asking, text, names, zone, now, send, busy, cancel }: Of<'start-silence'>) {
  const { silence: say } = useMessages().meeting
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
  const fields = useDeadline(null, zone, now)
  const toggle = (key: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, key] : [...before].filter((each) => each !== key)))
  return (
    <Ask
      onSend={() => {
        if (chosen.size === 0) return setError(say.noneChosen)
        if (fields.deadline) send({ kind: 'start-silence', subjects: [...chosen], deadline: fields.deadline })
      }}
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
      <Foot say={say.confirm} busy={busy} cancel={cancel} disabled={!fields.deadline} />
    </Ask>
  )
}

function ExtendSilence({ asking: { silence }, zone, now, send, busy, cancel }: Of<'extend-silence'>) {
  const { meeting, deciding } = useMessages()
  const say = meeting.silence
  const [error, setError] = useState<string | null>(null)
  const fields = useDeadline(silence.deadline, zone, now)
  return (
    <Ask
      onSend={(form) => {
        const reason = written(form, 'reason')
        if (!reason) return setError(deciding.reasonNeeded)
        if (fields.deadline)
          send({ kind: 'extend-silence', silence: silence.id, deadline: fields.deadline, reason })
      }}
    >
      <DeadlineFields {...fields} now={now} />
      <TextArea
        label={say.reason}
        hint={say.reasonHint}
        error={error}
        name="reason"
        rows={2}
        maxLength={2000}
      />
      <Foot say={say.confirmExtend} busy={busy} cancel={cancel} disabled={!fields.deadline} />
    </Ask>
  )
}

function CancelSilence({ asking: { silence }, send, busy, cancel }: Of<'cancel-silence'>) {
  const { meeting, deciding } = useMessages()
  const say = meeting.silence
  const [error, setError] = useState<string | null>(null)
  return (
    <Ask
      onSend={(form) => {
        const reason = written(form, 'reason')
        if (!reason) return setError(deciding.reasonNeeded)
        send({ kind: 'cancel-silence', silence: silence.id, reason })
      }}
    >
      <p className="consequence">{say.cancelText}</p>
      <TextArea
        label={say.reason}
        hint={say.reasonHint}
        error={error}
        name="reason"
        rows={2}
        maxLength={2000}
        autoFocus
      />
      <Foot say={say.confirmCancel} tone="danger" busy={busy} cancel={cancel} />
    </Ask>
  )
}
