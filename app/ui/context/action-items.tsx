import type { Action } from './action.ts'
import { useTable, useTableIfAny, type Table } from './table-context.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { MenuChoices } from '../kit/overlay/menu-choice.tsx'
import { MenuDownload, MenuItem, MenuLink } from '../kit/overlay/menu.tsx'

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

/** `isNamed`: whoever hears the page hears the whole name, where the short one is said of several things. */
export function ActionButton({
  action,
  tone,
  perform,
  isNamed = false,
}: Performing & { action: Action; tone?: Action['tone']; isNamed?: boolean }) {
  const table = useTableIfAny()
  const { icon: Icon, said, short = said, effect } = action
  return (
    <Button
      size="small"
      tone={tone ?? action.tone}
      aria-label={isNamed ? said : undefined}
      disabled={effect === null}
      onClick={() => (perform ?? table?.perform)?.(action)}
    >
      {Icon && <Icon size={14} />}
      {short}
    </Button>
  )
}

/** As its icon alone. */
export function ActionIcon({ action }: { action: Action }) {
  const { perform } = useTable()
  const { icon: Icon, said, effect } = action
  return (
    <IconButton size="small" label={said} disabled={effect === null} onClick={() => perform(action)}>
      {Icon && <Icon size={15} />}
    </IconButton>
  )
}

/** In a menu: one of several, of which the one that holds is ticked. */
export function ActionChoices({ actions }: { actions: readonly Action[] }) {
  const { perform } = useTable()
  const chosen = actions.find(({ isOn }) => isOn)
  return (
    <MenuChoices
      value={chosen ? keyOf(chosen) : null}
      onChange={(key) => {
        const action = actions.find((each) => keyOf(each) === key)
        if (action) perform(action)
      }}
      options={actions.map((action) => [keyOf(action), action.short ?? action.said] as const)}
    />
  )
}
