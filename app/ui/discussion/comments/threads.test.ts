import { describe, expect, test } from 'vitest'
import type { Comment, Thread } from '#app/domain/floor/comment.ts'
import { filterThreads, placeThreads, type ThreadFilter } from './threads.ts'

const aThread = (id: string, paragraph: string, over: Partial<Thread> = {}, by = 'CAN', at = 1): Thread => ({
  id,
  about: { kind: 'paragraph', paragraph },
  words: '',
  comments: [aComment(by, at)],
  resolved: null,
  ...over,
})
const aComment = (delegation: string | null, at = 1, called: string[] = []): Comment => ({
  id: `${delegation} ${at}`,
  user: 'u1',
  role: delegation ? 'delegate' : 'chair',
  delegation,
  name: null,
  at,
  text: '',
  mentions: called.map((code) => ({ kind: 'delegation', code, name: code })),
})
const order = new Map([
  ['p1', 0],
  ['p2', 1],
])
const ids = (threads: readonly { thread: Thread }[]) => threads.map(({ thread }) => thread.id)

describe('threads', () => {
  test('stand in the order of the text, at one place the oldest first, the homeless last', () => {
    const all = [
      aThread('second', 'p2'),
      aThread('gone', 'p9'),
      aThread('later', 'p1', {}, 'CAN', 5),
      aThread('first', 'p1', {}, 'CAN', 2),
    ]
    expect(ids(placeThreads([all, [aThread('within', 'p1', {}, 'CAN', 3)]], order, null))).toEqual([
      'first',
      'within',
      'later',
      'second',
      'gone',
    ])
  })

  test('stand where the live text says', () => {
    const placed = placeThreads([[aThread('a', 'p1'), aThread('b', 'p1')], []], order, () => ({
      paragraph: null,
      isGone: true,
      passages: [],
    }))
    expect(placed.map(({ place }) => place.isGone)).toEqual([true, true])
  })

  const resolved = { user: 'u1', role: 'chair' as const, delegation: null, name: null, at: 2 }
  const threads = placeThreads(
    [
      [
        aThread('open', 'p1', {}, 'BRA', 1),
        aThread('settled', 'p1', { resolved }, 'BRA', 2),
        aThread('by me', 'p1', { resolved }, 'CAN', 3),
        aThread('answered', 'p1', { comments: [aComment('BRA', 4), aComment('CAN', 5)] }),
        aThread('called', 'p1', { comments: [aComment(null, 5, ['CAN'])] }),
      ],
      [],
    ],
    order,
    null,
  )
  test.each<[ThreadFilter, string[]]>([
    ['open', ['open', 'answered', 'called']],
    ['resolved', ['settled', 'by me']],
    ['mine', ['by me', 'answered', 'called']],
  ])('that are %s', (filter, expected) =>
    expect(ids(filterThreads(threads, filter, { role: 'delegate', delegation: 'CAN' }))).toEqual(expected),
  )
})
