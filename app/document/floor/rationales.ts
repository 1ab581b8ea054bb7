import { layerOf } from '#app/domain/basics/actor.ts'
import { RATIONALE_LIMIT, type Rationale } from '#app/domain/floor/floor.ts'
import type { Intervention } from '#app/domain/floor/statement.ts'
import { accept, refuse } from '#app/domain/basics/result.ts'
import { delegationOf } from '../model/schema.ts'
import type { FloorHand, Said } from './floor-edit.ts'
import { notedOn } from './noted.ts'

/** A delegation says why it proposes something, as long as it is pending; an empty text takes it back. */
export function setRationale(
  hand: FloorHand,
  { subjects, text }: Extract<Intervention, { kind: 'set-rationale' }>,
): Said {
  const delegation = layerOf(hand.by)
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  const words = text.trim()
  if (words.length > RATIONALE_LIMIT) return refuse({ kind: 'rationale-too-long', limit: RATIONALE_LIMIT })
  for (const subject of subjects) {
    if (hand.standsOn(subject) !== 'proposal') return refuse({ kind: 'no-such-subject', subject })
    if (delegationOf(subject) !== delegation) return refuse({ kind: 'not-your-proposal' })
    const rationale: Rationale = { delegation, subject, text: words, user: hand.by.user, at: hand.now }
    if (words === '') hand.delete('rationale', subject)
    else hand.set(rationale, 'rationale', subject)
  }
  return accept(notedOn(hand, subjects))
}
