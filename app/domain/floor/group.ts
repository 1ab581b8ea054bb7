import type { DelegationCode } from '../basics/actor.ts'
import { accept, refuse, type Result } from '../basics/result.ts'

/** What stands for a group in sentences: `CARICOM`. */
export type GroupCode = string

/** Delegations that may speak with one voice. Data of a draft: who belongs to what changes from meeting to meeting. */
export type Group = {
  code: GroupCode
  name: string
  /** Sorted. */
  members: readonly DelegationCode[]
  /** The member that takes positions for all of them. */
  speaker: DelegationCode
}

export const GROUP_LIMITS = { name: 120, groups: 40 }

export type GroupRefusal =
  /** Capital letters and figures, 2 to 16 of them, a hyphen within. */
  | { kind: 'group-code-wrong' }
  | { kind: 'group-name-wrong'; limit: number }
  /** One delegation is no group. */
  | { kind: 'group-too-small' }
  | { kind: 'speaker-not-a-member' }
  | { kind: 'too-many-groups'; limit: number }

const CODE = /^[A-Z](?:[A-Z0-9-]{0,14}[A-Z0-9])$/

/** A group as it is kept: its code in capitals, its name without outer blanks, each member once. */
export function groupFrom({ code, name, members, speaker }: Group): Result<Group, GroupRefusal> {
  const group = {
    code: code.trim().toUpperCase(),
    name: name.trim(),
    members: [...new Set(members)].sort(),
    speaker,
  }
  if (!CODE.test(group.code) || group.members.includes(group.code))
    return refuse({ kind: 'group-code-wrong' })
  if (group.name === '' || group.name.length > GROUP_LIMITS.name)
    return refuse({ kind: 'group-name-wrong', limit: GROUP_LIMITS.name })
  if (group.members.length < 2) return refuse({ kind: 'group-too-small' })
  if (!group.members.includes(speaker)) return refuse({ kind: 'speaker-not-a-member' })
  return accept(group)
}
