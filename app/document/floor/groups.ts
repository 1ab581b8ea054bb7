import { GROUP_LIMITS, groupFrom } from '#app/domain/floor/group.ts'
import { accept, refuse } from '#app/domain/basics/result.ts'
import type { StatementHandler } from './floor-edit.ts'
import { DISSOCIATION, GROUP_POSITION } from './positions.ts'

/** Sets a group up, or changes the one of this code. What it has said stands, for those who belong to it now. */
export const setGroup: StatementHandler<'set-group'> = (edit, statement) => {
  const { code, name, members, speaker } = statement
  const group = groupFrom({ code, name, members, speaker })
  if (!group.ok) return group
  const isNew = edit.get('group', group.value.code) === undefined
  if (isNew && edit.keys('group').length >= GROUP_LIMITS.groups)
    return refuse({ kind: 'too-many-groups', limit: GROUP_LIMITS.groups })
  edit.set(group.value, 'group', group.value.code)
  return accept({ ...statement, ...group.value })
}

/** Takes a group away with all that it has said: another one of this code must not begin with its words. */
export const dropGroup: StatementHandler<'drop-group'> = (edit, statement) => {
  const { code } = statement
  if (edit.get('group', code) === undefined) return refuse({ kind: 'no-such-group', group: code })
  edit.delete('group', code)
  for (const of of edit.keys(GROUP_POSITION, code)) edit.delete(GROUP_POSITION, code, ...of)
  for (const [delegation, group, subject] of edit.keys(DISSOCIATION))
    if (group === code) edit.delete(DISSOCIATION, delegation!, group, subject!)
  return accept(statement)
}
