import pino from 'pino'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Bus } from './bus.ts'
import { LocalNetwork } from './local-bus.ts'
import { SignedBus, signingBy } from './signed-bus.ts'

const log = pino({ level: 'silent' })
const sign = signingBy('a secret that only the processes know')
const [ONE, TWO] = [Uint8Array.of(1), Uint8Array.of(2)]
let network: LocalNetwork
let heard: Uint8Array[]
/** The bare way to b, as whoever can write to it has it. */
let bare: Bus
let a: SignedBus

beforeEach(() => {
  network = new LocalNetwork()
  heard = []
  a = new SignedBus(network.attach('a'), sign, log)
  bare = network.attach('m')
  const b = new SignedBus(network.attach('b'), sign, log)
  b.listen({
    packet: (packet) => void heard.push(Uint8Array.from(packet)),
    nobody: () => undefined,
    cut: () => undefined,
  })
})

/** What b has heard once a packet that is sure to be heard has come. */
async function heardBefore(packet: Uint8Array): Promise<Uint8Array[]> {
  a.send('b', packet)
  await vi.waitFor(() => expect(heard.at(-1)).toEqual(packet))
  return heard.slice(0, -1)
}

test('hears what another process of the installation sends to it, and to all', async () => {
  a.publish(ONE)
  expect(await heardBefore(TWO)).toEqual([ONE])
})

test.each<[string, () => Uint8Array]>([
  ['nothing', () => new Uint8Array()],
  ['no signature', () => ONE],
  ['a signature of zeros', () => Buffer.concat([new Uint8Array(16), ONE])],
  ['the signature of other bytes', () => Buffer.concat([sign('b', TWO), ONE])],
  ['one for another process', () => Buffer.concat([sign('a', ONE), ONE])],
  ['one by another secret', () => Buffer.concat([signingBy('guessed')('b', ONE), ONE])],
])('does not hear %s', async (_, forged) => {
  bare.send('b', forged())
  expect(await heardBefore(TWO)).toEqual([])
})
