import type { Intervention } from '#app/domain/floor/statement.ts'
import { accept, refuse } from '#app/domain/basics/result.ts'
import { delegationOf } from '../model/schema.ts'
import { HOLDS, isUnconfirmed } from '../model/behalf-mark.ts'
import type { FloorHand, Said } from './floor-edit.ts'

/** The delegation says that these words are its own. */
export function confirm(hand: FloorHand, { proposals }: Extract<Intervention, { kind: 'confirm' }>): Said {
  for (const id of proposals) {
    const isOwn = hand.layers.entries.has(id) && delegationOf(id) === hand.by.delegation
    if (!isOwn || !isUnconfirmed(hand.layers.doc, id)) return refuse({ kind: 'no-such-subject', subject: id })
    hand.delete(HOLDS, id)
  }
  return accept(null)
}
