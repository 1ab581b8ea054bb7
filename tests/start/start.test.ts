import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import {
  runAccountCommand,
  startAndFail,
  isBuilt,
  start,
  HttpClient,
  type Product,
} from '#tests/servers/product.ts'

const PASSWORD = 'correct horse battery'
const folder = mkdtempSync(join(tmpdir(), 'start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(!isBuilt)(`the built product${isBuilt ? '' : ' (skipped: not built)'}`, () => {
  const data = { DATA_DIR: join(folder, 'data'), DEMO: '0' }
  const closing = async (socket: WebSocket) => ((await once(socket, 'close')) as [number])[0]

  describe('says in one line why it cannot start', () => {
    test.each<[string, Record<string, string>, RegExp]>([
      ['a bad setting', { PORT: 'web' }, /^A setting is wrong: PORT must be a number\. .*\n$/],
      [
        'a database that is not there',
        { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' },
        /^The database in DATABASE_URL cannot be used: nothing answers at that address\. .*\n$/,
      ],
      [
        'a folder that takes nothing',
        { DATA_DIR: '/proc/data' },
        /^The data folder \/proc\/data cannot be written .*\n$/,
      ],
      ['a host that is none', { HOST: '203.0.113.1' }, /^HOST is 203\.0\.113\.1, which is no address .*\n$/],
    ])('%s', async (_, settings, line) => {
      const { code, said } = await startAndFail({ ...data, ...settings })
      expect(said).toMatch(line)
      expect(code).toBe(1)
    })

    test('a port that is taken', async () => {
      const other = createServer().listen(0)
      await once(other, 'listening')
      const { port } = other.address() as AddressInfo
      expect(await startAndFail({ ...data, PORT: String(port) })).toEqual({
        code: 1,
        said: `Port ${port} is taken by another program. Stop that one, or set PORT to another number.\n`,
      })
      other.close()
    })

    test('a folder that holds something else', async () => {
      const mine = mkdtempSync(join(folder, 'mine-'))
      writeFileSync(join(mine, 'postgres'), 'a letter')
      const { said } = await startAndFail({ ...data, DATA_DIR: mine })
      expect(said).toMatch(/^\S+postgres is not a database of this server\. .*\n$/)
    })
  })

  describe('serves', () => {
    let product: Product
    beforeAll(async () => {
      const add = [
        'add',
        '--email',
        'ana@example.org',
        '--name',
        'Ana Pérez',
        '--role',
        'delegate',
        '--delegation',
        'mex',
      ]
      expect(await runAccountCommand(data, add, `${PASSWORD}\n`)).toMatchObject({ code: 0 })
      product = await start(data)
    }, 60_000)
    afterAll(async () => {
      if (product.process.exitCode === null) await product.stop()
    })

    const signedIn = async () => {
      const client = new HttpClient(product.address)
      const answer = await client.post('/sign-in', { email: 'Ana@example.org', password: PASSWORD })
      expect(answer.status).toBe(302)
      return client
    }

    test('pages and health on one port, and keeps a second server out', async () => {
      expect(await (await fetch(`${product.address}/healthz`)).json()).toEqual({ status: 'ok' })
      expect((await startAndFail(data)).said).toMatch(/^The data folder .* is in use by another server .*\n$/)
      expect((await runAccountCommand(data, ['list'])).said).toMatch(/is in use by another server/)
    })

    test('sends strangers to the door and back', async () => {
      const answer = await new HttpClient(product.address).get('/account')
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/sign-in?return=%2Faccount'])
    })

    test('lets a person in with the right password alone, and out again', async () => {
      const client = new HttpClient(product.address)
      const wrong = await client.post('/sign-in', { email: 'ana@example.org', password: 'wrong' })
      expect(wrong.status).toBe(422)
      const right = await client.post('/sign-in', { email: 'ana@example.org', password: PASSWORD })
      expect(right.headers.getSetCookie().find((cookie) => cookie.startsWith('corchete-session'))).toMatch(
        /^corchete-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/,
      )
      expect(await (await client.get('/account')).text()).toContain('Ana Pérez')
      const before = new HttpClient(product.address)
      const socket = new WebSocket(`${product.address.replace('http', 'ws')}/collab/none`, {
        headers: { cookie: client.cookies },
      })
      expect(await closing(socket)).toBe(4404)
      expect((await client.post('/account', {})).status).toBe(302)
      expect((await client.get('/account')).status).toBe(302)
      expect((await before.get('/account')).status).toBe(302)
    })

    test('takes no form without its token, nor another session’s', async () => {
      const client = await signedIn()
      expect((await client.post('/account', {}, 'none')).status).toBe(419)
      const other = await (await new HttpClient(product.address).get('/sign-in')).text()
      const token = /name="csrf" value="([^"]+)"/.exec(other)![1]!
      expect((await client.post('/account', {}, token)).status).toBe(419)
      expect((await client.get('/account')).status).toBe(200)
    })

    test('lets nobody guess on', async () => {
      const guesser = new HttpClient(product.address)
      const answers = []
      for (let guess = 0; guess < 10; guess++)
        answers.push(
          (await guesser.post('/sign-in', { email: 'ben@example.org', password: `${guess}` })).status,
        )
      expect(answers).toEqual([422, 422, 422, 422, 422, 422, 422, 422, 429, 429])
      await signedIn()
    })

    test('offers no demo when it is off', async () => {
      const client = new HttpClient(product.address)
      expect((await client.post('/sign-in', { demo: 'demo-chair' })).status).toBe(422)
    })

    test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])(
      'ends cleanly on %s, and begins again with the sessions it had',
      async (signal) => {
        const client = await signedIn()
        expect(await product.stop(signal)).toBe(0)
        expect(existsSync(join(data.DATA_DIR, 'server.lock'))).toBe(false)
        product = await start(data)
        const again = new HttpClient(product.address)
        const page = await fetch(`${product.address}/account`, { headers: { cookie: client.cookies } })
        expect(await page.text()).toContain('Ana Pérez')
        expect((await again.get('/account')).status).toBe(302)
      },
    )

    test('keeps what happened at the door, and the administrator can list it and change a role', async () => {
      await product.stop()
      const ana = ['--email', 'ana@example.org']
      const listed = async (...options: string[]) =>
        (await runAccountCommand(data, ['events', ...options])).said.trim().split('\n')
      const events = (await listed(...ana)).map((line) => line.split('\t')[1])
      expect(events.at(-1)).toBe('account-added')
      expect(events).toEqual(expect.arrayContaining(['failed', 'signed-in', 'signed-out']))
      const all = await listed('--limit', '10000')
      expect(all.join('\n')).toContain('locked-out')
      expect(all.join('\n')).not.toContain('ben@example.org')
      const role = (...options: string[]) => runAccountCommand(data, ['role', ...ana, '--role', ...options])
      expect(await role('delegate')).toMatchObject({ code: 1 })
      expect((await role('observer')).said).toBe('ana@example.org is observer now.\n')
      expect((await role('delegate', '--delegation', 'mex')).said).toMatch(/delegate of MEX now/)
      expect((await listed(...ana, '--limit', '1'))[0]).toContain('\trole-changed\t')
      product = await start(data)
    })

    test('begins again after it was killed', async () => {
      await product.stop('SIGKILL')
      product = await start(data)
      await signedIn()
    })
  })
})
