import type { Position, Subject } from '#app/domain/floor.ts'
import type { Intervention } from '#app/domain/intervention.ts'
import { accept, refuse } from '#app/domain/result.ts'
import { delegationOf } from '../schema.ts'
import type { FloorHand, Said } from './hand.ts'

type Of<K extends Intervention['kind']> = Extract<Intervention, { kind: K }>

/** A delegation says how it stands; what it said before about the same subject gives way. */
export function takePosition(hand: FloorHand, { subjects, stance, note = '' }: Of<'take-position'>): Said {
  const { user, delegation } = hand.by
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  for (const subject of subjects) {
    const found = hand.subject(subject)
    if (!found.ok) return found
    if (hand.layers.entries.has(subject) && delegationOf(subject) === delegation)
      return refuse({ kind: 'own-proposal' })
    const position: Position = { delegation, subject, stance, note: note.trim(), user, at: hand.now }
    hand.set(position, 'position', delegation, subject)
  }
  return accept(null)
}

/** Says nothing any more about these subjects. Refused where nothing was said. */
export function leavePosition(hand: FloorHand, { subjects }: Of<'leave-position'>): Said {
  const { delegation } = hand.by
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  const taken = (subject: Subject) => hand.get<Position>('position', delegation, subject)
  const missing = subjects.find((subject) => !taken(subject))
  if (missing !== undefined) return refuse({ kind: 'no-such-subject', subject: missing })
  for (const subject of subjects) hand.delete('position', delegation, subject)
  return accept(null)
}
