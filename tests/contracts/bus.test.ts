import pino from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Bus } from '#server/cluster/bus.ts'
import { LocalNetwork } from '#server/cluster/local-bus.ts'
import { SignedBus, signingBy } from '#server/cluster/signed-bus.ts'
import { RedisBus } from '#server/cluster/redis-bus.ts'
import { hasRedis, startRedis, type RedisServer } from '#tests/servers/redis.ts'

const log = pino({ level: 'silent' })

/** One who listens and writes down all it hears. */
function ears(bus: Bus) {
  const heard: number[][] = []
  const nobody: string[] = []
  const cuts = { count: 0 }
  bus.listen({
    packet: (packet) => void heard.push([...packet]),
    nobody: (to) => void nobody.push(to),
    cut: () => void cuts.count++,
  })
  return { heard, nobody, cuts }
}

function suite(attach: (self: string) => Bus): void {
  const open: Bus[] = []
  const join = async (self: string) => {
    const bus = attach(self)
    open.push(bus)
    await vi.waitFor(() => expect(bus.isUp).toBe(true), 10_000)
    return { bus, ...ears(bus) }
  }
  afterEach(async () => {
    await Promise.all(open.splice(0).map((bus) => bus.close()))
  })

  test('brings packets to one process byte for byte, in order, and to nobody else', async () => {
    const [a, b, c] = [await join('a'), await join('b'), await join('c')]
    const packets = Array.from({ length: 500 }, (_, n) => [1, n & 255, 0, 255, n >> 8])
    for (const packet of packets) a.bus.send('b', Uint8Array.from(packet))
    await vi.waitFor(() => expect(b.heard).toHaveLength(packets.length))
    expect(b.heard).toEqual(packets)
    expect([a.heard, c.heard]).toEqual([[], []])
  })

  test('brings large packets whole', async () => {
    const [a, b] = [await join('a'), await join('b')]
    a.bus.send('b', new Uint8Array(4_000_000).fill(7))
    await vi.waitFor(() => expect(b.heard[0]?.length).toBe(4_000_000), 5_000)
  })

  test('brings what is for all to every other process', async () => {
    const all = [await join('a'), await join('b'), await join('c')]
    all[0]!.bus.publish(Uint8Array.of(1, 2))
    for (const { heard } of all.slice(1)) await vi.waitFor(() => expect(heard).toEqual([[1, 2]]))
  })

  test('says that nobody is there', async () => {
    const a = await join('a')
    a.bus.send('gone', Uint8Array.of(1))
    await vi.waitFor(() => expect(a.nobody).toEqual(['gone']))
  })

  test('is down when it is closed', async () => {
    const { bus } = await join('a')
    await bus.close()
    expect(bus.isUp).toBe(false)
    bus.send('b', Uint8Array.of(1))
  })
}

describe('the bus whose packets are signed', () => {
  let exchange = new LocalNetwork()
  const sign = signingBy('a secret that the processes share')
  afterEach(() => void (exchange = new LocalNetwork()))
  suite((self) => new SignedBus(exchange.attach(self), sign, log))
})

describe('the bus within a process', () => {
  let exchange = new LocalNetwork()
  afterEach(() => void (exchange = new LocalNetwork()))
  suite((self) => exchange.attach(self))
})

describe.skipIf(!hasRedis)(`the bus over Redis${hasRedis ? '' : ' (skipped: not installed)'}`, () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.kill())
  suite((self) => new RedisBus({ url: redis.url, self, scope: 'test', log }))

  test('keeps installations apart', async () => {
    const [one, other] = ['one', 'other'].map(
      (scope) => new RedisBus({ url: redis.url, self: scope, scope, log }),
    )
    const heard = ears(other!)
    await vi.waitFor(() => expect(one!.isUp && other!.isUp).toBe(true), 10_000)
    one!.publish(Uint8Array.of(1))
    one!.send('other', Uint8Array.of(1))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(heard.heard).toEqual([])
    await Promise.all([one!.close(), other!.close()])
  })

  test('says that it was cut when Redis is gone, and comes back with it', async () => {
    const [a, b] = ['a', 'b'].map((self) => new RedisBus({ url: redis.url, self, scope: 'cut', log }))
    const [atA, atB] = [ears(a!), ears(b!)]
    await vi.waitFor(() => expect(a!.isUp && b!.isUp).toBe(true), 10_000)
    await redis.kill()
    await vi.waitFor(() => expect(atA.cuts.count + atB.cuts.count).toBe(2), 5_000)
    expect([a!.isUp, b!.isUp]).toEqual([false, false])
    a!.send('b', Uint8Array.of(9))
    await redis.begin()
    await vi.waitFor(() => expect(a!.isUp && b!.isUp).toBe(true), 10_000)
    a!.send('b', Uint8Array.of(1))
    await vi.waitFor(() => expect(atB.heard).toEqual([[1]]))
    await Promise.all([a!.close(), b!.close()])
  })
})
