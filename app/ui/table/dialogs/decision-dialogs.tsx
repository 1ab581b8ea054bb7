import { useState } from 'react'
import type { Decision } from '#app/domain/decisions/decision.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import { proposalsOf } from '#app/domain/text/proposal.ts'
import type { RollingText } from '#app/domain/basics/rolling.ts'
import { Banner } from '#app/ui/kit/banner.tsx'
import { Chip } from '#app/ui/kit/chip.tsx'
import { Checkbox, TextArea, TextField } from '#app/ui/kit/field.tsx'
import { Dialog } from '#app/ui/kit/overlay/dialog.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { Ask, Foot } from '#app/ui/shared/ask.tsx'
import type { Asking } from '../asking.ts'
import type { NamesHere } from '#app/ui/shared/names.ts'
import { NewParagraphForm, ParagraphForm } from './paragraph-forms.tsx'
import { Wanted } from '../margin/proposal-card.tsx'
import type { Decide } from '#app/ui/shared/use-decide.ts'
import { useSending, type Sent } from '#app/ui/shared/use-sending.ts'
import { written } from '#app/ui/shared/written.ts'
import type { DelegationName } from '#app/live/types.ts'

export type Here = {
  text: RollingText
  names: NamesHere
  delegations: readonly DelegationName[]
  /** ISO date */
  today: string
  bracketsIn: (paragraph: ParagraphId) => number
}

type Of<K extends Asking['kind']> = Here & Sent<Decision> & { asking: Extract<Asking, { kind: K }> }

/** Shows what a decision would do, asks what it needs, and says why when it is refused. */
export function DecisionDialog({
  asking,
  onDecide,
  onClose,
  ...here
}: Here & { asking: Asking; onDecide: Decide; onClose: () => void }) {
  const m = useMessages()
  const { send, busy, refusal } = useSending(onDecide, here.names, onClose)
  return (
    <Dialog open onClose={onClose} title={titleOf(asking, here.names, m)}>
      {refusal && <Banner tone="warn">{refusal}</Banner>}
      <Body {...here} {...{ asking, send, busy }} cancel={onClose} />
    </Dialog>
  )
}

function titleOf(asking: Asking, names: NamesHere, m: ReturnType<typeof useMessages>): string {
  const { deciding } = m
  switch (asking.kind) {
    case 'decline':
      return deciding.declineTitle
    case 'agree':
      return deciding.agreeTitle(names.paragraph(asking.paragraph), m.statuses[asking.status])
    case 'reopen':
      return deciding.reopenTitle(names.paragraph(asking.paragraph))
    case 'remove':
      return deciding.removeTitle(names.paragraph(asking.paragraph))
    case 'add':
      return asking.after === null ? deciding.addFirstTitle : deciding.addTitle(names.paragraph(asking.after))
    case 'form':
      return deciding.kindTitle(names.paragraph(asking.paragraph))
    case 'bracket':
      return deciding.bracketTitle(
        names.paragraph(asking.selection.paragraph),
        asking.selection.until && names.paragraph(asking.selection.until),
      )
  }
}

function Body({ asking, ...rest }: Here & Sent<Decision> & { asking: Asking }) {
  switch (asking.kind) {
    case 'decline':
      return <Decline {...rest} asking={asking} />
    case 'agree':
      return <Agree {...rest} asking={asking} />
    case 'reopen':
      return <Reopen {...rest} asking={asking} />
    case 'remove':
      return <Remove {...rest} asking={asking} />
    case 'add':
      return <NewParagraphForm {...rest} after={asking.after} />
    case 'form':
      return <ParagraphForm {...rest} paragraph={asking.paragraph} />
    case 'bracket':
      return <BracketFor {...rest} asking={asking} />
  }
}

function Decline({ asking: { proposal }, send, busy, cancel }: Of<'decline'>) {
  const { deciding } = useMessages()
  return (
    <Ask
      onSend={(form) => {
        const reason = written(form, 'reason')
        send({ kind: 'decline', proposals: proposal.ids, ...(reason && { reason }) })
      }}
    >
      <Wanted proposal={proposal} />
      <p className="consequence">{deciding.declineText}</p>
      <TextArea
        label={deciding.reason}
        hint={deciding.reasonHint}
        name="reason"
        optional
        rows={2}
        maxLength={2000}
      />
      <Foot say={deciding.confirmDecline} busy={busy} cancel={cancel} />
    </Ask>
  )
}

function Agree({ asking, text, names, today, bracketsIn, send, busy, cancel }: Of<'agree'>) {
  const { deciding } = useMessages()
  const { paragraph: id, status } = asking
  const paragraph = text.paragraphs.find((each) => each.id === id)
  const pending = paragraph ? proposalsOf(paragraph) : []
  const brackets = bracketsIn(id)
  return (
    <Ask
      onSend={(form) =>
        send({
          kind: 'set-status',
          paragraph: id,
          status,
          date: written(form, 'date') || today,
          ...(pending.length > 0 && { declineRemaining: true }),
        })
      }
    >
      {brackets > 0 &&
        (status === 'agreed' ? (
          <Banner tone="warn">{deciding.agreeBrackets(brackets)}</Banner>
        ) : (
          <Banner>{deciding.agreeBracketsWait(brackets)}</Banner>
        ))}
      <p className="consequence">{deciding.agreeText}</p>
      {pending.length > 0 && (
        <>
          <p>{deciding.agreePending(pending.length)}</p>
          <ul className="listed">
            {pending.map((proposal) => (
              <li key={proposal.ids.join()}>
                <Chip code={proposal.delegation} name={names.delegation(proposal.delegation)} />
                <Wanted proposal={proposal} />
              </li>
            ))}
          </ul>
        </>
      )}
      <TextField label={deciding.agreeDate} name="date" type="date" defaultValue={today} required />
      <Foot
        say={pending.length > 0 ? deciding.confirmAgreeDeclining(pending.length) : deciding.confirmAgree}
        busy={busy}
        cancel={cancel}
        disabled={brackets > 0 && status === 'agreed'}
      />
    </Ask>
  )
}

function Reopen({ asking, today, send, busy, cancel }: Of<'reopen'>) {
  const { deciding } = useMessages()
  const [error, setError] = useState<string | null>(null)
  return (
    <Ask
      onSend={(form) => {
        const reason = written(form, 'reason')
        if (!reason) return setError(deciding.reasonNeeded)
        send({ kind: 'set-status', paragraph: asking.paragraph, status: 'open', date: today, reason })
      }}
    >
      <p className="consequence">{deciding.reopenText}</p>
      <TextArea
        label={deciding.reason}
        hint={deciding.reasonHint}
        error={error}
        name="reason"
        rows={3}
        maxLength={2000}
        autoFocus
      />
      <Foot say={deciding.confirmReopen} busy={busy} cancel={cancel} />
    </Ask>
  )
}

function Remove({ asking, text, send, busy, cancel }: Of<'remove'>) {
  const { deciding } = useMessages()
  const paragraph = text.paragraphs.find(({ id }) => id === asking.paragraph)
  const pending = paragraph ? proposalsOf(paragraph).length : 0
  return (
    <Ask
      onSend={(form) => {
        const reason = written(form, 'reason')
        send({ kind: 'remove-paragraph', paragraph: asking.paragraph, ...(reason && { reason }) })
      }}
    >
      <p className="consequence">
        {deciding.removeText} {pending > 0 && deciding.removePending(pending)}
      </p>
      <TextArea
        label={deciding.reason}
        hint={deciding.reasonHint}
        name="reason"
        optional
        rows={2}
        maxLength={2000}
      />
      <Foot say={deciding.confirmRemove} tone="danger" busy={busy} cancel={cancel} />
    </Ask>
  )
}

function BracketFor({ asking: { selection }, delegations, send, busy, cancel }: Of<'bracket'>) {
  const { deciding } = useMessages()
  const byName = [...delegations].sort((a, b) => a.name.localeCompare(b.name))
  return (
    <Ask
      onSend={(form) =>
        send({
          kind: 'bracket-passage',
          paragraph: selection.paragraph,
          from: selection.from,
          to: selection.to,
          ...(selection.until && { until: selection.until }),
          attribution: form.getAll('delegation').map(String),
        })
      }
    >
      <fieldset className="choices">
        <legend className="legend">{deciding.attribution}</legend>
        <p className="field-hint">{deciding.attributionHint}</p>
        <div className="choice-grid">
          {byName.map(({ code, name }) => (
            <Checkbox key={code} name="delegation" value={code} label={name} />
          ))}
        </div>
      </fieldset>
      <Foot say={deciding.confirmBracket} busy={busy} cancel={cancel} />
    </Ask>
  )
}
