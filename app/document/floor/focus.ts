import type { Intervention } from '#app/domain/floor/statement.ts'
import { accept } from '#app/domain/basics/result.ts'
import type { FloorHand, Said } from './floor-edit.ts'

/** What the screen of the room shows. */
export function setFocus(hand: FloorHand, { paragraph }: Extract<Intervention, { kind: 'set-focus' }>): Said {
  if (paragraph === null) {
    hand.delete('focus')
    return accept(null)
  }
  const found = hand.subject(paragraph)
  if (!found.ok) return found
  hand.set(paragraph, 'focus')
  return accept(null)
}
