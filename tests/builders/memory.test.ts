import { describe, expect, it } from 'vitest'
import { aDraft, anEntry, aRevision, aTransmission, aUser, words } from './samples.ts'
import { memoryStores } from './memory.ts'

/** The promises of the ports, as the stores on both databases keep them. */
describe('the stores in memory', () => {
  const begin = async () => {
    const stores = memoryStores()
    const header = aDraft()
    await stores.drafts.add(header)
    return { stores, header, id: header.id }
  }

  it('knows 35 member states and the road of a text', async () => {
    const { stores } = await begin()
    expect((await stores.delegations.all()).map(({ order }) => order)).toEqual(
      Array.from({ length: 35 }, (_, at) => at + 1),
    )
    expect((await stores.organs.byCode('CAM'))?.next).toBe('CIDI')
    expect(await stores.organs.byCode('XX')).toBeNull()
  })

  it('finds a user whatever the case of the e-mail, without the password by id', async () => {
    const { stores } = await begin()
    const { passwordHash, ...ana } = aUser({ email: 'ana@example.org' })
    await stores.users.add({ ...ana, passwordHash })
    expect(await stores.users.byEmail(' ANA@example.org ')).toEqual({ ...ana, passwordHash })
    expect(await stores.users.byId(ana.id)).toEqual(ana)
    const again = aUser({ email: 'Ana@Example.org' })
    await expect(stores.users.add(again)).rejects.toMatchObject({ name: 'Taken', what: 'email' })
  })

  it('tells which sessions live, with their users', async () => {
    const { stores } = await begin()
    const { passwordHash, ...ana } = aUser()
    await stores.users.add({ ...ana, passwordHash })
    const session = (id: string, expiresAt: number) => ({ id, user: ana.id, createdAt: 1, expiresAt })
    for (const [id, end] of [['s1', 5] as const, ['s2', 6] as const])
      await stores.sessions.add(session(id, end))
    expect([...(await stores.sessions.living(['s1', 's2', 'none'], 5))]).toEqual([
      ['s2', { user: ana, expiresAt: 6 }],
    ])
  })

  it.each([{ delegation: null }, { role: 'chair' as const }, { delegation: 'XXX' }])(
    'refuses a user with %j',
    async (over) => {
      const { stores } = await begin()
      await expect(stores.users.add(aUser(over))).rejects.toThrow()
    },
  )

  it('lists drafts newest first and refuses a symbol twice', async () => {
    const { stores, header } = await begin()
    const second = aDraft()
    await stores.drafts.add(second)
    expect(await stores.drafts.all()).toEqual([second, header])
    await expect(stores.drafts.add(aDraft({ symbol: header.symbol }))).rejects.toMatchObject({
      name: 'Taken',
      what: 'symbol',
    })
  })

  it('stores words, record, revision, transmission and phase in one step', async () => {
    const { stores, header, id } = await begin()
    const revision = aRevision(header, 0)
    await stores.room.append(id, { ...words([1]), revision })
    const transmission = aTransmission(header)
    const entries = [anEntry(id, 1)]
    await stores.room.append(id, { ...words([9]), entries, transmission, phase: 'transmitted' })
    expect(await stores.room.load(id)).toMatchObject({ lastUpdate: 2, lastEntry: entries[0] })
    expect(await stores.revisions.of(id)).toEqual([revision])
    expect(await stores.transmissions.of(id)).toEqual([transmission])
    expect((await stores.drafts.byId(id))?.phase).toBe('transmitted')
  })

  it.each([
    ['a number that the record has', { entries: [anEntry('', 1), anEntry('', 1)] }],
    ['a transmission of no revision', { transmission: aTransmission(aDraft(), { revision: 7 }) }],
  ])('stores nothing of a batch with %s', async (_, bad) => {
    const { stores, id } = await begin()
    await expect(stores.room.append(id, { ...words([2]), ...bad })).rejects.toThrow()
    expect(await stores.room.load(id)).toMatchObject({ updates: [], lastEntry: null })
  })

  it('opens from the snapshot and the updates after it', async () => {
    const { stores, id } = await begin()
    const { lastUpdate } = await stores.room.append(id, words([1], [2]))
    await stores.room.snapshot(id, lastUpdate, Uint8Array.of(42), Uint8Array.of(7))
    await stores.room.append(id, words([3]))
    const { snapshot, vector, updates } = await stores.room.load(id)
    expect([snapshot, vector, updates]).toEqual([Uint8Array.of(42), Uint8Array.of(7), [Uint8Array.of(3)]])
  })

  it('gives copies, which nobody can change behind its back', async () => {
    const { stores, header } = await begin()
    const read = (await stores.drafts.byId(header.id))!
    read.title = 'Changed'
    expect((await stores.drafts.byId(header.id))?.title).toBe(header.title)
  })
})
