import { createHash } from 'node:crypto'
import type * as Y from 'yjs'
import { layerNames } from '#app/document/model/entry-index.ts'
import { ROOM_ROOTS } from '#app/document/model/schema.ts'

/** Equal for two copies of a draft that say the same, whatever the order in which they came to say it. */
export function fingerprint(doc: Y.Doc): string {
  const layers = layerNames(doc).filter((name) => doc.getMap(name).size > 0)
  const roots = [...ROOM_ROOTS, ...layers].map((name) => [name, doc.getMap(name).toJSON()])
  return createHash('sha256').update(JSON.stringify(roots, sorted)).digest('hex').slice(0, 16)
}

const sorted = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value
