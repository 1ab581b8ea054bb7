import { createHash } from 'node:crypto'
import type * as Y from 'yjs'
import { ROOM_ROOTS, layerName } from '#app/document/schema.ts'

const LAYERS = ['MEX', 'BRA', 'JAM', 'CAN', 'CHAIR', 'XXX'].map(layerName)

/** Equal for two copies of a draft that say the same, whatever the order in which they came to say it. */
export function fingerprint(doc: Y.Doc): string {
  const roots = [...ROOM_ROOTS, ...LAYERS].map((name) => [name, doc.getMap(name).toJSON()])
  return createHash('sha256').update(JSON.stringify(roots, sorted)).digest('hex').slice(0, 16)
}

const sorted = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value
