import { expect, test } from 'vitest'
import type { Comment, Thread } from '#app/domain/floor/comment.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { Memory, memoryStores } from '#tests/builders/memory.ts'
import { describe } from 'vitest'
import type { Stores } from '#server/persistence/stores/stores.ts'
import { onBothDatabases } from '#tests/servers/databases.ts'
import { aDraft, aUser } from '#tests/builders/samples.ts'

let count = 0
const unique = (what: string) => `${what}-${Date.now()}-${++count}`

const aComment = (over: Partial<Comment> = {}): Comment => ({
  id: unique('comment'),
  user: 'u1',
  role: 'delegate',
  delegation: 'MEX',
  name: 'Ana Pérez',
  at: 1_712_000_000_123,
  text: 'Two lines\n“and” a 🦤 for @Luis',
  mentions: [{ kind: 'person', user: 'u2', name: 'Luis' }],
  ...over,
})

const aThread = (over: Partial<Thread> = {}): Thread => ({
  id: unique('thread'),
  about: { kind: 'words', paragraph: 'p1', characters: [['7:8', 3]] },
  words: 'all [of] them',
  comments: [aComment()],
  resolved: null,
  ...over,
})

type Tested = Pick<Stores, 'internalComments' | 'colleagues' | 'drafts' | 'users'>

/** What every store of comments within a delegation promises. */
function suite(stores: () => Tested): void {
  const draft = async () => {
    const header = aDraft()
    await stores().drafts.add(header)
    return header.id
  }

  test('give threads back word for word, the oldest first', async () => {
    const id = await draft()
    const { internalComments } = stores()
    const [first, second] = [aThread(), aThread({ comments: [aComment({ at: 1 })] })]
    for (const thread of [first, second]) await internalComments.open(id, 'MEX', thread)
    expect(await internalComments.of(id, 'MEX')).toEqual([first, second])
    expect(await internalComments.byId(id, 'MEX', second.id)).toEqual(second)
    expect(await internalComments.byId(id, 'MEX', 'none')).toBeNull()
  })

  test('add replies in their order, settle a thread and open it again', async () => {
    const id = await draft()
    const { internalComments } = stores()
    const thread = aThread()
    await internalComments.open(id, 'MEX', thread)
    const replies = [aComment({ name: 'Luis' }), aComment({ mentions: [] })]
    for (const reply of replies) expect(await internalComments.reply(id, 'MEX', thread.id, reply)).toBe(true)
    const { user, role, delegation, name } = aComment()
    const resolved = { user, role, delegation, name, at: 1_712_000_000_456 }
    expect(await internalComments.settle(id, 'MEX', thread.id, resolved)).toBe(true)
    const comments = [...thread.comments, ...replies]
    expect(await internalComments.of(id, 'MEX')).toEqual([{ ...thread, comments, resolved }])
    expect(await internalComments.settle(id, 'MEX', thread.id, null)).toBe(true)
    expect(await internalComments.of(id, 'MEX')).toEqual([{ ...thread, comments }])
  })

  test('never let another delegation, or another draft, read or change anything', async () => {
    const [id, other] = [await draft(), await draft()]
    const { internalComments } = stores()
    const thread = aThread()
    await internalComments.open(id, 'MEX', thread)
    for (const [where, whose] of [
      [id, 'CAN'],
      [other, 'MEX'],
    ] as const) {
      expect(await internalComments.of(where, whose)).toEqual([])
      expect(await internalComments.byId(where, whose, thread.id)).toBeNull()
      expect(await internalComments.reply(where, whose, thread.id, aComment())).toBe(false)
      expect(await internalComments.settle(where, whose, thread.id, null)).toBe(false)
    }
    expect(await internalComments.of(id, 'MEX')).toEqual([thread])
  })

  test('name the people of a delegation, and only those', async () => {
    const { users, colleagues } = stores()
    const [zoe, ana] = [aUser({ delegation: 'BLZ', name: 'Zoe' }), aUser({ delegation: 'BLZ', name: 'Ana' })]
    for (const user of [zoe, ana, aUser({ delegation: 'GUY' })]) await users.add(user)
    expect(await colleagues.of('BLZ')).toEqual([
      { id: ana.id, name: 'Ana' },
      { id: zoe.id, name: 'Zoe' },
    ])
  })
}

describe('comments within a delegation in memory', () => {
  const stores = memoryStores(new Memory())
  suite(() => stores as unknown as Tested)
})

onBothDatabases('comments within a delegation', (open) => {
  suite(() => storesOn(open(), () => undefined))

  test.each([
    ['change, delete or empty the comments', 'internal_comments', 'UPDATE internal_comments SET text = text'],
    ['delete or empty the threads', 'internal_threads', 'DELETE FROM internal_threads'],
  ])('never %s', async (_, table, statement) => {
    const { pool } = open()
    for (const each of [statement, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
      await expect(pool.query(each)).rejects.toThrow(/append-only/)
  })
})
