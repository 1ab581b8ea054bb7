import { accept } from '#app/domain/basics/result.ts'
import type { StatementHandler } from './floor-edit.ts'

/** Tells the tables that a bridging text waits for some delegations; they ask the server for it. */
export const sendBridging: StatementHandler<'send-bridging'> = (edit, statement) => {
  const { paragraph, to } = statement
  const found = edit.subject(paragraph)
  if (!found.ok) return found
  edit.set({ paragraph, to, at: edit.now }, 'bridging', paragraph)
  return accept(statement)
}

/** The delegations' tables stop asking for it. Where none waits, nothing is done. */
export const closeBridging: StatementHandler<'close-bridging'> = (edit, statement) => {
  const { paragraph } = statement
  edit.delete('bridging', paragraph)
  return accept(statement)
}
