import { expect } from 'vitest'
import * as Y from 'yjs'
import { derived, givenFrom } from '#tests/doubling/derived.ts'
import type { Random } from '../random.ts'

/** What everybody at the table must see alike. */
const ALIKE = ['rolling text', 'brackets', 'the sheet', 'cards', 'summary', 'outline', 'plain text'] as const

/** The same updates in another order, as another browser may have got them. */
export function inOtherOrder(updates: readonly Uint8Array[], random: Random): Y.Doc {
  const doc = new Y.Doc()
  const left = [...updates]
  while (left.length > 0) Y.applyUpdate(doc, left.splice(random.below(left.length), 1)[0]!)
  return doc
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** All that is worked out of a text for somebody to see can be worked out of the first, and is the same for all. */
export function readAlike(docs: readonly Y.Doc[]): void {
  const [first, ...others] = docs.map((doc) => givenFrom(copyOf(doc)))
  for (const work of Object.values(derived)) work(first!)
  const seen = ALIKE.map((what) => derived[what]!(first!))
  for (const other of others) expect(ALIKE.map((what) => derived[what]!(other))).toEqual(seen)
}
