import type { Unsent } from '#app/live/types.ts'
import { readList, writeList } from './local-list.ts'
import type { Words } from './proposed-words.ts'
import { droppedKey, type Owner } from './stored-keys.ts'

/** Words of a document that was given up, until the next one is there to tell which of them the room has. */
export type Dropped = { reason: Unsent['reason']; words: readonly Words[] }

/** Keeps them where they survive the page. */
export function keepDropped(owner: Owner, dropped: Dropped): void {
  writeList(droppedKey(owner), [...readList<Dropped>(droppedKey(owner)), dropped])
}

/** All that is kept; it is not kept any more. */
export function takeDropped(owner: Owner): Dropped[] {
  const dropped = readList<Dropped>(droppedKey(owner))
  writeList(droppedKey(owner), [])
  return dropped
}
