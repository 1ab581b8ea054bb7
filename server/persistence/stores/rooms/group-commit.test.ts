import { describe, expect, it, vi } from 'vitest'
import { GroupCommit, type Stored, type Waiting } from './group-commit.ts'

const words = (room: string, ...sizes: number[]): Waiting => ({
  room,
  updates: sizes.map((size) => new Uint8Array(size)),
})

/** A database whose statements end when the test says so. */
function slow() {
  const statements: { waiting: readonly Waiting[]; end(fault?: Error): void }[] = []
  let number = 0
  const statement = (waiting: readonly Waiting[]) =>
    new Promise<Stored[]>((resolve, reject) =>
      statements.push({
        waiting,
        end: (fault) => (fault ? reject(fault) : resolve(waiting.map(() => ({ last: ++number })))),
      }),
    )
  const began = (count: number) => vi.waitFor(() => expect(statements.length).toBe(count))
  const rooms = () => statements.map(({ waiting }) => waiting.map(({ room }) => room))
  return { statement, statements, began, rooms }
}

describe('a group commit', () => {
  it('shares one statement among what comes in the same tick, and the next among what comes meanwhile', async () => {
    const { statement, statements, began, rooms } = slow()
    const commit = new GroupCommit(statement)
    const first = [commit.append(words('a', 1)), commit.append(words('b', 1))]
    await began(1)
    const second = [commit.append(words('a', 1)), commit.append(words('c', 1))]
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(statements.length).toBe(1)
    statements[0]!.end()
    expect(await Promise.all(first)).toEqual([1, 2])
    await began(2)
    statements[1]!.end()
    expect(await Promise.all(second)).toEqual([3, 4])
    expect(rooms()).toEqual([
      ['a', 'b'],
      ['a', 'c'],
    ])
  })

  it.each([
    ['updates', Array.from({ length: 3 }, () => Array.from({ length: 2_000 }, () => 1)), [2, 1]],
    ['bytes', [[5_000_000], [5_000_000], [1]], [1, 2]],
    ['than one append of many bytes', [[5_000_000, 5_000_000], [1]], [1, 1]],
  ])('takes no more %s at a time', async (_, sizes, expected) => {
    const { statement, statements, began } = slow()
    const commit = new GroupCommit(statement)
    const all = sizes.map((each) => commit.append(words('a', ...each)))
    for (let n = 0; n < expected.length; n++) {
      await began(n + 1)
      statements[n]!.end()
    }
    await Promise.all(all)
    expect(statements.map(({ waiting }) => waiting.length)).toEqual(expected)
  })

  it('tells each what became of it', async () => {
    const refused = new Error('no such draft')
    const commit = new GroupCommit(async (waiting) =>
      waiting.map(({ room }) => (room === 'none' ? { refused } : { last: 7 })),
    )
    const outcomes = await Promise.allSettled(
      ['a', 'none', 'b'].map((draft) => commit.append(words(draft, 1))),
    )
    expect(outcomes).toEqual([
      { status: 'fulfilled', value: 7 },
      { status: 'rejected', reason: refused },
      { status: 'fulfilled', value: 7 },
    ])
  })

  it('tries each alone when the database refuses them together', async () => {
    const bad = new Error('bad value')
    const commit = new GroupCommit(
      async (waiting) => {
        if (waiting.some(({ room }) => room === 'bad')) throw bad
        return waiting.map(() => ({ last: 1 }))
      },
      { isRefusal: (error) => error === bad },
    )
    const outcomes = await Promise.allSettled(
      ['a', 'bad', 'b'].map((draft) => commit.append(words(draft, 1))),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('tries nothing again when nobody knows whether it was stored, and goes on afterwards', async () => {
    const { statement, statements, began } = slow()
    const commit = new GroupCommit(statement, { isRefusal: () => false })
    const lost = [commit.append(words('a', 1)), commit.append(words('b', 1))].map((each) =>
      each.catch(String),
    )
    await began(1)
    statements[0]!.end(new Error('connection lost'))
    expect(await Promise.all(lost)).toEqual(['Error: connection lost', 'Error: connection lost'])
    const next = commit.append(words('a', 1))
    await began(2)
    statements[1]!.end()
    expect(await next).toBe(1)
  })

  it('stores keystrokes that come now and then at once, and keeps statements apart under load', async () => {
    let begun = 0
    const statement = async (waiting: readonly Waiting[]) => {
      begun++
      return waiting.map(() => ({ last: 1 }))
    }
    vi.useFakeTimers()
    try {
      const commit = new GroupCommit(statement, { now: () => Date.now() })
      for (let n = 0; n < 100; n++) {
        void commit.append(words('calm', 1))
        await vi.advanceTimersByTimeAsync(10)
      }
      expect(begun).toBe(100)
      begun = 0
      for (let n = 0; n < 1_000; n++) {
        void commit.append(words('busy', 1))
        await vi.advanceTimersByTimeAsync(1)
      }
      expect(begun).toBeGreaterThan(300)
      expect(begun).toBeLessThan(600)
    } finally {
      vi.useRealTimers()
    }
  })
})
