import * as Y from 'yjs'
import { unsavedPrefix, type Owner } from './stored-keys.ts'

/** A range of what one page wrote, by its own count of characters; `to` is not part of it. */
export type ClockRange = { from: number; to: number }

/** Client id of a page → what it wrote and had not stored when it was last heard of. */
export type UnsavedRanges = ReadonlyMap<number, ClockRange>

/**
 * Marks which words on this device are not stored, apart for each open page, so that they are known as such
 * after the browser was closed, and to the other pages of the same person.
 */
export class UnsavedMarks {
  private readonly prefix: string

  constructor(owner: Owner) {
    this.prefix = unsavedPrefix(owner)
  }

  read(): UnsavedRanges {
    const found = new Map<number, ClockRange>()
    try {
      for (const key of Object.keys(localStorage)) {
        const mark = key.startsWith(this.prefix) && /^(\d+) (\d+)$/.exec(localStorage.getItem(key) ?? '')
        if (mark) found.set(Number(key.slice(this.prefix.length)), { from: +mark[1]!, to: +mark[2]! })
      }
    } catch {
      // A browser that keeps nothing has nothing unsaved.
    }
    return found
  }

  write(client: number, { from, to }: ClockRange) {
    try {
      localStorage.setItem(this.prefix + client, `${from} ${to}`)
    } catch {
      // The words themselves are kept elsewhere.
    }
  }

  erase(client: number) {
    try {
      localStorage.removeItem(this.prefix + client)
    } catch {
      // There is none.
    }
  }

  /** Whether this is the key of such a mark of another page. */
  owns(key: string | null): boolean {
    return key?.startsWith(this.prefix) ?? false
  }
}

/** How many words stand in ranges of what some pages wrote; words taken out again do not count. */
export function wordsIn(doc: Y.Doc, ranges: Iterable<readonly [client: number, from: number]>): number {
  let words = 0
  for (const [client, from] of ranges) {
    const structs = doc.store.clients.get(client) ?? []
    let text = ''
    let last: Y.Item | null = null
    for (
      let i = structs.length - 1, at = from;
      i >= 0 && structs[i]!.id.clock + structs[i]!.length > at;
      i--
    ) {
      const struct = structs[i]!
      if (!(struct instanceof Y.Item) || struct.deleted || !(struct.content instanceof Y.ContentString))
        continue
      const string = struct.content.str.slice(Math.max(0, at - struct.id.clock))
      const isOneWord = last !== null && last.origin !== null && Y.compareIDs(last.origin, struct.lastId)
      text = string + (isOneWord || last === null ? '' : ' ') + text
      last = struct
    }
    words += text.match(/\S+/g)?.length ?? 0
  }
  return words
}
