import type { StoredEntry } from '../entry.ts'
import { extend, logBegin, type Digest, type LogItem, type LogPosition } from '../log-position.ts'

/** An item as it is kept, with the position that was noted with it; earlier versions noted none. */
export type KeptItem = { item: LogItem; noted: LogPosition | null; update?: number }

/** What an entry says of the log. */
export type Cover = LogPosition & { entry: number }

/** What a fault is in: an update by its number in the database, or a client. */
export type ItemName = { update: number } | { client: number }

export type CoverFault =
  /** An entry that covers no log, after one that does. */
  | { kind: 'cover-missing'; entry: number }
  /** An entry that covers less than one before it, or as much and something else. */
  | { kind: 'cover-contradicts'; entry: number }
  /** Items from `first` to `last` are not those that were stored; `item` where it is known which one. */
  | { kind: 'log-changed'; first: number; last: number; item: ItemName | null }
  /** Something is missing before this item. */
  | { kind: 'log-gap'; item: ItemName }
  /** The log ends before what an entry covers. */
  | { kind: 'log-cut'; entry: number; covered: number; items: number }

/** ms after which what was stored since the last entry gets an entry of its own. */
export const COVER_AFTER = 86_400_000

type Last = Pick<StoredEntry, 'at' | 'log'> | null

/** Whether something was stored that no entry covers. */
export const isUncovered = ({ count }: LogPosition, last: Last): boolean => count > (last?.log?.count ?? 0)

/** Whether that is so for too long: `now` in ms since epoch. */
export const isCoverDue = (position: LogPosition, last: Last, now: number): boolean =>
  isUncovered(position, last) && now - (last?.at ?? 0) >= COVER_AFTER

/** What an entry covers, given what the one before it does; null while entries of earlier versions cover nothing. */
export function coverIn(
  { number: entry, log }: Pick<StoredEntry, 'number' | 'log'>,
  before: Cover | null,
): Cover | CoverFault | null {
  if (!log) return before && { kind: 'cover-missing', entry }
  const isMore = before === null || log.count > before.count
  const isSame = log.count === before?.count && log.hash === before.hash
  return isMore || isSame ? { ...log, entry } : { kind: 'cover-contradicts', entry }
}

export const isCoverFault = (cover: Cover | CoverFault | null): cover is CoverFault =>
  cover !== null && 'kind' in cover

/**
 * Goes along a log and looks whether it is what was noted with its items and what entries say of it; `covers` in the
 * order of the entries. Holds nothing but a position.
 */
export class LogCheck {
  private position: LogPosition = logBegin
  /** How many items are known to be the right ones. */
  private good = 0
  private next = 0

  constructor(
    private readonly covers: readonly Cover[],
    private readonly digest: Digest,
  ) {}

  get count(): number {
    return this.position.count
  }

  /** Items that no entry covers. */
  get uncovered(): number {
    return this.count - (this.covers.at(-1)?.count ?? 0)
  }

  /** Takes the next item; the fault in it, or in those before it. */
  take({ item, noted, ...named }: KeptItem): CoverFault | null {
    this.position = extend(this.position, item, this.digest)
    const { count, hash } = this.position
    if (noted && noted.count !== count) return { kind: 'log-gap', item: nameOf(item, named) }
    const due = this.coversAt(count)
    const isRight = (!noted || noted.hash === hash) && due.every((cover) => cover.hash === hash)
    if (!isRight) return this.changed(nameOf(item, named))
    if (noted || due.length > 0) this.good = count
    return null
  }

  /** The log has ended. */
  end(): CoverFault | null {
    const { count } = this
    const cover = this.covers.find((each) => each.count > count)
    return cover ? { kind: 'log-cut', entry: cover.entry, covered: cover.count, items: count } : null
  }

  private coversAt(count: number): readonly Cover[] {
    const from = this.next
    while (this.covers[this.next] && this.covers[this.next]!.count <= count) this.next++
    return this.covers.slice(from, this.next).filter((cover) => cover.count === count)
  }

  private changed(item: ItemName): CoverFault {
    const [first, last] = [this.good + 1, this.count]
    return { kind: 'log-changed', first, last, item: first === last ? item : null }
  }
}

const nameOf = (item: LogItem, { update = 0 }: { update?: number }): ItemName =>
  item instanceof Uint8Array ? { update } : { client: item.client }
