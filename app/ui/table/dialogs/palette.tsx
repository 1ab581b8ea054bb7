import { Command } from 'cmdk'
import { useTable, useTableNow } from '#app/ui/context/table-context.tsx'
import type { Action, ActionGroup } from '#app/ui/context/action.ts'
import { useReturn } from '#app/ui/kit/overlay/use-return.ts'
import { keyOf } from '#app/ui/context/action-items.tsx'
import { actionsIn } from '../actions/actions.ts'

/** Everything that can be done at the table, from the keyboard: searched while one types. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { palette: say } = useTable().m
  useReturn(open)
  return (
    <Command.Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      label={say.title}
      overlayClassName="veil"
      contentClassName="palette"
    >
      <Command.Input placeholder={say.hint} aria-label={say.title} />
      <Command.List>
        <Command.Empty>{say.nothing}</Command.Empty>
        <Groups onClose={onClose} />
      </Command.List>
    </Command.Dialog>
  )
}

/** In the order in which they are shown. */
const groups: readonly ActionGroup[] = [
  'propose',
  'decide',
  'discuss',
  'meeting',
  'show',
  'following',
  'go',
  'pages',
]

/** Drawn only while the palette is open. */
function Groups({ onClose }: { onClose: () => void }) {
  const here = useTableNow()
  const actions = actionsIn('palette', here).filter(({ effect }) => effect !== null)
  return groups.map((group) => {
    const items = actions.filter((action) => action.group === group)
    if (items.length === 0) return null
    return (
      <Command.Group key={group} heading={here.m.palette.groups[group]}>
        {items.map((action, at) => (
          <Item
            key={keyOf(action)}
            action={action}
            isNamesake={items.findIndex(({ said }) => said === action.said) < at}
            onClose={onClose}
          />
        ))}
      </Command.Group>
    )
  })
}

type ItemProps = {
  action: Action
  /** One before it has the same name. */
  isNamesake: boolean
  onClose: () => void
}

function Item({ action, isNamesake, onClose }: ItemProps) {
  const { perform, labels } = useTable()
  const { said, about, id, keywords = [] } = action
  const isParagraph = id === 'go.paragraph' && about !== undefined
  return (
    <Command.Item
      value={isNamesake || isParagraph ? `${said} ${about}` : said}
      keywords={[...keywords]}
      onSelect={() => {
        onClose()
        perform(action)
      }}
    >
      {isParagraph ? (
        <>
          <span className="label">{labels[about]}</span>
          <span className="clipped-line">{keywords[0]}</span>
        </>
      ) : (
        said
      )}
    </Command.Item>
  )
}
