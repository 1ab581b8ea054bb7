import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { LeaseStore, SharedRoomStore } from '#app/usecases/ports.ts'
import { storesOn, type Stores } from '#server/persistence/stores/stores.ts'
import { Memory, memoryStores } from '#tests/builders/memory.ts'
import { onBothDatabases } from '#tests/servers/databases.ts'
import { aDraft, anEntry, words } from '#tests/builders/samples.ts'

type Table = {
  leases: LeaseStore
  room: SharedRoomStore
  drafts: Pick<Stores['drafts'], 'add'>
  /** As if the process had said nothing for longer than it promised. */
  expire(process: string): Promise<void>
}

const ignore = () => undefined

function suite(open: () => Table): void {
  async function born(claims = true): Promise<string> {
    const id = `process-${randomUUID()}`
    await open().leases.renew({ id, name: 'test', claims }, 60_000)
    return id
  }
  async function begin() {
    const { id } = aDraft()
    await open().drafts.add(aDraft({ id }))
    return { ...open(), id, one: await born(), other: await born() }
  }
  const lists = (updates: readonly Uint8Array[]) => updates.map((update) => [...update])

  test('a process that has spoken lives, until it leaves or falls silent', async () => {
    const { leases, one, other, expire } = await begin()
    const living = async () =>
      (await leases.renew({ id: one, name: 'test', claims: true }, 60_000)).map(({ id }) => id)
    expect(await living()).toEqual(expect.arrayContaining([one, other]))
    await expire(other)
    expect(await living()).not.toContain(other)
    const third = await born()
    await leases.leave(third)
    expect(await living()).not.toContain(third)
  })

  test('a room belongs to the first who claims it, and every claim of its own raises the epoch', async () => {
    const { leases, id, one, other } = await begin()
    expect(await leases.claim(id, one)).toEqual({ owner: one, epoch: 1 })
    expect(await leases.claim(id, other)).toEqual({ owner: one, epoch: 1 })
    expect(await leases.claim(id, one)).toEqual({ owner: one, epoch: 2 })
  })

  test('a room that was given back goes to whoever claims it next, under a new epoch', async () => {
    const { leases, id, one, other } = await begin()
    const lease = (await leases.claim(id, one))!
    await leases.release(id, lease)
    expect(await leases.claim(id, other)).toEqual({ owner: other, epoch: 2 })
    await leases.release(id, lease)
    expect(await leases.claim(id, one)).toEqual({ owner: other, epoch: 2 })
  })

  test.each(['falls silent', 'leaves'])('a room goes to another when its holder %s', async (how) => {
    const { leases, id, one, other, expire } = await begin()
    await leases.claim(id, one)
    await (how === 'leaves' ? leases.leave(one) : expire(one))
    expect(await leases.claim(id, other)).toEqual({ owner: other, epoch: 2 })
  })

  test('who is taken for dead claims nothing', async () => {
    const { leases, id, one, other, expire } = await begin()
    await expire(one)
    expect(await leases.claim(id, one)).toBeNull()
    await leases.claim(id, other)
    expect(await leases.claim(id, one)).toEqual({ owner: other, epoch: 1 })
  })

  test('who takes no rooms learns who has one, and gets none', async () => {
    const { leases, id, one } = await begin()
    const reader = await born(false)
    expect(await leases.claim(id, reader)).toBeNull()
    await leases.claim(id, one)
    expect(await leases.claim(id, reader)).toEqual({ owner: one, epoch: 1 })
  })

  test('of many who claim the room of a dead one at once, one gets it', async () => {
    const { leases, id, one, expire } = await begin()
    await leases.claim(id, one)
    await expire(one)
    const all = await Promise.all(Array.from({ length: 8 }, () => born()))
    const answers = await Promise.all(all.map((process) => leases.claim(id, process)))
    const owner = answers[0]!.owner
    expect(all).toContain(owner)
    expect(answers.every((lease) => lease?.owner === owner && lease.epoch === 2)).toBe(true)
  })

  test.each([
    ['words', {}],
    ['a decision', { entries: 1 }],
  ])(
    'one who is fenced off cannot append %s, and others can',
    async (_, { entries }: { entries?: number }) => {
      const { leases, room, id, one, other, expire } = await begin()
      const batch = (n: number) => ({ ...words([n]), entries: entries ? [anEntry(id, n)] : [] })
      const old = (await leases.claim(id, one))!
      await room.append(id, batch(1), old.epoch)
      await expire(one)
      const current = (await leases.claim(id, other))!
      await expect(room.append(id, batch(2), old.epoch)).rejects.toMatchObject({ kind: 'fenced' })
      await room.append(id, batch(2), current.epoch)
      await leases.renew({ id: one, name: 'test', claims: true }, 60_000)
      await expect(room.append(id, batch(3), old.epoch)).rejects.toMatchObject({ kind: 'fenced' })
      const log = await room.load(id)
      expect(lists(log.updates)).toEqual([[1], [2]])
      expect(log.lastEntry?.number).toBe(entries ? 2 : undefined)
    },
  )

  test('a fenced append fails alone, whoever shares its statement', async () => {
    const [fenced, free] = [await begin(), await begin()]
    const old = (await fenced.leases.claim(fenced.id, fenced.one))!
    const lease = (await free.leases.claim(free.id, free.one))!
    await fenced.leases.release(fenced.id, old)
    await fenced.leases.claim(fenced.id, fenced.other)
    const { room } = free
    const outcomes = await Promise.allSettled([
      room.append(free.id, words([1]), lease.epoch),
      room.append(fenced.id, words([2]), old.epoch),
      room.append(free.id, words([3]), lease.epoch),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(lists((await room.load(free.id)).updates)).toEqual([[1], [3]])
    expect((await room.load(fenced.id)).updates).toEqual([])
  })

  test('a change of hands in the middle of writing leaves each word on one side of it', async () => {
    const { leases, room, id, one, other, expire } = await begin()
    const old = (await leases.claim(id, one))!
    const before: number[] = []
    let handed = false
    async function write() {
      for (let n = 0; n < 250; n++) {
        await room.append(id, words([n]), old.epoch)
        before.push(n)
        await new Promise((resolve) => setImmediate(resolve))
        if (n === 10) void expire(one).then(() => (handed = true))
      }
    }
    const writing = write().then(
      () => 'never fenced',
      (error: { kind?: string }) => error.kind,
    )
    while (!handed) await new Promise((resolve) => setTimeout(resolve, 1))
    const lease = (await leases.claim(id, other))!
    const seen = lists((await room.load(id)).updates)
    expect(await writing).toBe('fenced')
    await room.append(id, words([255]), lease.epoch)
    expect(lists((await room.load(id)).updates)).toEqual([...seen, [255]])
    expect(seen).toEqual(before.map((n) => [n]))
  })
}

onBothDatabases('the lease store', (open) => {
  suite(() => ({
    ...storesOn(open(), ignore),
    async expire(process) {
      const past = `UPDATE processes SET expires_at = clock_timestamp() - interval '1 s' WHERE id = $1`
      await open().pool.query(past, [process])
    },
  }))
})

describe('the lease store in memory', () => {
  const memory = new Memory()
  const stores = memoryStores(memory)
  suite(() => ({
    ...stores,
    expire: async (process) => void (memory.processes.get(process)!.expiresAt = 0),
  }))
})
