import { layerOf } from '#app/domain/basics/actor.ts'
import { RATIONALE_LIMIT, type Rationale } from '#app/domain/floor/floor.ts'
import { accept, refuse } from '#app/domain/basics/result.ts'
import { delegationOf } from '../model/schema.ts'
import type { StatementHandler } from './floor-edit.ts'
import { notedOn } from './noted.ts'

/** A delegation says why it proposes something, as long as it is pending; an empty text takes it back. */
export const setRationale: StatementHandler<'set-rationale'> = (edit, statement) => {
  const { subjects, text } = statement
  const delegation = layerOf(edit.by)
  if (delegation === null) return refuse({ kind: 'not-allowed' })
  const words = text.trim()
  if (words.length > RATIONALE_LIMIT) return refuse({ kind: 'rationale-too-long', limit: RATIONALE_LIMIT })
  for (const subject of subjects) {
    if (edit.standsOn(subject) !== 'proposal') return refuse({ kind: 'no-such-subject', subject })
    if (delegationOf(subject) !== delegation) return refuse({ kind: 'not-your-proposal' })
    const rationale: Rationale = { delegation, subject, text: words, user: edit.by.user, at: edit.now }
    if (words === '') edit.delete('rationale', subject)
    else edit.set(rationale, 'rationale', subject)
  }
  return accept({ ...statement, ...notedOn(edit, subjects) })
}
