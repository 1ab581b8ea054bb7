import type { DelegationCode } from '#app/domain/basics/actor.ts'
import { isSameAuthor, type About, type Thread, type ThreadPlace } from '#app/domain/floor/comment.ts'
import { passagesAtFirst } from '#app/domain/floor/commented-words.ts'
import type { ParagraphId } from '#app/domain/basics/paragraph.ts'
import type { Identity } from '#app/live/types.ts'

/** A thread with where it belongs now. */
export type PlacedThread = { thread: Thread; place: ThreadPlace; isWithin: boolean }

export const threadFilters = ['open', 'resolved', 'mine'] as const
export type ThreadFilter = (typeof threadFilters)[number]

/**
 * All threads that one reads, in the order of the text; those whose paragraph is gone stand at the end. Until the
 * live text is there each is taken to be where it began.
 */
export function placeThreads(
  [atTable, within]: readonly [readonly Thread[], readonly Thread[]],
  order: ReadonlyMap<ParagraphId, number>,
  placeOf: ((about: About) => ThreadPlace) | null,
): PlacedThread[] {
  const placed = (isWithin: boolean) => (thread: Thread) => ({
    thread,
    isWithin,
    place: placeOf?.(thread.about) ?? {
      paragraph: thread.about.paragraph,
      isGone: false,
      passages: passagesAtFirst(thread.about),
    },
  })
  const rank = ({ place }: PlacedThread) =>
    place.paragraph === null ? Infinity : (order.get(place.paragraph) ?? Infinity)
  return [...atTable.map(placed(false)), ...within.map(placed(true))].sort(
    (a, b) => compare(rank(a), rank(b)) || a.thread.comments[0]!.at - b.thread.comments[0]!.at,
  )
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

/** Whether a delegation, or an office, takes part in a thread or is called upon in it. */
export function concerns(
  { comments }: Thread,
  me: Pick<Identity, 'role' | 'delegation'>,
  user: string | null,
): boolean {
  return comments.some(
    (comment) =>
      isSameAuthor(comment, me) ||
      comment.mentions.some((mention) =>
        mention.kind === 'person' ? mention.user === user : isCalled(mention.code, me.delegation),
      ),
  )
}

const isCalled = (code: DelegationCode, delegation: DelegationCode | null): boolean => code === delegation

/** The threads that a filter lets through. Open ones are what one sees first; what is mine may be either. */
export const filterThreads = (
  threads: readonly PlacedThread[],
  filter: ThreadFilter,
  me: Pick<Identity, 'role' | 'delegation'>,
): PlacedThread[] =>
  threads.filter(({ thread }) =>
    filter === 'mine' ? concerns(thread, me, null) : (thread.resolved === null) === (filter === 'open'),
  )
