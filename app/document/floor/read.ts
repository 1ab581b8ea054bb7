import type * as Y from 'yjs'
import type { Floor, Position } from '#app/domain/floor.ts'
import type { ParagraphId } from '#app/domain/paragraph.ts'
import { floorOf } from './keys.ts'

/** All that is said about the text, as plain data. */
export function readFloor(doc: Y.Doc): Floor {
  const positions: Position[] = []
  let focus: ParagraphId | null = null
  floorOf(doc).forEach((value, key) => {
    const holds = key.split(' ', 1)[0]
    if (holds === 'position') positions.push(value as Position)
    else if (holds === 'focus') focus = value as ParagraphId
  })
  positions.sort((a, b) => a.at - b.at || (a.delegation < b.delegation ? -1 : 1))
  return { positions, focus }
}
