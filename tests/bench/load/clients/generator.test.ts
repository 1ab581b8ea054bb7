import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { DIALECTS } from '../protocol/dialects.ts'
import { FrameReader, OPCODE, frame } from '../protocol/frames.ts'
import { Histogram } from '../figures/histogram.ts'
import { draftText } from '../servers/seed.ts'
import { Author, Deliveries, Receipts, rangesIn } from './matching.ts'
import { isMet } from '../figures/report.ts'
import { lengthTyped, record } from '../recording.ts'

/** A server's frame: a client's without its mask. */
function served(payload: Uint8Array, opcode: number = OPCODE.binary, final = true): Buffer {
  const masked = frame(payload, opcode)
  const keyAt = masked.length - payload.length - 4
  const made = Buffer.concat([masked.subarray(0, keyAt), payload])
  made[0] = (final ? 0x80 : 0) | opcode
  return made
}

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => at % 251)

describe('the frames of a socket', () => {
  const sizes = [0, 1, 125, 126, 65_535, 65_536, 200_000]

  for (const piece of [1, 7, 1_000, 1_000_000])
    it(`are read whole when the stream comes in pieces of ${piece} bytes`, () => {
      const heard: Buffer[] = []
      const reader = new FrameReader((_, payload) => heard.push(Buffer.from(payload)))
      const stream = Buffer.concat(
        sizes.filter((size) => piece > 1 || size < 70_000).map((size) => served(bytes(size))),
      )
      for (let at = 0; at < stream.length; at += piece) reader.take(stream.subarray(at, at + piece))
      expect(heard.map(({ length }) => length)).toEqual(sizes.filter((size) => piece > 1 || size < 70_000))
      for (const one of heard) expect(one.equals(bytes(one.length))).toBe(true)
    })

  it('are put together from fragments, with a ping in between', () => {
    const heard: [number, number][] = []
    const reader = new FrameReader((opcode, payload) => heard.push([opcode, payload.length]))
    reader.take(
      Buffer.concat([
        served(bytes(10), OPCODE.binary, false),
        served(bytes(2), OPCODE.ping),
        served(bytes(20), OPCODE.continuation, false),
        served(bytes(5), OPCODE.continuation),
        served(bytes(3)),
      ]),
    )
    expect(heard).toEqual([
      [OPCODE.ping, 2],
      [OPCODE.binary, 35],
      [OPCODE.binary, 3],
    ])
  })

  it('are masked when a client sends them', () => {
    expect(frame(bytes(3))[1]! & 0x80).toBe(0x80)
  })
})

describe('the histogram', () => {
  it('tells every quantile to within two hundredths', () => {
    const histogram = new Histogram()
    for (let ms = 1; ms <= 10_000; ms++) histogram.add(ms / 10)
    for (const share of [0.1, 0.5, 0.9, 0.99, 1])
      expect(Math.abs(histogram.quantile(share) / (1_000 * share) - 1)).toBeLessThan(0.02)
  })

  it('has no quantile while it is empty', () => {
    expect(new Histogram().quantile(0.5)).toBeNaN()
  })
})

describe('a delivery', () => {
  const window = { begins: 0, ends: 100 }
  /** Five updates of an author, the third of two characters, sent at 10, 20, … ms. */
  function five() {
    const author = new Author(0, 77, 'room', Uint32Array.of(1, 2, 4, 5, 6))
    for (const at of [10, 20, 30, 40, 50]) author.send(at)
    const deliveries = new Deliveries([author], window)
    return { author, deliveries, progress: deliveries.newProgress() }
  }
  const range = (from: number, to: number) => [{ client: 77, from, to }]

  it('is counted once for each update that a merged message holds', () => {
    const { deliveries, progress } = five()
    deliveries.hear(range(0, 5), 'room', null, progress, 60)
    deliveries.hear(range(0, 5), 'room', null, progress, 70)
    deliveries.hear(range(5, 6), 'room', null, progress, 80)
    expect(deliveries.delivered).toBe(5)
    expect(deliveries.latency.quantile(1)).toBeCloseTo(50, -1)
  })

  it('is not one before all of its update has come', () => {
    const { deliveries, progress } = five()
    deliveries.hear(range(0, 3), 'room', null, progress, 60)
    expect(deliveries.delivered).toBe(2)
  })

  it('waits behind a gap until the whole comes', () => {
    const { deliveries, progress } = five()
    deliveries.hear(range(4, 6), 'room', null, progress, 60)
    expect([deliveries.delivered, deliveries.gaps]).toEqual([0, 1])
    deliveries.hear(range(0, 6), 'room', null, progress, 70)
    expect(deliveries.delivered).toBe(5)
  })

  it('is none to its author, nor in another room, nor outside the window', () => {
    const { author, deliveries, progress } = five()
    deliveries.hear(range(0, 6), 'room', author, progress, 60)
    deliveries.hear(range(0, 6), 'elsewhere', null, progress, 60)
    expect([deliveries.delivered, deliveries.echoes.size]).toEqual([0, 5])
    author.times.fill(200)
    deliveries.hear(range(0, 6), 'room', null, progress, 260)
    expect([deliveries.delivered, deliveries.total]).toEqual([0, 5])
  })
})

describe('receipts', () => {
  it('give each time once, and pass over what is not measured', () => {
    const receipts = new Receipts()
    for (const when of [null, 1, 2, null, 3]) receipts.sent(when)
    const times: number[] = []
    for (const count of [1, 3, 2, 9]) receipts.upTo(count, (sent) => times.push(sent))
    expect(times).toEqual([1, 2, 3])
    expect(receipts.isComplete).toBe(true)
  })
})

describe('a recording', () => {
  const text = draftText(6)
  for (const corrections of [0, 0.05])
    it(`plays back to what was typed, with ${corrections * 100} % of corrections`, () => {
      const recording = record(2, { text, keystrokes: 1_500, corrections, seed: 3 })
      const doc = new Y.Doc()
      Y.applyUpdate(doc, text)
      for (let at = 0; at < recording.clocks.length; at++) {
        const update = recording.bytes.subarray(recording.begins[at], recording.begins[at + 1])
        for (const { client, to } of rangesIn(update))
          expect([client, to]).toEqual([recording.client, recording.clocks[at]])
        Y.applyUpdate(doc, update)
      }
      expect(lengthTyped(doc, recording)).toBe(recording.lengths.at(-1))
      expect(recording.lengths.at(-1)! < 1_500).toBe(corrections > 0)
    })
})

describe('a dialect', () => {
  for (const name of ['product', 'y-websocket', 'hocuspocus'] as const)
    it(`reads its own words: ${name}`, () => {
      const update = bytes(40)
      const heard = DIALECTS[name].read(DIALECTS[name].words('a room', update))
      expect(heard).toEqual({ kind: 'words', update, whole: false })
    })
})

describe('a goal', () => {
  const of = (target: string) => (target === 'hocuspocus' ? 10 : NaN)
  const cases = [
    ['is met at its bound', { atMost: 5 }, 5, true],
    ['is missed above it', { atMost: 5 }, 5.1, false],
    ['is missed by what was not measured', { atMost: 5 }, NaN, false],
    ['is met by so many times a peer', { atLeastTimes: 3, of: 'hocuspocus' }, 30, true],
    ['is missed by less', { atLeastTimes: 3, of: 'hocuspocus' }, 29, false],
    ['is open where the peer was not measured', { atLeastTimes: 3, of: 'relay' }, 30, null],
  ] as const
  for (const [name, goal, value, met] of cases) it(name, () => expect(isMet(goal, value, of)).toBe(met))
})
