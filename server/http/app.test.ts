import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogue.ts'
import { Unreachable } from '#server/collab/hub/questions.ts'
import { createApp } from './app.ts'
import type { Authenticator } from './sessions/authenticator.ts'
import { LIMITS } from './guarded-actions.ts'
import { signInLimits } from './sessions/sign-in-limits.ts'

/** One page without looks: it says who asks, and what a form brought. */
const build = {
  mode: 'production',
  future: { v3_singleFetch: true },
  publicPath: '/',
  assetsBuildDirectory: 'build/client',
  assets: { entry: { module: '', imports: [] }, routes: {}, url: '', version: '' },
  isSpaMode: false,
  entry: { module: { default: () => new Response() } },
  routes: {
    page: {
      id: 'page',
      path: 'page',
      module: {
        loader: ({ context }: LoaderFunctionArgs) =>
          Response.json({ user: context.user?.id ?? null, csrf: context.csrf, nonce: context.nonce }),
        async action({ request }: ActionFunctionArgs) {
          ran++
          if (request.headers.get('content-type')?.startsWith('application/json'))
            return Response.json(await request.json())
          const form = await request.formData()
          const file = form.get('file')
          return Response.json({
            words: form.get('words'),
            size: file instanceof File ? Buffer.from(await file.arrayBuffer()).length : null,
          })
        },
      },
    },
    unsubscribe: {
      id: 'unsubscribe',
      path: 'unsubscribe',
      module: {
        action() {
          ran++
          return Response.json({})
        },
      },
    },
    away: {
      id: 'away',
      path: 'away',
      module: {
        loader() {
          throw new Unreachable('The room did not answer in time.')
        },
        action() {
          throw new Unreachable('The way to the room was cut.')
        },
      },
    },
    broken: {
      id: 'broken',
      path: 'broken',
      module: {
        loader() {
          throw new Error('The secret reason.')
        },
      },
    },
  },
} as unknown as ServerBuild

let ran = 0
const logged: string[] = []
let answering = true
let draining = false
let server: Server
let address: string
let folder: string
/** Knows everybody with a cookie as the chair; the token is always the same. */
const authenticator = {
  identify: async (cookie?: string) => ({
    user: cookie ? { id: 'chair' } : null,
    session: cookie ?? null,
    csrf: 'the-token',
    cookies: cookie ? [] : ['corchete-visitor=v'],
  }),
  sessionIn: (cookie?: string) => cookie ?? null,
} as unknown as Authenticator

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'client-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets', 'table-Ab12.js'), `/* ${'a'.repeat(5000)} */`)
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>')
  const app = createApp({
    catalogues,
    ports: {} as Parameters<typeof createApp>[0]['ports'],
    authenticator,
    limits: signInLimits(),
    devices: { known: async () => null, remember: async () => '' },
    journal: { note: async () => undefined },
    production: true,
    build,
    clientFolder: folder,
    origin: undefined,
    trustProxy: 'loopback',
    ping: async () => {
      if (!answering) throw new Error('gone')
    },
    draining: () => draining,
    timing: (_request, _response, next) => next(),
    metrics: null,
    log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
  })
  server = createServer(app).listen(0)
  await once(server, 'listening')
  address = `http://localhost:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(address + path, { headers })
const post = (body: BodyInit, headers: Record<string, string> = {}) => {
  ran = 0
  return fetch(`${address}/page`, { method: 'POST', body, headers: { cookie: 'in', ...headers } })
}
const form = (fields: Record<string, string>) => new URLSearchParams(fields)
const upload = (bytes: number, csrf = 'the-token') => {
  const data = new FormData()
  data.set('csrf', csrf)
  data.set('words', 'ñ [shall]')
  data.set('file', new Blob([new Uint8Array(bytes)]), 'text.txt')
  return data
}

test('whoever asks too fast is told when to come again; files and others are not kept waiting', async () => {
  await get('/page', { cookie: 'fast' })
  const asked = await Promise.all(
    Array.from({ length: 70 }, () => get('/page', { cookie: 'fast', accept: 'text/html' })),
  )
  const refused = asked.filter(({ status }) => status === 429)
  expect(asked.filter(({ status }) => status === 200).length).toBeGreaterThan(5)
  expect(refused.length).toBeGreaterThan(0)
  const [first] = refused
  expect(Number(first!.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(first!.headers.get('cache-control')).toBe('no-store')
  const said = await Promise.all(refused.map((answer) => answer.text()))
  expect(said.some((text) => text.startsWith('Too much was asked for at once. '))).toBe(true)
  expect((await get('/favicon.svg', { cookie: 'fast' })).status).toBe(200)
  expect((await get('/healthz', { cookie: 'fast' })).status).toBe(200)
})

test('is alive while it answers, and ready while its database does and it is not stopping', async () => {
  const states = async () => [(await get('/healthz')).status, (await get('/readyz')).status]
  expect(await states()).toEqual([200, 200])
  answering = false
  expect(await states()).toEqual([200, 503])
  answering = true
  draining = true
  expect(await states()).toEqual([200, 503])
  expect(await (await get('/readyz')).json()).toEqual({ status: 'stopping' })
  draining = false
})

test.each([
  ['the proxy gave it', { 'x-request-id': 'proxy-0123456789' }, /^proxy-0123456789$/],
  ['it gives itself', {}, /^[\da-f-]{36}$/],
  ['it gives itself for one that is no number', { 'x-request-id': '<a b="c">' }, /^[\da-f-]{36}$/],
])('names a request by the number that %s', async (_, headers, number) => {
  expect((await get('/page', headers as Record<string, string>)).headers.get('x-request-id')).toMatch(number)
})

test('gives every page a policy with its own nonce and keeps it private', async () => {
  const [one, other] = [await get('/page'), await get('/page')]
  const { nonce } = (await one.json()) as { nonce: string }
  expect(one.headers.get('content-security-policy')).toContain(`script-src 'self' 'nonce-${nonce}'`)
  expect(((await other.json()) as { nonce: string }).nonce).not.toBe(nonce)
  expect(Object.fromEntries(one.headers)).toMatchObject({
    'cache-control': 'no-store',
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()') as string,
    'set-cookie': 'corchete-visitor=v',
  })
  expect(one.headers.has('x-powered-by')).toBe(false)
})

test('lets browsers keep hashed files for good, compressed, and asks them to look at others again', async () => {
  const asset = await get('/assets/table-Ab12.js', { 'accept-encoding': 'gzip' })
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(asset.headers.get('content-encoding')).toBe('gzip')
  expect((await get('/favicon.svg')).headers.get('cache-control')).toBe('public, max-age=3600')
  expect((await get('/assets/gone-Cd34.js')).status).toBe(404)
})

test.each(['/page', '/healthz', '/readyz', '/favicon.svg', '/assets/gone-Cd34.js'])(
  'has the security headers in its answer to %s',
  async (path) =>
    expect(Object.fromEntries((await get(path)).headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string,
      'x-content-type-options': 'nosniff',
    }),
)

test.each(['TRACE', 'OPTIONS', 'PUT', 'DELETE', 'PROPFIND'])('answers no %s', async (method) => {
  ran = 0
  const asked = request(`${address}/page`, { method, headers: { cookie: 'in' } }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.resume()
  expect([answer.statusCode, answer.headers.allow, ran]).toEqual([405, 'GET, HEAD, POST', 0])
})

test('tells the log who was turned away, and where', async () => {
  logged.length = 0
  await post(form({ csrf: 'wrong' }))
  await post(form({ csrf: 'the-token' }), { origin: 'https://evil.example' })
  await get('/page')
  const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines).toMatchObject([
    { msg: 'turned away', status: 419, path: '/page', user: 'chair' },
    { msg: 'turned away', status: 403, path: '/page', user: null },
  ])
})

test('says who asks', async () => {
  expect(await (await get('/page', { cookie: 'in' })).json()).toMatchObject({ user: 'chair' })
  expect(await (await get('/page')).json()).toMatchObject({ user: null })
})

test.each([
  ['a form', form({ csrf: 'the-token', words: 'ñ [shall]' }), {}],
  ['an upload', upload(10 * 1024 * 1024), {}],
  ['a form whose token is in the header', form({ words: 'ñ [shall]' }), { 'x-csrf-token': 'the-token' }],
])('carries out %s with the right token', async (_, body, headers: Record<string, string>) => {
  const answer = await post(body, headers)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ words: 'ñ [shall]' })
})

const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json' }
const jsonWithToken = { ...json, 'x-csrf-token': 'the-token' }

test('carries out JSON with the right token', async () => {
  const answer = await post(JSON.stringify({ n: 1 }), jsonWithToken)
  expect(await answer.json()).toEqual({ n: 1 })
})

test('hands a file on byte for byte', async () => {
  expect(await (await post(upload(3_000_001))).json()).toMatchObject({ size: 3_000_001 })
})

test.each([
  ['no token', form({ words: 'x' }), {}, 419],
  ['a wrong token', form({ csrf: 'wrong' }), {}, 419],
  ['a wrong token in an upload', upload(10, 'wrong'), {}, 419],
  ['a wrong token in the header', form({ csrf: 'the-token' }), { 'x-csrf-token': 'wrong' }, 419],
  ['text that is no form', 'csrf=the-token', { 'content-type': 'text/plain' }, 400],
  ['a broken upload', 'csrf', { 'content-type': 'multipart/form-data; boundary=x' }, 400],
  ['JSON whose token is not in its header', '{"csrf":"the-token"}', json, 419],
  ['JSON that is nested without end', '['.repeat(60_000), jsonWithToken, 400],
  ['JSON of too many values', `[${'[],'.repeat(300_000)}0]`, jsonWithToken, 400],
  ['text with the token in its header', 'x', { ...jsonWithToken, 'content-type': 'text/plain' }, 400],
  ['a form of too many fields', `csrf=the-token${'&a=1'.repeat(1_000)}`, urlencoded, 400],
  ['a form of nothing but marks', '&'.repeat(60_000), urlencoded, 400],
  ['a form that is too large', form({ csrf: 'the-token', words: 'x'.repeat(LIMITS.form) }), {}, 413],
  ['an upload that is too large', upload(LIMITS.upload), {}, 413],
  [
    'a large form of a stranger',
    form({ csrf: 'the-token', words: 'x'.repeat(LIMITS.stranger) }),
    { cookie: '' },
    413,
  ],
  ['another origin', form({ csrf: 'the-token' }), { origin: 'https://evil.example' }, 403],
  ['another site', form({ csrf: 'the-token' }), { 'sec-fetch-site': 'cross-site' }, 403],
])('refuses %s before any page sees it', async (_, body, headers, status) => {
  const answer = await post(body, headers as Record<string, string>)
  expect(answer.status).toBe(status)
  expect(ran).toBe(0)
})

/** As a mail program posts it: without cookies and without an origin. */
const oneClick = (path: string, body: BodyInit) => {
  ran = 0
  return fetch(`${address}${path}`, { method: 'POST', body })
}
const clickInParts = new FormData()
clickInParts.set('List-Unsubscribe', 'One-Click')
test.each([
  ['lets a mail program end mails', '/unsubscribe?token=t', form({ 'List-Unsubscribe': 'One-Click' }), 200],
  ['lets it do so in a form with parts', '/unsubscribe?token=t', clickInParts, 200],
  ['asks every other form there for its token', '/unsubscribe?token=t', form({ token: 't' }), 419],
  ['asks every other page for it', '/page', form({ 'List-Unsubscribe': 'One-Click' }), 419],
])('%s', async (_, path, body, status) => {
  expect((await oneClick(path, body)).status).toBe(status)
  expect(ran).toBe(status === 200 ? 1 : 0)
})

test('says of a table that does not answer that it may be asked again', async () => {
  const answer = await get('/away')
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
})

test('tells nobody why it broke', async () => {
  const answer = await get('/broken')
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain('secret reason')
})
