import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Proxy } from './proxy.ts'

let echo: Server
let proxy: Proxy
beforeAll(async () => {
  echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket))
  echo.listen(0, '127.0.0.1')
  await once(echo, 'listening')
})
afterAll(() => void echo.close())
beforeEach(async () => {
  proxy = await Proxy.to((echo.address() as AddressInfo).port)
})
afterEach(() => proxy.close())

async function call(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

const closing = (socket: Socket) => new Promise<void>((resolve) => socket.on('close', () => resolve()))

/** Sends bytes and answers after how many ms all of them have come back. */
async function roundTrip(socket: Socket, bytes: Buffer): Promise<number> {
  const start = performance.now()
  let back = Buffer.alloc(0)
  const all = new Promise<void>((resolve) => {
    socket.on('data', (piece: Buffer) => {
      back = Buffer.concat([back, piece])
      if (back.length >= bytes.length) resolve()
    })
  })
  socket.write(bytes)
  await all
  expect(back.equals(bytes)).toBe(true)
  return performance.now() - start
}

describe('a line through the proxy', () => {
  test('brings every byte in order', async () => {
    const bytes = Buffer.from(Array.from({ length: 50_000 }, (_, at) => at % 251))
    await roundTrip(await call(), bytes)
  })

  test('takes its delay each way', async () => {
    proxy.make({ delay: 150 })
    const took = await roundTrip(await call(), Buffer.from('word'))
    expect(took).toBeGreaterThanOrEqual(299)
  })

  test('lets no more through than its rate', async () => {
    proxy.make({ rate: 20_000 })
    const took = await roundTrip(await call(), Buffer.alloc(8_000))
    expect(took).toBeGreaterThanOrEqual(390)
  })

  test('holds what is sent into a silence, and brings it afterwards', async () => {
    const socket = await call()
    proxy.silence('down')
    const trip = roundTrip(socket, Buffer.from('word'))
    const first = await Promise.race([trip, new Promise((resolve) => setTimeout(resolve, 200, 'nothing'))])
    expect(first).toBe('nothing')
    proxy.resume()
    expect(await trip).toBeGreaterThanOrEqual(199)
  })

  test('carries nothing once it is stranded, while a new one does', async () => {
    const socket = await call()
    await roundTrip(socket, Buffer.from('word'))
    proxy.strand()
    const trip = roundTrip(socket, Buffer.from('word'))
    const first = await Promise.race([trip, new Promise((resolve) => setTimeout(resolve, 150, 'nothing'))])
    expect(first).toBe('nothing')
    await roundTrip(await call(), Buffer.from('word'))
  })

  test('ends when it is cut, and is refused while it is down', async () => {
    const socket = await call()
    await roundTrip(socket, Buffer.from('word'))
    const closed = closing(socket)
    proxy.down()
    await closed
    const again = connect(proxy.port, '127.0.0.1')
    again.on('error', () => undefined)
    await closing(again)
    proxy.up()
    await roundTrip(await call(), Buffer.from('word'))
  })
})
