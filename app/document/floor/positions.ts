import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { NOTE_LIMIT, type Dissociation, type Position, type Subject } from '#app/domain/floor/floor.ts'
import type { Group, GroupCode } from '#app/domain/floor/group.ts'
import type { StatementRefusal } from '#app/domain/floor/statement.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { delegationOf } from '../model/schema.ts'
import type { FloorEdit, StatementHandler } from './floor-edit.ts'
import { notedOn } from './noted.ts'

/** Keys of the floor. A group's word stands apart from its speaker's own. */
export const POSITION = 'position'
export const GROUP_POSITION = 'group-position'
export const DISSOCIATION = 'dissociation'

/** A delegation says how it, or its group, stands; what was said before about the same subject gives way. */
export const takePosition: StatementHandler<'take-position'> = (edit, statement) => {
  const { subjects, stance, note = '', group } = statement
  const voice = voiceOf(edit, group)
  if (!voice.ok) return voice
  const words = note.trim()
  if (words.length > NOTE_LIMIT) return refuse({ kind: 'note-too-long', limit: NOTE_LIMIT })
  const { delegation, key } = voice.value
  for (const subject of subjects) {
    const on = edit.standsOn(subject)
    if (on === null) return refuse({ kind: 'no-such-subject', subject })
    if (group === undefined && on === 'proposal' && delegationOf(subject) === delegation)
      return refuse({ kind: 'own-proposal' })
    const position: Position = {
      delegation,
      subject,
      on,
      stance,
      note: words,
      user: edit.by.user,
      at: edit.now,
    }
    edit.set(group === undefined ? position : { ...position, group }, ...key, subject)
  }
  return accept({ ...statement, ...notedOn(edit, subjects) })
}

/** Says nothing any more about these subjects. Refused where nothing was said. */
export const leavePosition: StatementHandler<'leave-position'> = (edit, statement) => {
  const { subjects, group } = statement
  const voice = voiceOf(edit, group)
  if (!voice.ok) return voice
  const taken = subjects.filter((subject) => edit.get(...voice.value.key, subject))
  if (taken.length === 0) return refuse({ kind: 'no-such-subject', subject: subjects[0]! })
  for (const subject of taken) edit.delete(...voice.value.key, subject)
  return accept({ ...statement, ...notedOn(edit, subjects) })
}

type Voice = { delegation: DelegationCode; key: [holds: string, of: string] }

/** In whose name one speaks: one's delegation's, or its group's where it is the speaker. */
function voiceOf(edit: FloorEdit, group: GroupCode | undefined): Result<Voice, StatementRefusal> {
  const { delegation } = edit.by
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  if (group === undefined) return accept({ delegation, key: [POSITION, delegation] })
  const known = edit.get<Group>('group', group)
  if (!known) return refuse({ kind: 'no-such-group', group })
  if (known.speaker !== delegation) return refuse({ kind: 'not-the-speaker', group })
  return accept({ delegation, key: [GROUP_POSITION, group] })
}

/** A member does not share what its group says about these subjects; its own word, if it has one, stands. */
export const dissociate: StatementHandler<'dissociate'> = (edit, statement) => {
  const { subjects, group } = statement
  const member = memberOf(edit, group)
  if (!member.ok) return member
  const delegation = member.value
  for (const subject of subjects) {
    const on = edit.standsOn(subject)
    if (on === null) return refuse({ kind: 'no-such-subject', subject })
    const dissociation: Dissociation = { delegation, group, subject, on, user: edit.by.user, at: edit.now }
    edit.set(dissociation, DISSOCIATION, delegation, group, subject)
  }
  return accept({ ...statement, ...notedOn(edit, subjects) })
}

/** Shares it again. */
export const associate: StatementHandler<'associate'> = (edit, statement) => {
  const { subjects, group } = statement
  const member = memberOf(edit, group)
  if (!member.ok) return member
  const key = (subject: Subject) => [DISSOCIATION, member.value, group, subject] as const
  const out = subjects.filter((subject) => edit.get(...key(subject)))
  if (out.length === 0) return refuse({ kind: 'no-such-subject', subject: subjects[0]! })
  for (const subject of out) edit.delete(...key(subject))
  return accept({ ...statement, ...notedOn(edit, subjects) })
}

function memberOf(edit: FloorEdit, group: GroupCode): Result<DelegationCode, StatementRefusal> {
  const { delegation } = edit.by
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  const known = edit.get<Group>('group', group)
  if (!known) return refuse({ kind: 'no-such-group', group })
  return known.members.includes(delegation) ? accept(delegation) : refuse({ kind: 'not-a-member', group })
}
