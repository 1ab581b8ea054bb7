import { expect, test } from 'vitest'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { Memory, memoryStores } from '#tests/builders/memory.ts'
import { onBothDatabases } from '#tests/servers/databases.ts'
import { claimingStore } from '#tests/builders/claiming-store.ts'
import { aDraft, aRevision, anEntry, words } from '#tests/builders/samples.ts'

type Under = Pick<ReturnType<typeof storesOn>, 'room' | 'leases' | 'drafts' | 'deadlines'>

/** Which drafts have something to decide by themselves, as every store has to keep it. */
function keepsDeadlines(open: () => Under) {
  const begin = async () => {
    const header = aDraft()
    await open().drafts.add(header)
    return { header, id: header.id, room: claimingStore(open()) }
  }
  /** Of these drafts only: others share the database. */
  const due = async (now: number, ...ids: string[]) =>
    (await open().deadlines.due(now)).filter((id) => ids.includes(id))

  test('has none at first', async () => {
    const { id } = await begin()
    expect(await due(9e12, id)).toEqual([])
  })

  test('is set with what it follows from, and due from its very moment on', async () => {
    const { id, room } = await begin()
    await room.append(id, { ...words([1]), entries: [anEntry(id, 1)], deadline: 1_000_123 })
    expect(await due(1_000_122, id)).toEqual([])
    expect(await due(1_000_123, id)).toEqual([id])
    expect(await room.load(id)).toMatchObject({ lastEntry: { number: 1 } })
  })

  test('stays where a batch says nothing of it, moves, and is taken away', async () => {
    const { id, room } = await begin()
    await room.append(id, { ...words([1]), deadline: 5_000 })
    await room.append(id, words([2]))
    expect(await due(5_000, id)).toEqual([id])
    await room.append(id, { ...words([3]), deadline: 6_000 })
    expect(await due(5_999, id)).toEqual([])
    expect(await due(6_000, id)).toEqual([id])
    await room.append(id, { ...words([4]), deadline: null })
    await room.append(id, { ...words([5]), deadline: null })
    expect(await due(9e12, id)).toEqual([])
  })

  test('gives the earliest first', async () => {
    const [one, two] = [await begin(), await begin()]
    await one.room.append(one.id, { ...words([1]), deadline: 8_000 })
    await two.room.append(two.id, { ...words([1]), deadline: 7_000 })
    expect(await due(8_000, one.id, two.id)).toEqual([two.id, one.id])
  })

  test('is not set by a batch that is not stored', async () => {
    const { id, header, room } = await begin()
    await room.append(id, { ...words([1]), revision: aRevision(header, 0) })
    const again = { ...words([2]), revision: aRevision(header, 0), deadline: 5_000 }
    await expect(room.append(id, again)).rejects.toThrow()
    expect(await due(9e12, id)).toEqual([])
  })
}

onBothDatabases('deadlines', (open) => {
  keepsDeadlines(() => storesOn(open(), () => undefined))
})

{
  const stores = memoryStores(new Memory())
  const shared = { ...stores, room: stores.room as Under['room'] }
  keepsDeadlines(() => shared)
}
