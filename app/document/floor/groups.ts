import { GROUP_LIMITS, groupFrom } from '#app/domain/floor/group.ts'
import type { Intervention } from '#app/domain/floor/statement.ts'
import { accept, refuse } from '#app/domain/basics/result.ts'
import type { FloorHand, Said } from './floor-edit.ts'
import { DISSOCIATION, GROUP_POSITION } from './positions.ts'

type Of<K extends Intervention['kind']> = Extract<Intervention, { kind: K }>

/** Sets a group up, or changes the one of this code. What it has said stands, for those who belong to it now. */
export function setGroup(hand: FloorHand, { code, name, members, speaker }: Of<'set-group'>): Said {
  const group = groupFrom({ code, name, members, speaker })
  if (!group.ok) return group
  const isNew = hand.get('group', group.value.code) === undefined
  if (isNew && hand.keys('group').length >= GROUP_LIMITS.groups)
    return refuse({ kind: 'too-many-groups', limit: GROUP_LIMITS.groups })
  hand.set(group.value, 'group', group.value.code)
  return accept({ ...group.value })
}

/** Takes a group away with all that it has said: another one of this code must not begin with its words. */
export function dropGroup(hand: FloorHand, { code }: Of<'drop-group'>): Said {
  if (hand.get('group', code) === undefined) return refuse({ kind: 'no-such-group', group: code })
  hand.delete('group', code)
  for (const of of hand.keys(GROUP_POSITION, code)) hand.delete(GROUP_POSITION, code, ...of)
  for (const [delegation, group, subject] of hand.keys(DISSOCIATION))
    if (group === code) hand.delete(DISSOCIATION, delegation!, group, subject!)
  return accept(null)
}
