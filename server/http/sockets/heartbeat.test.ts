import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Heartbeat } from './heartbeat.ts'

let server: Server
let heartbeat: Heartbeat

beforeEach(() => {
  heartbeat = new Heartbeat(200)
  server = createServer().listen(0)
  new WebSocketServer({ server }).on('connection', (socket) => heartbeat.watch(socket))
})
afterEach(() => {
  heartbeat.stop()
  server.closeAllConnections()
  server.close()
})

async function connect(autoPong: boolean): Promise<WebSocket> {
  const { port } = server.address() as AddressInfo
  const client = new WebSocket(`ws://localhost:${port}`, { autoPong })
  await once(client, 'open')
  return client
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('keeps who answers, and who only writes', async () => {
  const [silent, busy] = [await connect(true), await connect(false)]
  for (let times = 0; times < 10; times++) {
    busy.send('words')
    await pause(100)
  }
  expect([silent.readyState, busy.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN])
  for (const client of [silent, busy]) client.terminate()
})

test('cuts off who says nothing any more', async () => {
  const dead = await connect(false)
  const [code] = (await once(dead, 'close')) as [number]
  expect(code).toBe(1006)
})
