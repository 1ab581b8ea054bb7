import type { Statement } from '#app/domain/floor/statement.ts'
import { accept } from '#app/domain/basics/result.ts'
import type { FloorEdit, StatementResult } from './floor-edit.ts'

/** Tells the tables that a bridging text waits for some delegations; they ask the server for it. */
export function sendBridging(
  edit: FloorEdit,
  { paragraph, to }: Extract<Statement, { kind: 'send-bridging' }>,
): StatementResult {
  const found = edit.subject(paragraph)
  if (!found.ok) return found
  edit.set({ paragraph, to, at: edit.now }, 'bridging', paragraph)
  return accept(null)
}

/** The delegations' tables stop asking for it. Where none waits, nothing is done. */
export function closeBridging(
  edit: FloorEdit,
  { paragraph }: Extract<Statement, { kind: 'close-bridging' }>,
): StatementResult {
  edit.delete('bridging', paragraph)
  return accept(null)
}
