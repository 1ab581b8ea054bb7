import { Button } from '../kit/button.tsx'
import { useMessages } from '../kit/messages-context.tsx'

/** The two buttons at a dialog's foot; Enter presses the second. */
export function Foot({
  say,
  tone = 'primary',
  busy,
  cancel,
  disabled,
}: {
  say: string
  tone?: 'primary' | 'danger'
  busy: boolean
  cancel: () => void
  disabled?: boolean
}) {
  const { words } = useMessages()
  return (
    <footer>
      <Button onClick={cancel}>{words.cancel}</Button>
      <Button type="submit" tone={tone} busy={busy} disabled={disabled}>
        {say}
      </Button>
    </footer>
  )
}

/** A form that asks once and never leaves the page. */
export function Ask({ onSend, children }: { onSend: (form: FormData) => void; children: React.ReactNode }) {
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        onSend(new FormData(event.currentTarget))
      }}
    >
      {children}
    </form>
  )
}
