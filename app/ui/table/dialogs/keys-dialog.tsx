import { Dialog } from '#app/ui/kit/overlay/dialog.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'

/** Every key of the table. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { keys } = useMessages()
  return (
    <Dialog open={open} onClose={onClose} title={keys.title}>
      <dl className="keys">
        {keys.list.map(([pressed, said]) => (
          <div key={pressed} className="fact">
            <dt>
              {pressed.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
