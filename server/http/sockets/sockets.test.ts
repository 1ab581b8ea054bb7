import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { CLOSE } from '#app/document/wire.ts'
import type { User } from '#app/usecases/ports.ts'
import { ALLOWANCES } from './connection-counter.ts'
import { HTTP_LIMITS } from '../http-limits.ts'
import { LARGEST_MESSAGE, openSockets, type Sockets, type SocketsDeps, type SocketRooms } from './sockets.ts'

let server: Server
let port: number
let sockets: Sockets
let came: { who: Parameters<SocketRooms['connect']>[1]; draft: string }[] = []

/** Who may come in: a cookie is a user's id, no cookie is nobody. */
const users = new Map<string, User>()
const user = (id: string): User => ({
  id,
  email: `${id}@example.org`,
  name: 'Ana',
  role: 'delegate',
  delegation: 'MEX',
  demo: false,
})
let answering = true
let kept: string[] = []
const authenticator: SocketsDeps['authenticator'] = {
  async identify(cookie) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    const found = cookie ? (users.get(cookie) ?? null) : null
    return { user: found, session: found && `session of ${cookie}`, csrf: '', isProven: true, cookies: [] }
  },
  async living(sessions) {
    const found = sessions.map((one) => [one, users.get(one.slice('session of '.length))] as const)
    return new Map(found.filter((one): one is [string, User] => one[1] !== undefined))
  },
  async mark(sessions) {
    if (!answering) throw new Error('gone')
    return JSON.stringify([...(await authenticator.living(sessions))])
  },
  async keepAlive(session) {
    kept.push(session)
    return true
  },
}

/** A table that repeats what it hears. */
const table: SocketRooms = {
  connect(socket, who, draft) {
    came.push({ who, draft })
    socket.on('message', (message: Buffer) => socket.send(message))
  },
  dismiss: () => undefined,
}
const welcomes = { ...ALLOWANCES, session: { open: 3, perSecond: 1_000, burst: 1_000 } }

beforeAll(async () => {
  server = createServer(HTTP_LIMITS).listen(0)
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
  const drafts = { byId: async (id: string) => (id === 'd1' ? ({ id } as never) : null) }
  const log = pino({ level: 'silent' })
  sockets = openSockets(server, {
    rooms: table,
    authenticator,
    drafts,
    delegations: { all: async () => [{ code: 'MEX' } as never] },
    workingCopies: { isOpen: async (_, delegation) => delegation === 'MEX' },
    origin: undefined,
    trustProxy: 'loopback',
    allowances: welcomes,
    log,
  })
})
afterAll(() => {
  sockets.end()
  server.close()
})
beforeEach(() => {
  came = []
  answering = true
  users.clear()
  for (const id of ['ana', 'ben']) users.set(id, user(id))
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

test('brings a delegate to its delegation’s working copy, under the code for it', async () => {
  const socket = open('/collab/d1~MEX')
  await once(socket, 'open')
  socket.send('early')
  await once(socket, 'message')
  expect(came).toMatchObject([{ who: { actor: { user: 'ana', delegation: 'MEX~' } }, draft: 'd1~MEX' }])
  socket.terminate()
})

test.each([
  ['a secretariat that types for Mexico', { role: 'secretariat', delegation: null }, 'MEX', 'MEX'],
  [
    'a secretariat that types for nobody that is known',
    { role: 'secretariat', delegation: null },
    'XYZ',
    null,
  ],
  ['a chair that would type for Mexico', { role: 'chair', delegation: null }, 'MEX', null],
  ['a delegate that would type for Canada', {}, 'CAN', 'MEX'],
])('seats %s as who may do that', async (_, changes, wanted, delegation) => {
  users.set('ana', { ...user('ana'), ...(changes as object) })
  const socket = open(`/collab/d1?for=${wanted}`)
  await once(socket, 'open')
  socket.send('early')
  await once(socket, 'message')
  expect(came[0]).toMatchObject({ who: { actor: { user: 'ana', delegation } } })
  socket.terminate()
})

test.each([
  ['the working copy of another delegation', 'ana', 'd1~CAN', {}],
  ['a working copy, for a chair', 'ana', 'd1~MEX', { role: 'chair', delegation: null }],
  ['a working copy that has not been made', 'ana', 'd1~JAM', { delegation: 'JAM' }],
  ['a working copy of no draft', 'ana', 'd2~MEX', {}],
])('knows nothing of %s', async (_, cookie, room, changes) => {
  users.set('ana', { ...user('ana'), ...(changes as object) })
  expect(await closing(open(`/collab/${room}`, { cookie }))).toEqual([CLOSE.noSuchDraft, 'no-such-draft'])
  expect(came).toEqual([])
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

const admitted = async (headers?: Record<string, string>) => {
  const socket = open('/collab/d1', headers)
  await once(socket, 'open')
  socket.send('hello')
  await once(socket, 'message')
  return socket
}

test.each<[string, () => unknown, [number, string]]>([
  ['the session is revoked from elsewhere', () => users.delete('ana'), [CLOSE.signedOut, 'signed-out']],
  [
    'the user has another role',
    () => users.set('ana', { ...user('ana'), role: 'observer', delegation: null }),
    [CLOSE.changed, 'changed'],
  ],
  [
    'the user speaks for another delegation',
    () => users.set('ana', { ...user('ana'), delegation: 'CAN' }),
    [CLOSE.changed, 'changed'],
  ],
])('ends a connection soon when %s, and nobody else’s', async (_, happens, end) => {
  const [socket, other] = [await admitted(), await admitted({ cookie: 'ben' })]
  await new Promise((resolve) => setTimeout(resolve, 900))
  happens()
  expect(await closing(socket)).toEqual(end)
  expect(other.readyState).toBe(other.OPEN)
  other.terminate()
})

test('ends nobody’s connection when the database does not answer', async () => {
  const socket = await admitted()
  answering = false
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(socket.readyState).toBe(socket.OPEN)
  socket.terminate()
})

test('tells who has too many tabs open so, and lets in again when one is closed', async () => {
  const tabs = [await admitted(), await admitted(), await admitted()]
  expect(await closing(open('/collab/d1'))).toEqual([CLOSE.flood, 'too-many'])
  tabs[0]!.terminate()
  await new Promise((resolve) => setTimeout(resolve, 100))
  tabs[0] = await admitted()
  for (const tab of tabs) tab.terminate()
})

test('takes a message that comes in a thousand pieces for an attack', async () => {
  const socket = await admitted()
  for (let piece = 0; piece < 2_000; piece++) socket.send('x', { fin: false })
  expect((await closing(socket))[0]).toBe(1008)
})

test('does not wait for a request that comes letter by letter', { timeout: 30_000 }, async () => {
  server.headersTimeout = 1_000
  const raw = connect(port, 'localhost')
  raw.on('error', () => undefined)
  raw.write('GET /collab/d1 HTTP/1.1\r\nHost: localhost\r\n')
  const letters = setInterval(() => raw.write('x'), 100)
  await new Promise((resolve) => raw.on('close', resolve))
  clearInterval(letters)
  server.headersTimeout = HTTP_LIMITS.headersTimeout
})

test('takes nobody any more once it stops', async () => {
  sockets.stop()
  expect(await closing(open('/collab/d1'))).toEqual([1012, 'restarting'])
})
