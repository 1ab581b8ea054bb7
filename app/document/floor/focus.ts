import type { Statement } from '#app/domain/floor/statement.ts'
import { accept } from '#app/domain/basics/result.ts'
import type { FloorEdit, StatementResult } from './floor-edit.ts'

/** What the screen of the room shows. */
export function setFocus(
  edit: FloorEdit,
  { paragraph }: Extract<Statement, { kind: 'set-focus' }>,
): StatementResult {
  if (paragraph === null) {
    edit.delete('focus')
    return accept(null)
  }
  const found = edit.subject(paragraph)
  if (!found.ok) return found
  edit.set(paragraph, 'focus')
  return accept(null)
}
