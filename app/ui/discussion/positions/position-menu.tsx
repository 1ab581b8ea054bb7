import { ChevronDown } from 'lucide-react'
import type { Position } from '#app/domain/floor/floor.ts'
import { spokenFor } from '#app/domain/floor/positions.ts'
import { ActionChoices, ActionItems } from '#app/ui/context/action-items.tsx'
import { useSharedTable } from '#app/ui/context/table-context.tsx'
import { Button } from '#app/ui/kit/button.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { Menu, MenuRule } from '#app/ui/kit/overlay/menu.tsx'
import { MenuHeading, SubMenu } from '#app/ui/kit/overlay/menu-choice.tsx'
import {
  forGroup,
  membership,
  ownStances,
  ownWords,
  positionActions,
  type PositionOn,
} from './position-actions.ts'

type MenuProps = {
  on: PositionOn
  own: Position | null
  /** What it is about, for those who hear the page: "OP 2". */
  label: string
}

/** Takes, changes and takes back one's delegation's position, and that of the groups one speaks for. */
export function PositionMenu({ on, own, label }: MenuProps) {
  const m = useMessages()
  const table = useSharedTable()
  if (!table || positionActions(table, on).length === 0) return null
  const trigger = (
    <Button
      size="small"
      className="position-button"
      aria-label={`${m.positions.takeOn(label)}${own ? `: ${m.stances[own.stance].name}` : ''}`}
      data-stance={own?.stance}
    >
      {own ? m.positions.mine(m.stances[own.stance].name) : m.positions.take}
      <ChevronDown size={13} aria-hidden />
    </Button>
  )
  return (
    <span className="position-menu">
      <Menu align="start" trigger={trigger}>
        <Items on={on} />
      </Menu>
    </span>
  )
}

/** Drawn only while the menu is open. */
function Items({ on }: Pick<MenuProps, 'on'>) {
  const m = useMessages()
  const table = useSharedTable()
  if (!table) return null
  const groups = spokenFor(table.floor.groups, table.me.delegation)
  const [own, words, members] = [ownStances(table, on), ownWords(table, on), membership(table, on)]
  return (
    <>
      {own.length > 0 && groups.length > 0 && <MenuHeading>{m.positions.self}</MenuHeading>}
      <ActionChoices actions={own} />
      {words.length > 0 && <MenuRule />}
      <ActionItems actions={words} />
      {groups.length > 0 && own.length > 0 && <MenuRule />}
      {groups.map(({ code }) => (
        <GroupItems key={code} {...{ code, on }} />
      ))}
      {members.length > 0 && <MenuRule />}
      <ActionItems actions={members} />
    </>
  )
}

/** What one says for a group that one speaks for. */
function GroupItems({ code, on }: Pick<MenuProps, 'on'> & { code: string }) {
  const m = useMessages()
  const table = useSharedTable()
  if (!table) return null
  const actions = forGroup(table, on, code)
  const others = actions.filter(({ id }) => id !== 'position.take-for')
  return (
    <SubMenu label={m.positions.for(code)}>
      <ActionChoices actions={actions.filter(({ id }) => id === 'position.take-for')} />
      {others.length > 0 && <MenuRule />}
      <ActionItems actions={others} />
    </SubMenu>
  )
}
