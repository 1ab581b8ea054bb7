import { accept, refuse } from '#app/domain/basics/result.ts'
import { delegationOf } from '../model/schema.ts'
import { HOLDS, isUnconfirmed } from '../model/behalf-mark.ts'
import type { StatementHandler } from './floor-edit.ts'

/** The delegation says that these words are its own. */
export const confirm: StatementHandler<'confirm'> = (edit, statement) => {
  const { proposals } = statement
  for (const id of proposals) {
    const isOwn = edit.layers.entries.has(id) && delegationOf(id) === edit.by.delegation
    if (!isOwn || !isUnconfirmed(edit.layers.doc, id)) return refuse({ kind: 'no-such-subject', subject: id })
    edit.delete(HOLDS, id)
  }
  return accept(statement)
}
