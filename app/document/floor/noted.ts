import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { aboutOf } from '#app/domain/floor/comment.ts'
import type { Subject } from '#app/domain/floor/floor.ts'
import { delegationOf } from '../model/schema.ts'
import type { FloorEdit } from './floor-edit.ts'

/** Whose proposal something is said about, and its words then: the record is read without the document. */
export function notedOn(
  edit: FloorEdit,
  subjects: readonly Subject[],
): { proposer?: DelegationCode; words?: string } {
  const [subject] = subjects.filter((each) => edit.standsOn(each) === 'proposal')
  if (subject === undefined) return {}
  const { layers } = edit
  const [paragraph = subject] = layers.paragraphsOf(subject)
  const asked = { kind: 'proposal' as const, paragraph, proposals: subjects }
  const about = aboutOf(asked, layers.paragraph(paragraph)?.paragraph ?? null)
  return { proposer: delegationOf(subject), ...(about.ok && { words: about.value.words }) }
}
