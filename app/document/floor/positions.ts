import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { NOTE_LIMIT, type Dissociation, type Position, type Subject } from '#app/domain/floor/floor.ts'
import type { Group, GroupCode } from '#app/domain/floor/group.ts'
import type { Intervention, InterventionRefusal } from '#app/domain/floor/statement.ts'
import { accept, refuse, type Result } from '#app/domain/basics/result.ts'
import { delegationOf } from '../model/schema.ts'
import type { FloorHand, Said } from './floor-edit.ts'
import { notedOn } from './noted.ts'

type Of<K extends Intervention['kind']> = Extract<Intervention, { kind: K }>

/** Keys of the floor. A group's word stands apart from its speaker's own. */
export const POSITION = 'position'
export const GROUP_POSITION = 'group-position'
export const DISSOCIATION = 'dissociation'

/** A delegation says how it, or its group, stands; what was said before about the same subject gives way. */
export function takePosition(
  hand: FloorHand,
  { subjects, stance, note = '', group }: Of<'take-position'>,
): Said {
  const voice = voiceOf(hand, group)
  if (!voice.ok) return voice
  const words = note.trim()
  if (words.length > NOTE_LIMIT) return refuse({ kind: 'note-too-long', limit: NOTE_LIMIT })
  const { delegation, key } = voice.value
  for (const subject of subjects) {
    const on = hand.standsOn(subject)
    if (on === null) return refuse({ kind: 'no-such-subject', subject })
    if (group === undefined && on === 'proposal' && delegationOf(subject) === delegation)
      return refuse({ kind: 'own-proposal' })
    const position: Position = {
      delegation,
      subject,
      on,
      stance,
      note: words,
      user: hand.by.user,
      at: hand.now,
    }
    hand.set(group === undefined ? position : { ...position, group }, ...key, subject)
  }
  return accept(notedOn(hand, subjects))
}

/** Says nothing any more about these subjects. Refused where nothing was said. */
export function leavePosition(hand: FloorHand, { subjects, group }: Of<'leave-position'>): Said {
  const voice = voiceOf(hand, group)
  if (!voice.ok) return voice
  const taken = subjects.filter((subject) => hand.get(...voice.value.key, subject))
  if (taken.length === 0) return refuse({ kind: 'no-such-subject', subject: subjects[0]! })
  for (const subject of taken) hand.delete(...voice.value.key, subject)
  return accept(notedOn(hand, subjects))
}

type Voice = { delegation: DelegationCode; key: [holds: string, of: string] }

/** In whose name one speaks: one's delegation's, or its group's where it is the speaker. */
function voiceOf(hand: FloorHand, group: GroupCode | undefined): Result<Voice, InterventionRefusal> {
  const { delegation } = hand.by
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  if (group === undefined) return accept({ delegation, key: [POSITION, delegation] })
  const known = hand.get<Group>('group', group)
  if (!known) return refuse({ kind: 'no-such-group', group })
  if (known.speaker !== delegation) return refuse({ kind: 'not-the-speaker', group })
  return accept({ delegation, key: [GROUP_POSITION, group] })
}

/** A member does not share what its group says about these subjects; its own word, if it has one, stands. */
export function dissociate(hand: FloorHand, { subjects, group }: Of<'dissociate'>): Said {
  const member = memberOf(hand, group)
  if (!member.ok) return member
  const delegation = member.value
  for (const subject of subjects) {
    const on = hand.standsOn(subject)
    if (on === null) return refuse({ kind: 'no-such-subject', subject })
    const dissociation: Dissociation = { delegation, group, subject, on, user: hand.by.user, at: hand.now }
    hand.set(dissociation, DISSOCIATION, delegation, group, subject)
  }
  return accept(notedOn(hand, subjects))
}

/** Shares it again. */
export function associate(hand: FloorHand, { subjects, group }: Of<'associate'>): Said {
  const member = memberOf(hand, group)
  if (!member.ok) return member
  const key = (subject: Subject) => [DISSOCIATION, member.value, group, subject] as const
  const out = subjects.filter((subject) => hand.get(...key(subject)))
  if (out.length === 0) return refuse({ kind: 'no-such-subject', subject: subjects[0]! })
  for (const subject of out) hand.delete(...key(subject))
  return accept(notedOn(hand, subjects))
}

function memberOf(hand: FloorHand, group: GroupCode): Result<DelegationCode, InterventionRefusal> {
  const { delegation } = hand.by
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  const known = hand.get<Group>('group', group)
  if (!known) return refuse({ kind: 'no-such-group', group })
  return known.members.includes(delegation) ? accept(delegation) : refuse({ kind: 'not-a-member', group })
}
