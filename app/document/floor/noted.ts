import { aboutOf } from '#app/domain/floor/comment.ts'
import type { Subject } from '#app/domain/floor/floor.ts'
import { delegationOf } from '../model/schema.ts'
import type { FloorHand, Noted } from './floor-edit.ts'

/** Whose proposal something is said about, and its words then: the record is read without the document. */
export function notedOn(hand: FloorHand, subjects: readonly Subject[]): Noted {
  const [subject] = subjects.filter((one) => hand.standsOn(one) === 'proposal')
  if (subject === undefined) return {}
  const { layers } = hand
  const [paragraph = subject] = layers.paragraphsOf(subject)
  const asked = { kind: 'proposal' as const, paragraph, proposals: subjects }
  const about = aboutOf(asked, layers.paragraph(paragraph)?.paragraph ?? null)
  return { proposer: delegationOf(subject), ...(about.ok && { words: about.value.words }) }
}
