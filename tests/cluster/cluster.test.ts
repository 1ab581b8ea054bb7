import { afterEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#server/persistence/database.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { TestCluster, missing, pause } from './test-cluster.ts'

/** Two processes on real PostgreSQL and Redis, four people at one draft, typing 25 keystrokes a second each. */
describe.skipIf(missing)(
  `several processes${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: 120_000 },
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
      await pause(3_000)
      await cluster.recovery()
      expect(cluster.keystrokes.stored).toBeGreaterThan(50)
      expect(cluster.chair.posted.filter(({ outcome }) => outcome === 'done').length).toBeGreaterThan(1)
      expect(cluster.chair.posted.filter(({ outcome }) => outcome === 'unknown')).toEqual([])
      expect(await cluster.faults()).toEqual([])
    })

    test('go on within five seconds when the one that holds the room is killed', async () => {
      await begin()
      cluster.type()
      await pause(1_000)
      const watch = cluster.watch()
      await (await cluster.ownerOfRoom()).kill()
      await pause(6_000)
      await cluster.recovery()
      expect(watch.end()).toBeLessThan(5_000)
      expect(await cluster.faults()).toEqual([])
    })

    test('let nobody be away for two seconds when they are restarted one after the other', async () => {
      await begin()
      cluster.type()
      await pause(1_000)
      const watch = cluster.watch()
      for (const server of cluster.servers) {
        expect(await server.stop()).toBe(0)
        await server.start()
        await pause(1_000)
      }
      await cluster.recovery()
      expect(watch.end()).toBeLessThan(2_000)
      expect(await cluster.faults()).toEqual([])
    })

    test('recover by themselves when Redis is gone and comes back', async () => {
      await begin()
      cluster.type()
      await pause(500)
      await cluster.redis.kill()
      await pause(2_000)
      const before = cluster.keystrokes.stored
      await pause(500)
      expect(cluster.keystrokes.stored, 'those at home go on typing').toBeGreaterThan(before)
      await cluster.redis.begin()
      await pause(2_000)
      await cluster.recovery()
      expect(await cluster.faults()).toEqual([])
    })

    test('take the room over when its process is cut off from the database, which then stores nothing', async () => {
      await begin()
      cluster.type()
      await pause(500)
      const cut = await cluster.ownerOfRoom()
      cut.database.silence('up', 'down')
      await pause(7_000)
      expect(await cluster.ownerOfRoom()).not.toBe(cut)
      cut.database.cut()
      cut.database.resume()
      await pause(2_000)
      await cluster.recovery()
      expect(await cluster.faults()).toEqual([])
    })

    test('lose nothing when the way to Redis goes silent without a word', async () => {
      await begin()
      cluster.type()
      await pause(500)
      const away =
        (await cluster.ownerOfRoom()) === cluster.servers[0] ? cluster.servers[1]! : cluster.servers[0]!
      away.redis.silence('up', 'down')
      await pause(5_000)
      away.redis.cut()
      away.redis.resume()
      await pause(2_000)
      await cluster.recovery()
      expect(await cluster.faults()).toEqual([])
    })

    test('end the lines of a session that is revoked, wherever they are', async () => {
      await begin()
      const database = await openDatabase({ url: cluster.url, alone: false }, () => undefined)
      await storesOn(database, () => undefined).sessions.revoke(cluster.accounts.writers[0]!.session)
      await database.close()
      await pause(1_500)
      expect(
        cluster.clients.map(({ connection: link }) => link.closes.some(({ code }) => code === 4401)),
      ).toEqual([true, false, false, false])
    })

    test('serve an audience from a process that holds no rooms', async () => {
      await begin({ role: 'audience' }, {})
      expect(await cluster.ownerOfRoom()).toBe(cluster.servers[1])
      cluster.type()
      await pause(1_000)
      await cluster.recovery()
      expect(await cluster.faults()).toEqual([])
    })
  },
)
