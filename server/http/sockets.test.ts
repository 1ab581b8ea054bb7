import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { CLOSE } from '#app/document/wire.ts'
import type { Door } from './door.ts'
import { LARGEST_MESSAGE, openSockets, type Sockets, type Table } from './sockets.ts'

let server: Server
let port: number
let sockets: Sockets
let came: { who: Parameters<Table['connect']>[1]; draft: string }[] = []

/** The cookie is the user's id; no cookie, nobody. */
const door = {
  async identify(cookie?: string) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    const user = cookie && { id: cookie, name: 'Ana', role: 'delegate', delegation: 'MEX' }
    return { user: user ?? null, session: user ? `session of ${cookie}` : null, csrf: '', cookies: [] }
  },
  keepAlive: async () => true,
} as unknown as Door

/** A table that repeats what it hears. */
const table: Table = {
  connect(socket, who, draft) {
    came.push({ who, draft })
    socket.on('message', (message: Buffer) => socket.send(message))
  },
  dismiss: () => undefined,
}

beforeAll(async () => {
  server = createServer().listen(0)
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
  const drafts = { byId: async (id: string) => (id === 'd1' ? ({ id } as never) : null) }
  sockets = openSockets(server, { table, door, drafts, origin: undefined, log: pino({ level: 'silent' }) })
})
afterAll(() => {
  sockets.end()
  server.close()
})
beforeEach(() => {
  came = []
})

const open = (path: string, headers: Record<string, string> = { cookie: 'ana' }) =>
  new WebSocket(`ws://localhost:${port}${path}`, { headers })
const closing = async (socket: WebSocket) => {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer]
  return [code, reason.toString()]
}
const refusal = async (socket: WebSocket) => {
  const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }]
  return answer.statusCode
}

test('brings a signed-in user to the draft as the session says', async () => {
  const socket = open('/collab/d1')
  await once(socket, 'open')
  // Sent before anybody has looked at the cookie.
  socket.send('early')
  const [message] = (await once(socket, 'message')) as [Buffer]
  expect(message.toString()).toBe('early')
  const actor = { user: 'ana', name: 'Ana', role: 'delegate', delegation: 'MEX' }
  expect(came).toEqual([{ who: { actor, session: 'session of ana' }, draft: 'd1' }])
  socket.terminate()
})

test('tells a browser that is not signed in so', async () => {
  expect(await closing(open('/collab/d1', {}))).toEqual([CLOSE.signedOut, 'signed-out'])
  expect(came).toEqual([])
})

test('tells that there is no such draft', async () => {
  expect(await closing(open('/collab/d2'))).toEqual([CLOSE.noSuchDraft, 'no-such-draft'])
})

test.each([
  ['/', 404],
  ['/collab/', 404],
  ['/collab/d1/more', 404],
  ['/collab/..%2f', 404],
])('opens nothing at %s', async (path, status) => {
  expect(await refusal(open(path))).toBe(status)
})

test('lets no other site in with a user’s cookie', async () => {
  expect(await refusal(open('/collab/d1', { cookie: 'ana', origin: 'https://evil.example' }))).toBe(403)
  const own = open('/collab/d1', { cookie: 'ana', origin: `http://localhost:${port}` })
  await once(own, 'open')
  own.terminate()
})

test('ends a connection that sends more than it may', async () => {
  const socket = open('/collab/d1')
  await once(socket, 'open')
  socket.send(Buffer.alloc(LARGEST_MESSAGE + 1))
  expect((await closing(socket))[0]).toBe(1009)
})

test('outlives a frame that is none', async () => {
  const raw = connect(port, 'localhost')
  raw.on('error', () => undefined)
  raw.write(
    'GET /collab/d1 HTTP/1.1\r\nHost: localhost\r\nCookie: ana\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  await once(raw, 'data')
  raw.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]))
  await once(raw, 'close')
  const socket = open('/collab/d1')
  await once(socket, 'open')
  socket.terminate()
})

test('takes nobody any more once it stops', async () => {
  sockets.stop()
  expect(await closing(open('/collab/d1'))).toEqual([1001, 'stopping'])
})
