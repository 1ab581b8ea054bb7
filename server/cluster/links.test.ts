import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LocalNetwork } from './local-bus.ts'
import type { Bus } from './bus.ts'
import { readFrame, writeFrame, type Frame } from './frames.ts'
import { Links } from './links.ts'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

const log = pino({ level: 'silent' })
const said = (participant: number, ...bytes: number[]): Frame => ({
  kind: 'said',
  participant,
  message: Uint8Array.from(bytes),
})

describe('a frame', () => {
  const actor = { user: 'u', name: 'Ana', role: 'delegate', delegation: 'MEX' } as const
  it.each<Frame>([
    { kind: 'join', participant: 1, room: 'd', actor, session: 's' },
    said(3_000, 0, 255),
    { kind: 'leave', participant: 0 },
    { kind: 'joined', participant: 7 },
    { kind: 'refused', participant: 7 },
    { kind: 'lags', participant: 7, isBehind: true },
    { kind: 'included', participant: 7, isIn: false },
    { kind: 'told', participant: 7, message: Uint8Array.of() },
    { kind: 'ended', participant: 7, code: 1012, reason: 'moved' },
    { kind: 'shown', room: 'd', messages: [Uint8Array.of(1), Uint8Array.of(2, 3)] },
    { kind: 'asked', id: 1, room: 'd', question: { kind: 'decide', by: actor, decision: { kind: 'undo' } } },
    { kind: 'answered', id: 1, answer: { kind: 'value', value: 'half a pair: \ud800' } },
    { kind: 'dismissed', who: { session: 's' } },
  ])('is read as it was written: $kind', (frame) => {
    const encoder = encoding.createEncoder()
    writeFrame(encoder, frame)
    expect(readFrame(decoding.createDecoder(encoding.toUint8Array(encoder)))).toEqual(frame)
  })

  it('that is none is refused', () => {
    expect(() => readFrame(decoding.createDecoder(Uint8Array.of(99)))).toThrow('not a frame')
  })
})

describe('a link', () => {
  let ends: Links[]
  beforeEach(() => void (ends = []))
  afterEach(() => ends.forEach((links) => links.close()))

  /** Two processes; `spoil` decides about each packet from a to b. */
  function pair(spoil: (packet: number) => 'pass' | 'drop' = () => 'pass') {
    const exchange = new LocalNetwork()
    let packets = 0
    /** All that a has sent, for whoever would send it again. */
    const passed: Uint8Array[] = []
    const again = () => passed.slice().forEach((packet) => exchange.attach('m').send('b', packet))
    const end = (self: string) => {
      const inner = exchange.attach(self)
      const bus: Bus = {
        ...inner,
        isUp: true,
        publish: (packet) => {
          passed.push(packet)
          inner.publish(packet)
        },
        send: (to, packet) => {
          if (self === 'a') passed.push(packet)
          if (self !== 'a' || spoil(++packets) === 'pass') inner.send(to, packet)
        },
      }
      const heard: Frame[] = []
      const lost: string[] = []
      const links = new Links({
        bus,
        log,
        frame: (_, frame) => heard.push(frame),
        lost: (peer) => lost.push(peer),
        isUsed: () => true,
      })
      ends.push(links)
      return { links, heard, lost }
    }
    return { a: end('a'), b: end('b'), again }
  }
  const turn = () => new Promise((resolve) => setTimeout(resolve, 5))

  it('brings frames in order, those of one turn in one packet', async () => {
    let packets = 0
    const { a, b } = pair(() => (packets++, 'pass'))
    for (let n = 0; n < 100; n++) a.links.send('b', said(n))
    await vi.waitFor(() => expect(b.heard).toHaveLength(100))
    expect(b.heard).toEqual(Array.from({ length: 100 }, (_, n) => said(n)))
    expect([packets, a.lost, b.lost]).toEqual([1, [], []])
  })

  it('that misses a packet tells both sides, once each, and goes on', async () => {
    const { a, b } = pair((packet) => (packet === 2 ? 'drop' : 'pass'))
    for (let n = 1; n <= 4; n++) {
      a.links.send('b', said(n))
      await turn()
    }
    await vi.waitFor(() => expect(a.lost).toEqual(['b']))
    expect(b.lost).toEqual(['a'])
    expect(b.heard).toEqual([said(1), said(3), said(4)])
    b.links.send('a', said(5))
    await vi.waitFor(() => expect(a.heard).toEqual([said(5)]))
    expect([a.lost, b.lost]).toEqual([['b'], ['a']])
  })

  it('whose first packet is missing is lost too', async () => {
    const { a, b } = pair((packet) => (packet === 1 ? 'drop' : 'pass'))
    a.links.send('b', said(1))
    await turn()
    a.links.send('b', said(2))
    await vi.waitFor(() => expect([a.lost, b.lost]).toEqual([['b'], ['a']]))
  })

  it('misses the last packet too, by the sign of life after it', async () => {
    const { a, b } = pair((packet) => (packet === 2 ? 'drop' : 'pass'))
    a.links.send('b', said(1))
    await turn()
    a.links.send('b', said(2))
    await vi.waitFor(() => expect([a.lost, b.lost]).toEqual([['b'], ['a']]), 3_000)
  })

  it('takes no packet twice, whoever sends it again', async () => {
    const { a, b, again } = pair()
    a.links.send('b', said(1))
    await turn()
    a.links.send('b', said(2))
    a.links.publish({ kind: 'dismissed', who: { user: 'u' } })
    await vi.waitFor(() => expect(b.heard).toHaveLength(3))
    again()
    again()
    await turn()
    a.links.send('b', said(3))
    await vi.waitFor(() => expect(b.heard.at(-1)).toEqual(said(3)))
    expect(b.heard).toHaveLength(4)
    expect([a.lost, b.lost]).toEqual([[], []])
  })

  it('with one that was taken for dead is lost on both sides, and takes nothing twice either', async () => {
    const { a, b, again } = pair()
    a.links.send('b', said(1))
    await vi.waitFor(() => expect(b.heard).toHaveLength(1))
    b.links.forget('a')
    again()
    await turn()
    a.links.send('b', said(2))
    await vi.waitFor(() => expect(a.lost).toEqual(['b']))
    await turn()
    a.links.send('b', said(3))
    await vi.waitFor(() => expect(b.heard.at(-1)).toEqual(said(3)))
    expect(b.heard).toEqual([said(1), said(2), said(3)])
  })

  it('to nobody is lost', async () => {
    const { a } = pair()
    a.links.send('c', said(1))
    await vi.waitFor(() => expect(a.lost).toEqual(['c']))
  })

  it('that goes silent is lost', async () => {
    const { a, b } = pair((packet) => (packet > 1 ? 'drop' : 'pass'))
    a.links.send('b', said(1))
    await vi.waitFor(() => expect(b.lost.length).toBeGreaterThan(0), 8_000)
  })
})
