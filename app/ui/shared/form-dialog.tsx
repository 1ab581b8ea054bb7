import { useState } from 'react'
import type { DecisionAnswer } from '#app/live/types.ts'
import { Banner } from '../kit/banner.tsx'
import { Dialog } from '../kit/overlay/dialog.tsx'
import { useMessages } from '../kit/messages-context.tsx'
import { Ask, Foot } from './ask.tsx'
import type { NamesHere } from './names.ts'
import { whyRefused } from './why-refused.ts'

export type FormDialogProps<Asked> = {
  title: string
  names: NamesHere
  /** What the form asks for; null when something is missing, which is said beside its field. */
  read: (form: FormData) => Asked | null
  /** Without an answer to wait for, the dialog closes at once. */
  send: (asked: Asked) => Promise<DecisionAnswer> | void
  onClose: () => void
  /** The button that sends. */
  confirm: string
  tone?: 'primary' | 'danger'
  disabled?: boolean
  children?: React.ReactNode
}

/** Shows what follows, asks what is needed, closes when it is done, and says why when it is refused. */
export function FormDialog<Asked>({
  title,
  names,
  read,
  send,
  onClose,
  confirm,
  tone,
  disabled,
  children,
}: FormDialogProps<Asked>) {
  const m = useMessages()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  async function ask(form: FormData) {
    const asked = read(form)
    if (asked === null) return
    const answering = send(asked)
    if (!answering) return onClose()
    setBusy(true)
    setRefusal(null)
    const answer = await answering
    setBusy(false)
    if (answer.ok) onClose()
    else setRefusal(whyRefused(answer, names, m))
  }
  return (
    <Dialog open onClose={onClose} title={title}>
      {refusal && <Banner tone="warn">{refusal}</Banner>}
      <Ask onSend={(form) => void ask(form)}>
        {children}
        <Foot say={confirm} tone={tone} busy={busy} disabled={disabled} cancel={onClose} />
      </Ask>
    </Dialog>
  )
}
