import type { Action } from '#app/ui/context/action.ts'
import { useTable, useTableIfAny, type Table } from '#app/ui/context/table-context.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { MenuDownload, MenuItem, MenuLink } from '#app/ui/kit/overlay/menu.tsx'

export const keyOf = ({ id, about }: Action): string => `${id} ${about ?? ''}`

/** In a menu: what leads to a page is a link, so that it can be opened elsewhere too. */
export const ActionItems = ({ actions }: { actions: readonly Action[] }) =>
  actions.map((action) => <ActionItem key={keyOf(action)} action={action} />)

function ActionItem({ action }: { action: Action }) {
  const { perform } = useTable()
  const { icon: Icon, said, short = said, effect, tone } = action
  const icon = Icon && <Icon size={15} />
  if (effect?.kind === 'go')
    return (
      <MenuLink to={effect.to} icon={icon}>
        {short}
      </MenuLink>
    )
  if (effect?.kind === 'download')
    return (
      <MenuDownload href={effect.to} icon={icon}>
        {short}
      </MenuDownload>
    )
  return (
    <MenuItem
      icon={icon}
      disabled={effect === null}
      danger={tone === 'danger'}
      onSelect={() => perform(action)}
    >
      {short}
    </MenuItem>
  )
}

type Performing = {
  /** The table's own, unless they stand on another page. */
  perform?: Table['perform']
}

/** As small buttons in a row. */
export const ActionButtons = ({ actions, perform }: Performing & { actions: readonly Action[] }) =>
  actions.map((action) => <ActionButton key={keyOf(action)} action={action} perform={perform} />)

export function ActionButton({
  action,
  tone,
  perform,
}: Performing & { action: Action; tone?: Action['tone'] }) {
  const table = useTableIfAny()
  const { icon: Icon, said, short = said, effect } = action
  return (
    <Button
      size="small"
      tone={tone ?? action.tone}
      disabled={effect === null}
      onClick={() => (perform ?? table?.perform)?.(action)}
    >
      {Icon && <Icon size={14} />}
      {short}
    </Button>
  )
}
