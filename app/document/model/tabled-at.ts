import type * as Y from 'yjs'
import type { ProposalId } from '#app/domain/basics/rolling.ts'
import { floorKey, floorOf } from './floor-keys.ts'
import type { Entry } from './schema.ts'

const HOLDS = 'tabled-at'
const keyOf = (id: ProposalId) => floorKey(HOLDS, id)

/** ms by which the time that a browser gives may be beside the server's and still be shown. */
const BESIDE = 60_000

/** When the room took an entry in, where its author's clock said otherwise; in ms since epoch. */
export const tabledAt = (doc: Y.Doc, id: ProposalId): number | undefined =>
  floorOf(doc).get(keyOf(id)) as number | undefined

/** The entry whose time a key of the floor holds; null for any other key. */
export const entryOfTime = (key: string | null): ProposalId | null =>
  key?.startsWith(`${HOLDS} `) ? (key.slice(HOLDS.length + 1) as ProposalId) : null

/** Keeps the server's time of entries that have just come with another one; what was taken back needs none. */
export function keepTimes(
  doc: Y.Doc,
  tabled: readonly Pick<Entry, 'attribution' | 'at'>[],
  withdrawn: readonly { id: ProposalId }[],
  now: number,
): void {
  const floor = floorOf(doc)
  for (const { id } of withdrawn) floor.delete(keyOf(id))
  for (const { attribution, at } of tabled)
    if (Math.abs(at - now) > BESIDE) floor.set(keyOf(attribution.id), now)
}
