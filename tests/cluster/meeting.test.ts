import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFloor } from '#app/document/floor/read.ts'
import type { Stay } from '#app/domain/meeting/attendance.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import { openDatabase } from '#server/persistence/database.ts'
import { storesOn, type Stores } from '#server/persistence/stores/stores.ts'
import { TestCluster, missing, pause } from './test-cluster.ts'

const poll = { timeout: 100_000, interval: 20 }

/** A meeting whose people sit at two processes, on real PostgreSQL and Redis. */
describe.skipIf(missing)(`a meeting${missing ? ` (skipped: ${missing})` : ''}`, { timeout: 300_000 }, () => {
  let cluster: TestCluster
  beforeAll(async () => {
    cluster = await TestCluster.start([{}, {}], 11)
    await cluster.connectClients()
  }, 60_000)
  afterAll(() => cluster?.end())

  const floors = () => cluster.clients.map(({ layers }) => readFloor(layers))
  const paragraphs = () => cluster.clients.map(({ layers }) => layers.rolling().paragraphs)
  async function stored<T>(read: (stores: Stores) => Promise<T>): Promise<T> {
    const database = await openDatabase({ url: cluster.url, alone: false }, () => undefined)
    const found = await read(storesOn(database, () => undefined))
    await database.close()
    return found
  }
  const silences = (entries: readonly RecordEntry[]) =>
    entries.filter(({ what }) => what.endsWith('-silence')).map(({ what, by }) => `${what} by ${by.role}`)

  test('shows what the remote says on every screen, through whichever process it is said', async () => {
    const { draft, chair } = cluster
    const [first, second] = paragraphs()[0]!.map(({ id }) => id)
    const steps = [first!, second!, first!, second!]
    for (const [at, paragraph] of steps.entries()) {
      const { address } = cluster.servers[at % 2]!
      await chair.state(draft, { kind: 'set-focus', paragraph }, address)
      await expect.poll(() => floors().map(({ focus }) => focus), poll).toEqual(Array(4).fill(paragraph))
    }
    for (const [at, view] of (['clean', 'bracketed', 'rolling'] as const).entries()) {
      const { address } = cluster.servers[at % 2]!
      await chair.state(draft, { kind: 'set-screen', change: { view } }, address)
      await expect.poll(() => floors().map(({ screen }) => screen.view), poll).toEqual(Array(4).fill(view))
    }
  })

  test('decides silence once, by the other process, when the one that keeps it is killed before the deadline', async () => {
    const { draft, chair } = cluster
    const keeper = await cluster.ownerOfRoom()
    const other = cluster.servers.find((server) => server !== keeper)!
    const paragraph = paragraphs()[0]!.at(-1)!.id
    const at = Math.ceil(Date.now() / 1_000) * 1_000 + 10_000
    const moment = new Date(at).toISOString()
    const deadline = { day: moment.slice(0, 10), time: moment.slice(11, 19), zone: 'UTC', offset: 0 }
    await chair.state(draft, { kind: 'start-silence', subjects: [paragraph], deadline }, other.address)
    await expect.poll(() => floors().map(({ silences }) => silences.length), poll).toEqual([1, 1, 1, 1])
    const killed = Date.now()
    await keeper.kill()
    expect(killed).toBeLessThan(at)

    const fates = () => floors().map(({ silences }) => silences[0]?.items[0]?.fate.kind)
    await expect.poll(fates, poll).toEqual(Array(4).fill('held'))
    expect(await cluster.ownerOfRoom()).toBe(other)
    expect(paragraphs().map((all) => all.find(({ id }) => id === paragraph)?.status)).toEqual(
      Array(4).fill('ad-referendum'),
    )
    // Every process looks for deadlines once a second: two looks more, and it still stands there once.
    await pause(2_000)
    expect(silences(await stored(({ record }) => record.of(draft)))).toEqual([
      'start-silence by chair',
      'end-silence by system',
    ])
    const stays = await stored(({ attendance }) => attendance.between(draft, 0, Date.now()))
    expect(stays.map(({ delegation }: Stay) => delegation)).toContain('MEX')
    expect(Math.max(...stays.map(({ until }) => until))).toBeLessThanOrEqual(Date.now())
    expect(await cluster.faults()).toEqual([])
  })
})
