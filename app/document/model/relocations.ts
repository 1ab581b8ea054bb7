import { firstWhere } from '#app/domain/basics/character.ts'
import type * as Y from 'yjs'
import { START, type Anchor } from './schema.ts'
import { parseCharId, type Char } from './characters.ts'

/**
 * Place among insertions at one anchor: [order, id] pairs, compared from the left. A nested insertion at
 * the start of one that was carried into the base has its parent's pair in front of its own.
 */
export type Path = readonly (readonly [order: number, id: string])[]

/**
 * What a decision leaves behind, so that everything anchored to moved characters still finds them.
 * Key `client:clock` → characters that went elsewhere; key `@source` → where a whole text went;
 * key `^paragraph` → the position of a proposed paragraph that moved with the one it belongs to.
 */
export type RelocatedChars = readonly [
  length: number,
  client: number,
  clock: number,
  source: string,
  /** Set for deleted characters: their place, from 1, after the character before them. */
  ordinal?: number,
]
export type RelocatedText = {
  after: Anchor
  path: Path
  /** Its last character in the new place. */ last: Anchor
}

type Moved = Char & { length: number; to: Char & { source: string }; ordinal: number | null }
type Place = { anchor: Anchor; path: Path }

/** A piece of a range after following where its characters went. `source` is null where they stayed. */
export type Resolved = Char & {
  length: number
  source: string | null
  /** In the range that was asked for. */ offset: number
}

/** Insertions at deleted characters stand behind those at the living one before them. */
const BEHIND = 1e9

/** Each decision adds a step at most; a ring would be a fault, and must not hang a room. */
const LONGEST_CHAIN = 10_000

type Range = Char & { length: number; source?: string | null; offset?: number }

const anchorKey = ([source, client, clock]: Anchor) =>
  client === START ? `@${source}` : `${client}:${clock}`

/** Negative when `a` stands before `b`. A prefix stands before what it is a prefix of. */
export function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [orderA, idA] = a[i]!
    const [orderB, idB] = b[i]!
    if (orderA !== orderB) return orderA - orderB
    if (idA !== idB) return idA < idB ? -1 : 1
  }
  return a.length - b.length
}

const isPrefix = (prefix: Path, path: Path) =>
  prefix.length <= path.length &&
  prefix.every(([order, id], i) => path[i]![0] === order && path[i]![1] === id)

/** Follows characters and anchors through all decisions made so far. Rebuilt when the map changes. */
export class Relocations {
  private readonly chars = new Map<number, Moved[]>()
  private readonly texts = new Map<string, RelocatedText>()
  /** Anchor → texts that were carried to stand right after it. */
  private readonly placed = new Map<string, RelocatedText[]>()
  /** Where proposed paragraphs stand, instead of where their authors put them. */
  readonly positions = new Map<string, string>()

  constructor(map: Y.Map<unknown>) {
    map.forEach((value, key) => {
      if (key.startsWith('@')) this.addText(key.slice(1), value as RelocatedText)
      else if (key.startsWith('^')) this.positions.set(key.slice(1), String(value))
      else this.addChars(key, value as RelocatedChars)
    })
    for (const moved of this.chars.values()) moved.sort((a, b) => a.clock - b.clock)
    for (const list of this.placed.values()) list.sort((a, b) => comparePaths(a.path, b.path))
  }

  private addText(source: string, text: RelocatedText) {
    this.texts.set(source, text)
    const key = anchorKey(text.after)
    const list = this.placed.get(key)
    if (list) list.push(text)
    else this.placed.set(key, [text])
  }

  private addChars(key: string, [length, toClient, toClock, source, ordinal]: RelocatedChars) {
    const char = parseCharId(key)
    if (!char) return
    const { client, clock } = char
    const to = { client: toClient, clock: toClock, source }
    const list = this.chars.get(client)
    const moved = { client, clock, length, to, ordinal: ordinal ?? null }
    if (list) list.push(moved)
    else this.chars.set(client, [moved])
  }

  private movedAt(client: number, clock: number): Moved | undefined {
    const list = this.chars.get(client)
    if (!list) return undefined
    let low = 0
    let high = list.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const moved = list[middle]!
      if (clock < moved.clock) high = middle - 1
      else if (clock >= moved.clock + moved.length) low = middle + 1
      else return moved
    }
    return undefined
  }

  /** Where a range of characters is now; collapsed (deleted) ones are left out. */
  resolveRange({ client, clock, length, source = null, offset = 0 }: Range): Resolved[] {
    const found: Resolved[] = []
    let at = clock
    const end = clock + length
    while (at < end) {
      const moved = this.movedAt(client, at)
      const until = moved ? Math.min(end, moved.clock + moved.length) : this.nextMoved(client, at, end)
      if (!moved) found.push({ client, clock: at, length: until - at, source, offset: offset + at - clock })
      else if (moved.ordinal === null) {
        const { to } = moved
        const range = {
          client: to.client,
          clock: to.clock + at - moved.clock,
          length: until - at,
          source: to.source,
        }
        for (const part of this.resolveRange({ ...range, offset: offset + at - clock })) found.push(part)
      }
      at = until
    }
    return found
  }

  /** The parts of a range that have not been carried anywhere. */
  unmoved(client: number, clock: number, length: number): (Char & { length: number })[] {
    const found: (Char & { length: number })[] = []
    const end = clock + length
    for (let at = clock; at < end;) {
      const moved = this.movedAt(client, at)
      const until = moved ? moved.clock + moved.length : this.nextMoved(client, at, end)
      if (!moved) found.push({ client, clock: at, length: until - at })
      at = until
    }
    return found
  }

  private nextMoved(client: number, after: number, end: number): number {
    const list = this.chars.get(client) ?? []
    const next = list[firstWhere(list, (moved) => moved.clock > after)]
    return next ? Math.min(next.clock, end) : end
  }

  /** Order of the first text carried to stand right after a living character; null when there is none. */
  firstPlacedAt(anchor: Anchor): number | null {
    return this.placed.get(anchorKey(anchor))?.[0]?.path[0]?.[0] ?? null
  }

  /** Where an anchor points now, and its place among those at the same point. */
  resolve(anchor: Anchor, path: Path): Place {
    let place: Place = { anchor, path }
    for (let steps = 0; steps < LONGEST_CHAIN; steps++) {
      const next = this.step(place)
      if (!next) return place
      place = next
    }
    return place
  }

  /** What was placed at this point comes first: it was placed before the point itself moved on. */
  private step({ anchor, path }: Place): Place | null {
    const [source, client, clock] = anchor
    const placed = this.placed.get(anchorKey(anchor)) ?? []
    let last = firstWhere(placed, (text) => comparePaths(text.path, path) >= 0) - 1
    while (last >= 0 && isPrefix(placed[last]!.path, path)) last--
    const before = placed[last]
    if (before) return { anchor: before.last, path }
    if (client === START) {
      const text = this.texts.get(source)
      return text ? { anchor: text.after, path: [...text.path, ...path] } : null
    }
    const moved = this.movedAt(client, clock)
    if (!moved) return null
    const { to, ordinal } = moved
    const offset = clock - moved.clock
    if (ordinal === null) return { anchor: [to.source, to.client, to.clock + offset], path }
    const behind: Path = [[BEHIND + ordinal + offset, '']]
    return { anchor: [to.source, to.client, to.clock], path: [...behind, ...path] }
  }
}
