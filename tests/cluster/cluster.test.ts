import { afterEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#server/persistence/database.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import type { Connection } from '#tests/sim/clients/connection.ts'
import { TestCluster, missing, pause } from './test-cluster.ts'

const poll = { timeout: 100_000, interval: 20 }

/** Two processes on real PostgreSQL and Redis, four people at one draft, typing 25 keystrokes a second each. */
describe.skipIf(missing)(
  `several processes${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: 300_000 },
  () => {
    let cluster: TestCluster
    afterEach(() => cluster?.end())

    async function begin(...servers: { role?: string }[]) {
      cluster = await TestCluster.start(servers.length > 0 ? servers : [{}, {}], 7)
      await cluster.connectClients()
      return cluster
    }

    test('edit one room, and decisions reach it from both', async () => {
      await begin()
      cluster.type()
      cluster.chair.start(cluster.clients, 100)
      const done = () => cluster.chair.posted.filter(({ outcome }) => outcome === 'done').length
      await expect.poll(() => cluster.keystrokes.stored, poll).toBeGreaterThan(50)
      await expect.poll(done, poll).toBeGreaterThan(1)
      await cluster.recovery()
      expect(cluster.chair.posted.filter(({ outcome }) => outcome === 'unknown')).toEqual([])
      expect(await cluster.faults()).toEqual([])
    })

    test('go on when the one that holds the room is killed', async () => {
      await begin()
      cluster.type()
      await cluster.typed()
      await (await cluster.ownerOfRoom()).kill()
      await cluster.typed(40)
      await cluster.recovery()
      expect(await cluster.faults()).toEqual([])
    })

    test('lose nobody when they are restarted one after the other', async () => {
      await begin()
      cluster.type()
      await cluster.typed()
      for (const server of cluster.servers) {
        expect(await server.stop()).toBe(0)
        await server.start()
        await cluster.typed()
      }
      await cluster.recovery()
      expect(cluster.clients.every(({ connection }) => connection.isSynced)).toBe(true)
      expect(await cluster.faults()).toEqual([])
    })

    test('recover by themselves when Redis is gone and comes back', async () => {
      await begin()
      cluster.type()
      await cluster.typed()
      await cluster.redis.kill()
      await pause(2_000)
      await cluster.typed() // those at home go on
      await cluster.redis.begin()
      await cluster.typed(40)
      await cluster.recovery()
      expect(await cluster.faults()).toEqual([])
    })

    test('take the room over when its process is cut off from the database, which then stores nothing', async () => {
      await begin()
      cluster.type()
      await cluster.typed()
      const cut = await cluster.ownerOfRoom()
      cut.database.silence('up', 'down')
      await expect.poll(async () => (await cluster.ownerOfRoom()) !== cut, poll).toBe(true)
      cut.database.cut()
      cut.database.resume()
      await cluster.typed()
      await cluster.recovery()
      expect(await cluster.faults()).toEqual([])
    })

    test('lose nothing when the way to Redis goes silent without a word', async () => {
      await begin()
      cluster.type()
      await cluster.typed()
      const away =
        (await cluster.ownerOfRoom()) === cluster.servers[0] ? cluster.servers[1]! : cluster.servers[0]!
      away.redis.silence('up', 'down')
      await pause(5_000)
      away.redis.cut()
      away.redis.resume()
      await cluster.typed()
      await cluster.recovery()
      expect(await cluster.faults()).toEqual([])
    })

    test('end the lines of a session that is revoked, wherever they are', async () => {
      await begin()
      const database = await openDatabase({ url: cluster.url, alone: false }, () => undefined)
      await storesOn(database, () => undefined).sessions.revoke(cluster.accounts.writers[0]!.session)
      await database.close()
      const isSignedOut = ({ connection }: { connection: Connection }) =>
        connection.closes.some(({ code }) => code === 4401)
      await expect.poll(() => isSignedOut(cluster.clients[0]!), poll).toBe(true)
      expect(cluster.clients.map(isSignedOut)).toEqual([true, false, false, false])
    })

    test('serve an audience from a process that holds no rooms', async () => {
      await begin({ role: 'audience' }, {})
      expect(await cluster.ownerOfRoom()).toBe(cluster.servers[1])
      cluster.type()
      await cluster.typed()
      await cluster.recovery()
      expect(await cluster.faults()).toEqual([])
    })
  },
)
