import { expect, test } from 'vitest'
import { MESSAGE, SYNC } from '#app/document/wire.ts'
import { LIMITS, ReadRate, type Limits, type Pace } from './limits.ts'

const update = (bytes = 40) =>
  Uint8Array.from([MESSAGE.sync, SYNC.update, ...Array<number>(bytes - 2).fill(0)])
const caret = Uint8Array.of(MESSAGE.awareness, 1)
const ask = Uint8Array.of(MESSAGE.sync, SYNC.step1, 1, 0)
const other = Uint8Array.of(99)

/** Sends `count` of a message over `ms`, storing as fast as they come; what was said, the last wait and the end. */
function send(message: Uint8Array, count: number, ms: number, limits: Limits = LIMITS) {
  const share = new ReadRate(limits, 0)
  let longest = 0
  for (let n = 0; n < count; n++) {
    const pace: Pace = share.take(message, (n * ms) / count)
    share.stored(n + 1)
    if (pace === 'flood') return 'flood'
    longest = Math.max(longest, pace.after)
  }
  return longest
}

test.each([
  ['a fast typist for an hour', update(), 15 * 3_600, 3_600_000, 0],
  ['a program that types 1,000 a second for ten minutes', update(), 600_000, 600_000, 0],
  ['a long history at once', update(50), 260_000, 7_000, 0],
  ['an hour of offline work in one message', update(900_000), 1, 1, 0],
  ['a caret 20 times a second for an hour', caret, 72_000, 3_600_000, 0],
  ['carets that come bunched after a pause of the line', caret, 250, 1, 0],
  ['a question for what is missing at each of a few resyncs', ask, 6, 10_000, 0],
])('reads %s without a pause', (_, message, count, ms, pause) => {
  expect(send(message, count, ms)).toBe(pause)
})

test.each([
  ['messages faster than anybody writes', other, 310_000, 1_000, 1_000],
  ['bytes faster than anybody writes', update(100_000), 400, 1_000, 3_000],
])('makes %s wait', (_, message, count, ms, least) => {
  expect(send(message, count, ms)).toBeGreaterThan(least)
})

test.each([
  ['carets without end', caret, 1_000, 2_000],
  ['questions without end', ask, 20, 1_000],
])('ends %s', (_, message, count, ms) => {
  expect(send(message, count, ms)).toBe('flood')
})

test('lets no more wait for its storing than may, by number and by size', () => {
  const few = { ...LIMITS, waiting: { updates: 3, bytes: 1_000 } }
  const share = new ReadRate(few, 0)
  const full = (bytes: number) => (share.take(update(bytes), 0), share.isFull)
  expect([full(10), full(10), full(10)]).toEqual([false, false, true])
  share.stored(2)
  expect(share.isFull).toBe(false)
  expect(full(990)).toBe(true)
  share.stored(3)
  expect(share.isFull).toBe(false)
  share.stored(4)
  expect(full(20)).toBe(false)
})

test('does not count as stored what it has not seen', () => {
  const share = new ReadRate({ ...LIMITS, waiting: { updates: 2, bytes: 1_000 } }, 0)
  share.stored(50)
  share.take(update(), 0)
  share.take(update(), 0)
  expect(share.isFull).toBe(true)
})

test('keeps the books right over many updates', () => {
  const share = new ReadRate({ ...LIMITS, waiting: { updates: 1_000, bytes: 5_000 } }, 0)
  for (let n = 1; n <= 10_000; n++) {
    share.take(update(40), n)
    share.stored(n - 100)
    expect(share.isFull).toBe(false)
  }
  share.stored(10_000)
  share.take(update(5_000), 10_001)
  expect(share.isFull).toBe(true)
})
