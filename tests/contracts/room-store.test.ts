import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { extendAll, logBegin, type LogPosition } from '#app/domain/record/log-position.ts'
import type { Batch } from '#app/usecases/ports.ts'
import { digest } from '#server/crypto/digest.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { onBothDatabases } from '#tests/servers/databases.ts'
import { claimingStore } from '#tests/builders/claiming-store.ts'
import { aDraft, anEntry, aRevision, aTransmission, words } from '#tests/builders/samples.ts'

onBothDatabases('the room store', (open) => {
  const damaged: unknown[] = []
  const stores = () => storesOn(open(), (what) => damaged.push(what))
  const begin = async () => {
    const header = aDraft()
    await stores().drafts.add(header)
    return { header, id: header.id, room: claimingStore(stores()) }
  }
  const lists = (updates: readonly Uint8Array[]) => updates.map((update) => [...update])

  test('begins a draft with nothing', async () => {
    const { id, room } = await begin()
    const nothing = { snapshot: null, vector: null, updates: [], lastUpdate: 0, clients: [], lastEntry: null }
    expect(await room.load(id)).toEqual({ ...nothing, position: logBegin })
  })

  test('gives updates back byte for byte in the order they were appended', async () => {
    const { id, room } = await begin()
    const first = await room.append(id, words([1], [0, 255, 128], []))
    const second = await room.append(id, words([2, 2]))
    expect(second.lastUpdate).toBeGreaterThan(first.lastUpdate)
    const log = await room.load(id)
    expect(lists(log.updates)).toEqual([[1], [0, 255, 128], [], [2, 2]])
    expect(log.lastUpdate).toBe(second.lastUpdate)
  })

  test('keeps the order of many updates in one batch', async () => {
    const { id, room } = await begin()
    const many = Array.from({ length: 1_000 }, (_, n) => [n >> 8, n & 255])
    await room.append(id, words(...many))
    expect(lists((await room.load(id)).updates)).toEqual(many)
  })

  test('keeps a large update whole', async () => {
    const { id, room } = await begin()
    const large = new Uint8Array(4_000_000).map((_, place) => place % 251)
    await room.append(id, { updates: [large], clients: [], entries: [] })
    const [kept] = (await room.load(id)).updates
    expect(Buffer.compare(kept!, large)).toBe(0)
  })

  test('keeps drafts apart', async () => {
    const [one, other] = [await begin(), await begin()]
    await Promise.all([one.room.append(one.id, words([1])), other.room.append(other.id, words([2]))])
    expect(lists((await one.room.load(one.id)).updates)).toEqual([[1]])
    expect(lists((await other.room.load(other.id)).updates)).toEqual([[2]])
  })

  test('stores words, record, revision, transmission, phase and clients in one step', async () => {
    const { header, id, room } = await begin()
    const revision = aRevision(header, 0)
    const transmission = aTransmission(header)
    const entries = [anEntry(id, 1), anEntry(id, 2)]
    const clients = [
      { client: 1, user: 'u1' },
      { client: 4_294_967_295, user: 'u2' },
    ]
    await room.append(id, { ...words([9]), clients, entries, revision, transmission, phase: 'transmitted' })
    const log = await room.load(id)
    expect(log).toMatchObject({ clients, lastEntry: entries[1] })
    expect(lists(log.updates)).toEqual([[9]])
    expect(await stores().revisions.of(id)).toEqual([revision])
    expect(await stores().transmissions.of(id)).toEqual([transmission])
    expect((await stores().drafts.byId(id))?.phase).toBe('transmitted')
  })

  test('answers the number of the last update when a batch brings none', async () => {
    const { id, room } = await begin()
    const { lastUpdate } = await room.append(id, words([1]))
    const entries = [anEntry(id, 1)]
    expect(await room.append(id, { updates: [], clients: [], entries })).toEqual({ lastUpdate })
  })

  test.each<[string, (id: string) => Partial<Batch>]>([
    ['a number that the record has already', (id) => ({ entries: [anEntry(id, 2), anEntry(id, 1)] })],
    ['a number of a revision that is issued', (id) => ({ revision: { ...aRevision(aDraft({ id }), 0) } })],
    [
      'a transmission of a revision that is none',
      (id) => ({ transmission: aTransmission(aDraft({ id }), { revision: 7 }) }),
    ],
  ])('stores nothing of a batch with %s', async (_, bad) => {
    const { header, id, room } = await begin()
    const { lastUpdate } = await room.append(id, {
      ...words([1]),
      entries: [anEntry(id, 1)],
      revision: aRevision(header, 0),
    })
    const batch = {
      ...words([2]),
      clients: [{ client: 5, user: 'u5' }],
      phase: 'transmitted' as const,
      ...bad(id),
    }
    await expect(room.append(id, batch)).rejects.toThrow()
    const log = await room.load(id)
    expect(log).toMatchObject({ lastUpdate, clients: [], lastEntry: { number: 1 } })
    expect(lists(log.updates)).toEqual([[1]])
    expect((await stores().drafts.byId(id))?.phase).toBe('negotiation')
    expect(await stores().revisions.of(id)).toHaveLength(1)
  })

  test('says that a symbol is taken, by another draft too', async () => {
    const [one, other] = [await begin(), await begin()]
    const issue = (at: typeof one, symbol: string) =>
      at.room.append(at.id, { ...words(), revision: aRevision(at.header, 0, { symbol }) })
    await issue(one, one.header.symbol)
    await expect(issue(other, one.header.symbol)).rejects.toMatchObject({ name: 'Taken', what: 'symbol' })
  })

  test('refuses updates of a draft that does not exist', async () => {
    const { room } = await begin()
    await expect(room.append('none', words([1]))).rejects.toThrow()
  })

  test.each<[string, Partial<Batch>]>([
    ['alone', {}],
    ['with a deadline', { deadline: 5 }],
  ])('leaves a client id with the user who had it first, and stores nothing else %s', async (_, also) => {
    const { id, room } = await begin()
    const bound = (user: string) =>
      room.append(id, { ...words([1]), clients: [{ client: 8, user }], ...also })
    await bound('first')
    await expect(bound('second')).rejects.toMatchObject({ name: 'Taken' })
    const { clients, updates } = await room.load(id)
    expect(clients).toEqual([{ client: 8, user: 'first' }])
    expect(lists(updates)).toEqual([[1]])
  })

  const placed = (from: LogPosition, batch: Batch): Batch => ({
    ...batch,
    places: extendAll(from, [...batch.clients, ...batch.updates], digest),
  })

  test.each<[string, Partial<Batch>]>([
    ['with others', {}],
    ['in a transaction of its own', { deadline: 5 }],
  ])('notes where each client and each update stands in the log, stored %s', async (_, also) => {
    const { id, room } = await begin()
    const clients = [
      { client: 9, user: 'u1' },
      { client: 2, user: 'u2' },
    ]
    const entries = [anEntry(id, 1, { form: 2, log: { count: 4, hash: 'h' } })]
    const batch = placed(logBegin, { ...words([1], [2]), clients, entries, ...also })
    await room.append(id, batch)
    expect(await room.load(id)).toMatchObject({ position: batch.places!.at(-1), lastEntry: entries[0] })
    const third = placed(batch.places!.at(-1)!, { ...words(), clients: [{ client: 1, user: 'u1' }], ...also })
    await room.append(id, third)
    expect((await room.load(id)).position).toEqual(third.places!.at(-1))
  })

  test('reads all of a log that an earlier version began, to know where it stands', async () => {
    const { id, room } = await begin()
    const clients = [
      { client: 9, user: 'u1' },
      { client: 2, user: 'u2' },
    ]
    await room.append(id, { ...words([1], [2]), clients })
    const [nine, two] = clients
    const places = extendAll(logBegin, [two!, nine!, Uint8Array.of(1), Uint8Array.of(2)], digest)
    expect((await room.load(id)).position).toEqual(places.at(-1))
    const next = placed(places.at(-1)!, words([3]))
    await room.append(id, next)
    expect((await room.load(id)).position).toEqual(next.places!.at(-1))
  })

  test('opens from the newest snapshot and the updates after it', async () => {
    const { id, room } = await begin()
    await room.append(id, words([1]))
    const { lastUpdate } = await room.append(id, words([2]))
    await room.snapshot(id, lastUpdate, Uint8Array.of(42), Uint8Array.of(7))
    const vector = Uint8Array.of(7)
    expect(await room.load(id)).toMatchObject({
      snapshot: Uint8Array.of(42),
      vector,
      updates: [],
      lastUpdate,
    })
    await room.append(id, words([3]))
    const log = await room.load(id)
    expect(log.snapshot).toEqual(Uint8Array.of(42))
    expect(lists(log.updates)).toEqual([[3]])
  })

  test('opens from a snapshot that an earlier version made, which has no vector', async () => {
    const { id, room } = await begin()
    const { lastUpdate } = await room.append(id, words([1]))
    const row = [id, lastUpdate, '\\x2a', createHash('sha256').update(Uint8Array.of(42)).digest('hex')]
    const insert = 'INSERT INTO draft_snapshots (draft, up_to, state, sha256) VALUES ($1, $2, $3, $4)'
    await open().pool.query(insert, row)
    expect(await room.load(id)).toMatchObject({ snapshot: Uint8Array.of(42), vector: null, updates: [] })
  })

  test('passes over a snapshot whose vector is damaged', async () => {
    const { id, room } = await begin()
    const { lastUpdate } = await room.append(id, words([1]))
    await room.snapshot(id, lastUpdate, Uint8Array.of(42), Uint8Array.of(7))
    await open().pool.query(`UPDATE draft_snapshots SET vector = '\\xdead' WHERE draft = $1`, [id])
    expect(await room.load(id)).toMatchObject({ snapshot: null, vector: null })
  })

  test('stores the appends of many rooms that come together, and only one that is refused fails', async () => {
    const room = claimingStore(stores())
    const drafts = await Promise.all(Array.from({ length: 20 }, async () => (await begin()).id))
    const appends = [...drafts, 'none', ...drafts].map((id, n) => room.append(id, words([n], [n, n])))
    const outcomes = await Promise.allSettled(appends)
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    for (const [n, id] of drafts.entries()) {
      const log = await room.load(id)
      expect(lists(log.updates)).toEqual([[n], [n, n], [n + 21], [n + 21, n + 21]])
      expect(outcomes[n + 21]).toMatchObject({ value: { lastUpdate: log.lastUpdate } })
    }
  })

  test('passes over a damaged snapshot and says so', async () => {
    const { id, room } = await begin()
    for (const n of [1, 2, 3]) {
      const { lastUpdate } = await room.append(id, words([n]))
      await room.snapshot(id, lastUpdate, Uint8Array.of(n, n))
    }
    const spoil = (count: number) =>
      open().pool.query(
        `UPDATE draft_snapshots SET state = '\\xdead' WHERE draft = $1 AND up_to IN
           (SELECT up_to FROM draft_snapshots WHERE draft = $1 ORDER BY up_to DESC LIMIT $2)`,
        [id, count],
      )
    damaged.length = 0
    await spoil(1)
    const older = await room.load(id)
    expect(older.snapshot).toEqual(Uint8Array.of(2, 2))
    expect(lists(older.updates)).toEqual([[3]])
    expect(damaged).toHaveLength(1)
    await spoil(3)
    const whole = await room.load(id)
    expect(whole.snapshot).toBeNull()
    expect(lists(whole.updates)).toEqual([[1], [2], [3]])
  })

  test.each([
    ['of which half was written', 'state = substring(state FROM 1 FOR octet_length(state) / 2)'],
    ['of which nothing was written', "state = ''"],
    ['with one bit that fell over', 'state = set_bit(state, 5, 1 - get_bit(state, 5))'],
    ['whose vector is another one', "vector = '\\x0101'"],
    ['whose checksum was lost', "sha256 = ''"],
  ])('opens from the log in place of a snapshot %s', async (_, spoilt) => {
    const { id, room } = await begin()
    await room.append(id, words([1], [2]))
    const { lastUpdate } = await room.append(id, words([3]))
    await room.snapshot(
      id,
      lastUpdate,
      Uint8Array.from({ length: 64 }, (_, n) => n),
      Uint8Array.of(0),
    )
    damaged.length = 0
    await open().pool.query(`UPDATE draft_snapshots SET ${spoilt} WHERE draft = $1`, [id])
    const log = await room.load(id)
    expect(log).toMatchObject({ snapshot: null, vector: null, lastUpdate })
    expect(lists(log.updates)).toEqual([[1], [2], [3]])
    expect(damaged).toHaveLength(1)
  })

  test('keeps three snapshots and the whole log', async () => {
    const { id, room } = await begin()
    for (let n = 0; n < 5; n++) {
      const { lastUpdate } = await room.append(id, words([n]))
      await room.snapshot(id, lastUpdate, Uint8Array.of(n))
    }
    const count = async (table: string) =>
      Number((await open().pool.query(`SELECT count(*) FROM ${table} WHERE draft = $1`, [id])).rows[0].count)
    expect(await count('draft_snapshots')).toBe(3)
    expect(await count('draft_updates')).toBe(5)
  })

  test('answers reads while many appends are under way, and loses none', async () => {
    const { id, room } = await begin()
    const appends = Array.from({ length: 100 }, (_, n) =>
      room.append(id, n % 10 ? words([n]) : { ...words([n]), entries: [anEntry(id, n / 10 + 1)] }),
    )
    await Promise.all([...appends, stores().drafts.all(), room.load(id)])
    expect((await room.load(id)).updates).toHaveLength(100)
    expect(await stores().record.of(id)).toHaveLength(10)
  })
})
