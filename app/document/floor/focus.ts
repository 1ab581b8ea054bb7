import { accept } from '#app/domain/basics/result.ts'
import type { StatementHandler } from './floor-edit.ts'

/** What the screen of the room shows. */
export const setFocus: StatementHandler<'set-focus'> = (edit, { paragraph }) => {
  if (paragraph === null) {
    edit.delete('focus')
    return accept(null)
  }
  const found = edit.subject(paragraph)
  if (!found.ok) return found
  edit.set(paragraph, 'focus')
  return accept(null)
}
