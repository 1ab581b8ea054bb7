import { useState } from 'react'
import { Button } from '#app/ui/kit/button.tsx'
import { Drawer } from '#app/ui/kit/overlay/dialog.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import type { Unsent } from '#app/live/types.ts'

/** Words that could not be taken into the text: kept, named, ready to be copied. */
export function Tray({
  open,
  unsent,
  onClose,
  onDiscard,
}: {
  open: boolean
  unsent: readonly Unsent[]
  onClose: () => void
  onDiscard: (id: string) => void
}) {
  const { tray } = useMessages()
  return (
    <Drawer open={open} onClose={onClose} title={tray.title}>
      <p className="tray-lead">{tray.lead}</p>
      <ul className="tray-list">
        {unsent.map((each) => (
          <Kept key={each.id} unsent={each} onDiscard={onDiscard} />
        ))}
      </ul>
    </Drawer>
  )
}

function Kept({ unsent, onDiscard }: { unsent: Unsent; onDiscard: (id: string) => void }) {
  const m = useMessages()
  const [copied, setCopied] = useState(false)
  const { id, label, reason, text, at, struck } = unsent
  const copy = () => void navigator.clipboard?.writeText(text).then(() => setCopied(true))
  return (
    <li className="card">
      <p className="card-note">
        {m.tray.reasons[reason](label ?? m.table.draftNumberless)}{' '}
        <time dateTime={m.when.machine(at)}>{m.when.moment(at)}</time>
      </p>
      {struck && <p className="card-note">{m.tray.struck}</p>}
      <blockquote>{struck ? <del>{text}</del> : text}</blockquote>
      <div className="actions">
        <Button size="small" tone="primary" onClick={copy}>
          {copied ? m.tray.copied : m.tray.copy}
        </Button>
        <Button size="small" onClick={() => onDiscard(id)}>
          {m.tray.discard}
        </Button>
      </div>
    </li>
  )
}
