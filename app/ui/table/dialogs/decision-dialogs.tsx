import { useState } from 'react'
import { proposalsOf } from '#app/domain/text/proposal.ts'
import { byName } from '#app/messages/by-name.ts'
import type { DecisionAsking } from '#app/ui/context/asking.ts'
import { useTable, useTableNow } from '#app/ui/context/table-context.tsx'
import { Banner } from '#app/ui/kit/banner.tsx'
import { Chip } from '#app/ui/kit/chip.tsx'
import { Checkbox, TextArea, TextField } from '#app/ui/kit/field.tsx'
import { written } from '#app/ui/shared/written.ts'
import { ProposedWords } from '#app/ui/sheet/proposed-words.tsx'
import { bracketCounts } from '../outline/outline-sections.ts'
import { DecisionForm } from './decision-form.tsx'
import { Restore } from './restore-dialog.tsx'
import { NewParagraphForm, ParagraphForm } from './paragraph-forms.tsx'

type Of<K extends DecisionAsking['kind']> = {
  asking: Extract<DecisionAsking, { kind: K }>
  onClose: () => void
}

/** Shows what a decision would do and asks what it needs. */
export function DecisionDialog({ asking, onClose }: { asking: DecisionAsking; onClose: () => void }) {
  switch (asking.kind) {
    case 'decline':
      return <Decline {...{ asking, onClose }} />
    case 'agree':
      return <Agree {...{ asking, onClose }} />
    case 'reopen':
      return <Reopen {...{ asking, onClose }} />
    case 'remove':
      return <Remove {...{ asking, onClose }} />
    case 'restore':
      return <Restore {...{ asking, onClose }} />
    case 'add':
      return <NewParagraphForm after={asking.after} onClose={onClose} />
    case 'form':
      return <ParagraphForm paragraph={asking.paragraph} onClose={onClose} />
    case 'bracket':
      return <BracketFor {...{ asking, onClose }} />
  }
}

function ReasonField({ error, rows = 2 }: { error?: string | null; rows?: number }) {
  const { deciding } = useTable().m
  return (
    <TextArea
      label={deciding.reason}
      hint={deciding.reasonHint}
      error={error}
      name="reason"
      optional={error === undefined}
      rows={rows}
      maxLength={2000}
      autoFocus={error !== undefined}
    />
  )
}

const reasonIn = (form: FormData) => {
  const reason = written(form, 'reason')
  return reason === '' ? {} : { reason }
}

function Decline({ asking: { proposal }, onClose }: Of<'decline'>) {
  const { deciding } = useTable().m
  return (
    <DecisionForm
      title={deciding.declineTitle}
      confirm={deciding.confirmDecline}
      read={(form) => ({ kind: 'decline', proposals: proposal.ids, ...reasonIn(form) })}
      onClose={onClose}
    >
      <ProposedWords proposal={proposal} />
      <p className="consequence">{deciding.declineText}</p>
      <ReasonField />
    </DecisionForm>
  )
}

function Agree({ asking: { paragraph: id, status }, onClose }: Of<'agree'>) {
  const { m, names, text, today } = useTableNow()
  const { deciding } = m
  const paragraph = text.paragraphs.find((each) => each.id === id)
  const pending = paragraph ? proposalsOf(paragraph) : []
  const counts = bracketCounts(text)
  const brackets = (counts.pairs[id] ?? 0) + (counts.strays[id] ?? 0)
  return (
    <DecisionForm
      title={deciding.agreeTitle(names.paragraph(id), m.statuses[status])}
      confirm={pending.length > 0 ? deciding.confirmAgreeDeclining(pending.length) : deciding.confirmAgree}
      disabled={brackets > 0 && status === 'agreed'}
      read={(form) => ({
        kind: 'set-status',
        paragraph: id,
        status,
        date: written(form, 'date') || today,
        ...(pending.length > 0 && { declineRemaining: true }),
      })}
      onClose={onClose}
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
                <ProposedWords proposal={proposal} />
              </li>
            ))}
          </ul>
        </>
      )}
      <TextField label={deciding.agreeDate} name="date" type="date" defaultValue={today} required />
    </DecisionForm>
  )
}

function Reopen({ asking: { paragraph }, onClose }: Of<'reopen'>) {
  const { m, names, today } = useTable()
  const { deciding } = m
  const [error, setError] = useState<string | null>(null)
  return (
    <DecisionForm
      title={deciding.reopenTitle(names.paragraph(paragraph))}
      confirm={deciding.confirmReopen}
      read={(form) => {
        const reason = written(form, 'reason')
        if (reason) return { kind: 'set-status', paragraph, status: 'open', date: today, reason }
        setError(deciding.reasonNeeded)
        return null
      }}
      onClose={onClose}
    >
      <p className="consequence">{deciding.reopenText}</p>
      <ReasonField error={error} rows={3} />
    </DecisionForm>
  )
}

function Remove({ asking: { paragraph: id }, onClose }: Of<'remove'>) {
  const { m, names, text } = useTableNow()
  const { deciding } = m
  const paragraph = text.paragraphs.find((each) => each.id === id)
  const pending = paragraph ? proposalsOf(paragraph).length : 0
  return (
    <DecisionForm
      title={deciding.removeTitle(names.paragraph(id))}
      confirm={deciding.confirmRemove}
      tone="danger"
      read={(form) => ({ kind: 'remove-paragraph', paragraph: id, ...reasonIn(form) })}
      onClose={onClose}
    >
      <p className="consequence">
        {deciding.removeText} {pending > 0 && deciding.removePending(pending)}
      </p>
      <ReasonField />
    </DecisionForm>
  )
}

function BracketFor({ asking: { selection }, onClose }: Of<'bracket'>) {
  const { m, names, delegations } = useTable()
  const { deciding } = m
  const { paragraph, from, to, until } = selection
  const named = [...delegations].sort(byName(m.language))
  return (
    <DecisionForm
      title={deciding.bracketTitle(names.paragraph(paragraph), until && names.paragraph(until))}
      confirm={deciding.confirmBracket}
      read={(form) => ({
        kind: 'bracket-passage',
        paragraph,
        from,
        to,
        ...(until && { until }),
        attribution: form.getAll('delegation').map(String),
      })}
      onClose={onClose}
    >
      <fieldset className="choices">
        <legend className="legend">{deciding.attribution}</legend>
        <p className="field-hint">{deciding.attributionHint}</p>
        <div className="choice-grid">
          {named.map(({ code, name }) => (
            <Checkbox key={code} name="delegation" value={code} label={name} />
          ))}
        </div>
      </fieldset>
    </DecisionForm>
  )
}
