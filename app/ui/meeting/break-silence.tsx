import type { Statement } from '#app/domain/floor/statement.ts'
import type { Silence, SilenceItem } from '#app/domain/meeting/silence.ts'
import { Banner } from '../kit/banner.tsx'
import { TextArea } from '../kit/field.tsx'
import { Dialog } from '../kit/overlay/dialog.tsx'
import { Ask, Foot } from '../shared/ask.tsx'
import type { NamesHere } from '../shared/names.ts'
import { useSending, type Sent } from '../shared/use-sending.ts'
import { written } from '../shared/written.ts'
import type { MakeStatement } from '../shared/use-statement.ts'
import { useMessages } from '../kit/messages-context.tsx'

type Broken = { silence: Silence; item: SilenceItem }

/** Asks a delegation whether it breaks silence on one thing, and why. */
export function BreakSilenceDialog({
  silence,
  item,
  names,
  makeStatement,
  onClose,
}: Broken & { names: NamesHere; makeStatement: MakeStatement; onClose: () => void }) {
  const { silence: say } = useMessages().meeting
  const quietly = (said: Statement) => makeStatement(said, { isShown: true })
  const { send, busy, refusal } = useSending(quietly, names, onClose)
  return (
    <Dialog open onClose={onClose} title={say.breakOn(item.label)}>
      {refusal && <Banner tone="warn">{refusal}</Banner>}
      <BreakSilence {...{ silence, item, send, busy }} cancel={onClose} />
    </Dialog>
  )
}

/** The dialog's form. */
export function BreakSilence({ silence, item, send, busy, cancel }: Broken & Sent<Statement>) {
  const { silence: say } = useMessages().meeting
  return (
    <Ask
      onSend={(form) => {
        const reason = written(form, 'reason')
        const subject = item.subjects[0]!
        send({ kind: 'break-silence', silence: silence.id, subject, ...(reason && { reason }) })
      }}
    >
      <p className="consequence">{say.breakText}</p>
      <TextArea label={say.reason} hint={say.reasonHint} name="reason" optional rows={2} maxLength={2000} />
      <Foot say={say.break} tone="danger" busy={busy} cancel={cancel} />
    </Ask>
  )
}
