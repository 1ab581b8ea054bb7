import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { CLOSE, MESSAGE, SYNC, encodeStored } from '#app/document/wire.ts'
import { PacedReader } from './paced-reader.ts'
import { LIMITS, type Limits } from './limits.ts'

let server: Server
let limits: Limits
let came: number
let intake: PacedReader
let client: WebSocket
/** Called with the number of updates that have come. */
let onUpdate: (count: number) => void

beforeEach(async () => {
  limits = LIMITS
  came = 0
  onUpdate = (count) => intake.told(encodeStored(count))
  server = createServer().listen(0)
  new WebSocketServer({ server }).on('connection', (socket) => {
    socket.on('error', () => undefined)
    intake = new PacedReader(socket, limits)
    intake.open(() => onUpdate(++came))
  })
})
afterEach(() => {
  client.terminate()
  server.close()
})

async function connect() {
  client = new WebSocket(`ws://localhost:${(server.address() as AddressInfo).port}`)
  client.on('error', () => undefined)
  await once(client, 'open')
}
const update = (bytes: number) => {
  const message = Buffer.alloc(bytes)
  message[0] = MESSAGE.sync
  message[1] = SYNC.update
  return message
}
const closing = async () => ((await once(client, 'close')) as [number])[0]

test('reads an honest stream as fast as it comes', async () => {
  await connect()
  for (let n = 0; n < 20_000; n++) client.send(update(40))
  await vi.waitFor(() => expect(came).toBe(20_000))
})

test('leaves in the line what its room has not stored yet, and reads on when it has', async () => {
  onUpdate = () => undefined
  limits = { ...LIMITS, waiting: { updates: 10, bytes: 1 << 20 } }
  await connect()
  for (let n = 0; n < 100; n++) client.send(update(100_000))
  await vi.waitFor(() => expect(came).toBeGreaterThan(9))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(came).toBeLessThan(20)
  expect(client.bufferedAmount).toBeGreaterThan(0)
  onUpdate = (count) => intake.told(encodeStored(count))
  intake.told(encodeStored(came))
  await vi.waitFor(() => expect(came).toBe(100))
})

test('reads slowly what comes faster than its share', async () => {
  limits = { ...LIMITS, messages: { perSecond: 100, burst: 10 } }
  await connect()
  const begun = performance.now()
  for (let n = 0; n < 60; n++) client.send(update(70_000))
  await vi.waitFor(() => expect(came).toBe(60))
  expect(performance.now() - begun).toBeGreaterThan(400)
})

/** Allowances that nothing is added to while the flood comes, however long that takes. */
const unfilled: Limits = { ...LIMITS, carets: { perSecond: 0, burst: 300 }, asks: { perSecond: 0, burst: 5 } }

test.each<[string, number, () => void]>([
  ['carets', CLOSE.flood, () => client.send(Buffer.of(MESSAGE.awareness, 0))],
  [
    'questions for what is missing',
    CLOSE.flood,
    () => client.send(Buffer.of(MESSAGE.sync, SYNC.step1, 1, 0)),
  ],
  ['text', CLOSE.malformed, () => client.send('words')],
])('ends a flood of %s with %i and hears no more of it', async (_, code, send) => {
  limits = unfilled
  await connect()
  for (let n = 0; n < 2_000; n++) send()
  expect(await closing()).toBe(code)
  expect(came).toBeLessThanOrEqual(300)
})
