import type * as Y from 'yjs'

/** The root map of all that is said about the text. One value a key; keys begin with what they hold. */
export const FLOOR = 'floor'

/** `position MEX p1`, `focus`: what it holds, and of what. Ids have no blanks. */
export const floorKey = (holds: string, ...of: readonly string[]): string => [holds, ...of].join(' ')

export const floorOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(FLOOR)
