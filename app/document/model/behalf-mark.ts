import type * as Y from 'yjs'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { floorKey, floorOf } from './floor-keys.ts'

export const HOLDS = 'behalf'
const keyOf = (id: ProposalId) => floorKey(HOLDS, id)

/** Whether the secretariat typed this for its delegation, which has not confirmed it. */
export const isUnconfirmed = (doc: Y.Doc, id: ProposalId): boolean => floorOf(doc).has(keyOf(id))

/** Whether a key of the floor is such a mark. */
export const isMarkOfBehalf = (key: string | null): boolean => key?.startsWith(`${HOLDS} `) ?? false

/** Marks words that the secretariat has just typed for a delegation. */
export function markOnBehalf(
  doc: Y.Doc,
  proposals: readonly ProposalId[],
  by: { user: string; at: number },
): void {
  const floor = floorOf(doc)
  for (const id of proposals) if (!floor.has(keyOf(id))) floor.set(keyOf(id), by)
}
