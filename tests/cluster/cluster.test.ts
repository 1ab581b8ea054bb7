import { afterEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#server/persistence/database.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { Town, lack, pause } from './test-cluster.ts'

/** Two processes on real PostgreSQL and Redis, four people at one draft, typing 25 keystrokes a second each. */
describe.skipIf(lack)(`several processes${lack ? ` (skipped: ${lack})` : ''}`, { timeout: 120_000 }, () => {
  let town: Town
  afterEach(() => town?.end())

  async function begin(...houses: { role?: string }[]) {
    town = await Town.found(houses.length > 0 ? houses : [{}, {}], 7)
    await town.gather()
    return town
  }

  test('edit one room, and decisions reach it from both', async () => {
    await begin()
    town.type()
    town.podium.begin(town.writers, 100)
    await pause(3_000)
    await town.calm()
    expect(town.book.stored).toBeGreaterThan(50)
    expect(town.podium.deeds.filter(({ outcome }) => outcome === 'done').length).toBeGreaterThan(1)
    expect(town.podium.deeds.filter(({ outcome }) => outcome === 'unknown')).toEqual([])
    expect(await town.faults()).toEqual([])
  })

  test('go on within five seconds when the one that holds the room is killed', async () => {
    await begin()
    town.type()
    await pause(1_000)
    const watch = town.watch()
    await (await town.home()).kill()
    await pause(6_000)
    await town.calm()
    expect(watch.end()).toBeLessThan(5_000)
    expect(await town.faults()).toEqual([])
  })

  test('let nobody be away for two seconds when they are restarted one after the other', async () => {
    await begin()
    town.type()
    await pause(1_000)
    const watch = town.watch()
    for (const house of town.houses) {
      expect(await house.stop()).toBe(0)
      await house.open()
      await pause(1_000)
    }
    await town.calm()
    expect(watch.end()).toBeLessThan(2_000)
    expect(await town.faults()).toEqual([])
  })

  test('recover by themselves when Redis is gone and comes back', async () => {
    await begin()
    town.type()
    await pause(500)
    await town.redis.kill()
    await pause(2_000)
    const before = town.book.stored
    await pause(500)
    expect(town.book.stored, 'those at home go on typing').toBeGreaterThan(before)
    await town.redis.begin()
    await pause(2_000)
    await town.calm()
    expect(await town.faults()).toEqual([])
  })

  test('take the room over when its process is cut off from the database, which then stores nothing', async () => {
    await begin()
    town.type()
    await pause(500)
    const cut = await town.home()
    cut.database.silence('up', 'down')
    await pause(7_000)
    expect(await town.home()).not.toBe(cut)
    cut.database.cut()
    cut.database.resume()
    await pause(2_000)
    await town.calm()
    expect(await town.faults()).toEqual([])
  })

  test('lose nothing when the way to Redis goes silent without a word', async () => {
    await begin()
    town.type()
    await pause(500)
    const away = (await town.home()) === town.houses[0] ? town.houses[1]! : town.houses[0]!
    away.redis.silence('up', 'down')
    await pause(5_000)
    away.redis.cut()
    away.redis.resume()
    await pause(2_000)
    await town.calm()
    expect(await town.faults()).toEqual([])
  })

  test('end the lines of a session that is revoked, wherever they are', async () => {
    await begin()
    const database = await openDatabase({ url: town.url, alone: false }, () => undefined)
    await storesOn(database, () => undefined).sessions.revoke(town.members.writers[0]!.session)
    await database.close()
    await pause(1_500)
    expect(town.writers.map(({ link }) => link.closes.some(({ code }) => code === 4401))).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  test('serve an audience from a process that holds no rooms', async () => {
    await begin({ role: 'audience' }, {})
    expect(await town.home()).toBe(town.houses[1])
    town.type()
    await pause(1_000)
    await town.calm()
    expect(await town.faults()).toEqual([])
  })
})
