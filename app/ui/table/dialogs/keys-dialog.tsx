import { may } from '#app/domain/policy.ts'
import { useTable } from '#app/ui/context/table-context.tsx'
import { Dialog } from '#app/ui/kit/overlay/dialog.tsx'
import { bindings } from '../keys/bindings.ts'
import { capsOf } from '../keys/shown.ts'
import { useTurnedOff } from '../keys/turned-off.ts'
import { useSystem } from '../keys/use-system.ts'

/** Every key of whoever sits here, as the system writes it. Single ones can be turned off, in this browser. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { m, me } = useTable()
  const { keys: say } = m
  const system = useSystem()
  const { ids: off, turn } = useTurnedOff()
  return (
    <Dialog open={open} onClose={onClose} title={say.title}>
      <p className="field-hint">{say.lead}</p>
      <dl className="keys">
        {bindings
          .filter(({ needs }) => !needs || may(me, needs))
          .map((binding) => (
            <Row key={binding.id} caps={capsOf(binding, system, say)}>
              <label className="check">
                <input
                  type="checkbox"
                  checked={!off.has(binding.id)}
                  onChange={(event) => turn(binding.id, event.currentTarget.checked)}
                />
                <span>{say.of[binding.id]}</span>
              </label>
            </Row>
          ))}
        <Row caps={['F8']}>{say.toMessage}</Row>
        <Row caps={[say.names.escape]}>{say.close}</Row>
      </dl>
    </Dialog>
  )
}

const Row = ({ caps, children }: { caps: readonly string[]; children: React.ReactNode }) => (
  <div className="fact">
    <dt>
      {caps.map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </dt>
    <dd>{children}</dd>
  </div>
)
