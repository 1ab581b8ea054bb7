import type { Intervention } from '#app/domain/floor/statement.ts'
import { accept } from '#app/domain/basics/result.ts'
import type { FloorHand, Said } from './floor-edit.ts'

/** Tells the tables that a bridging text waits for some delegations; they ask the server for it. */
export function sendBridging(
  hand: FloorHand,
  { paragraph, to }: Extract<Intervention, { kind: 'send-bridging' }>,
): Said {
  const found = hand.subject(paragraph)
  if (!found.ok) return found
  hand.set({ paragraph, to, at: hand.now }, 'bridging', paragraph)
  return accept(null)
}

/** The delegations' tables stop asking for it. Where none waits, nothing is done. */
export function closeBridging(
  hand: FloorHand,
  { paragraph }: Extract<Intervention, { kind: 'close-bridging' }>,
): Said {
  hand.delete('bridging', paragraph)
  return accept(null)
}
