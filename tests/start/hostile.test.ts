import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { home } from '#server/home.ts'
import { places, type Place } from '#tests/servers/databases.ts'
import { isBuilt, start, HttpClient, type Product } from '#tests/servers/product.ts'

/** MB of heap: enough for everybody, and not for an array of a billion places. */
const HEAP = 512
/** Bytes of an answer that says no. */
const SMALL = 64 * 1024

const people = {
  stranger: null,
  observer: 'demo-observer',
  delegate: 'demo-mex',
  chair: 'demo-chair',
  secretariat: 'demo-secretariat',
}
type Who = keyof typeof people
const everybody = Object.keys(people) as Who[]

const form = 'application/x-www-form-urlencoded'
const json = 'application/json'
const part = (name: string, file = '') =>
  `--x\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n1\r\n`
const multipart = 'multipart/form-data; boundary=x'

/** Name, type and body of what no page sends. */
const bodies: [string, string, string][] = [
  ['a billion places', form, 'email[999999999]=a'],
  ['a million places', form, 'email[1000000]=a'],
  ['places of places', form, 'on[99999][99999]=a&a.b.c.d.e=1'],
  ['__proto__', form, '__proto__=1&__proto__[polluted]=1'],
  ['constructor', form, 'constructor.prototype.polluted=1'],
  ['a field that is not there', form, 'hasOwnProperty=1'],
  ['a single field twice', form, 'symbol=1&symbol=2&date=1&date=2&intent=seen&intent=seen&zone=a&zone=b'],
  ['many fields', form, 'on=a&'.repeat(5_000)],
  ['many names', form, Array.from({ length: 140 }, (_, n) => `n${n}=1`).join('&')],
  ['U+0000', form, 'email=%00&token=%00&intent=%00&title=%00'],
  ['bytes that are no UTF-8', form, 'email=%ff&nothing=%ff'],
  ['a long value', form, `text=1&email=${'a'.repeat(60_000)}`],
  ['many parts', multipart, `${part('on').repeat(400)}--x--`],
  ['two files', multipart, `${part('file', '; filename="a"').repeat(2)}--x--`],
  ['a file for a field', multipart, `${part('email', '; filename="a"')}--x--`],
  ['a broken form', multipart, '--x\r\nContent'],
  ['plain text', 'text/plain', 'email=a'],
  ['nested JSON', json, '['.repeat(60_000)],
  ['wide JSON', json, `[${'{},'.repeat(20_000)}0]`],
  ['cut JSON', json, '{"kind":'],
  ['JSON of a number without end', json, '{"kind":1e999}'],
  ['JSON with __proto__', json, '{"__proto__":{"kind":"undo"},"kind":"ask-floor","more":1}'],
  [
    'JSON with U+0000',
    json,
    '{"kind":"comment","about":{"kind":"paragraph","paragraph":"a\\u0000"},"text":"\\u0000","mentions":[]}',
  ],
  ['JSON with half a character', json, '{"kind":"fallback","proposal":"\\ud800","text":"\\ud800"}'],
  ['JSON with an absurd number', json, '{"kind":"move-speaker","delegation":"MEX","to":1e300}'],
]

/** Parts of addresses that cannot be meant: no page sees them. */
const impossible = ['%00', 'a%00', '%ff', '%ED%A0%80', '%zz', '%1B', 'a'.repeat(10_000)]
/** Those that name nothing. */
const absurd = ['9e99', '1e300', '-1', 'NaN', '2147483648', '9007199254740993', '__proto__', "'--"]

/** What addresses of ours ask for. */
const asked = [
  'since',
  'until',
  'before',
  'update',
  'at',
  'reading',
  'day',
  'from',
  'to',
  'view',
  'changed',
  'table',
  'q',
  'delegation',
  'role',
  'what',
  'paragraph',
  'words',
  'status',
  'theme',
  'return',
  'token',
]

type Route = { id: string; path: string; has: { loader: boolean; action: boolean } }

/** Every route of the build, so that a new one is attacked too. */
async function routesOf(): Promise<Route[]> {
  const file = pathToFileURL(join(home, 'build/server/index.js')).href
  const { routes } = (await import(/* @vite-ignore */ file)) as ServerBuild
  const pathOf = (id: string | undefined): string => {
    const route = id === undefined ? undefined : routes[id]
    return route ? `${pathOf(route.parentId)}${route.path ? `/${route.path}` : ''}` : ''
  }
  return Object.values(routes).flatMap((route) => {
    const { loader, action } = route!.module
    const has = { loader: loader !== undefined, action: action !== undefined }
    return route!.id === 'root' ? [] : [{ id: route!.id, path: pathOf(route!.id), has }]
  })
}

const honest: Record<string, string> = {
  draft: 'demo',
  revision: 'now',
  paragraph: 'p1',
  transmission: 'none',
  file: 'clean.txt',
  '*': 'nowhere',
}
const paramsOf = ({ path }: Route) => path.split('/').filter((part) => /^[:*]/.test(part))
const addressOf = ({ path }: Route, instead: Readonly<Record<string, string>> = {}): string =>
  path
    .split('/')
    .map((part) => (/^[:*]/.test(part) ? (instead[part] ?? honest[part.replace(':', '')] ?? 'x') : part))
    .join('/') || '/'

const routes = isBuilt ? await routesOf() : []
const withAction = routes.filter(({ has }) => has.action)
const withLoader = routes.filter(({ has }) => has.loader)

describe.skipIf(!isBuilt)(
  `what no page sends, to every route of the built product${isBuilt ? '' : ' (skipped: not built)'}`,
  { timeout: 600_000 },
  () => {
    let place: Place
    let product: Product
    const sessions = {} as Record<Who, { cookie: string; token: string }>

    async function sessionOf(who: Who) {
      const client = new HttpClient(product.address)
      const account = people[who]
      if (account) await client.post('/sign-in', { demo: account })
      const page = await (await client.get(account ? '/drafts/demo/changes' : '/sign-in')).text()
      const token = /name="csrf" value="([^"]+)"/.exec(page)?.[1]
      return { cookie: client.cookies, token: token ?? /"csrf","([^"]+)"/.exec(page)?.[1] ?? '' }
    }
    beforeAll(async () => {
      place = await places[0]!.make()
      const { folder } = place.where as { folder: string }
      const NODE_OPTIONS = `--max-old-space-size=${HEAP}`
      product = await start({ DATA_DIR: folder, DEMO: '1', PACE: '1000', NODE_OPTIONS })
      for (const who of everybody) sessions[who] = await sessionOf(who)
    }, 120_000)
    afterAll(async () => {
      await product?.stop()
      await place?.remove()
    })

    /** Status of an answer; what says no must be small. */
    async function ask(who: Who, path: string, init: RequestInit = {}): Promise<number> {
      const headers = { ...(init.headers as Record<string, string>), cookie: sessions[who].cookie }
      const answer = await fetch(product.address + path, { ...init, headers, redirect: 'manual' })
      const { byteLength } = await answer.arrayBuffer()
      if (answer.status >= 300) expect(byteLength, `${who} ${path}`).toBeLessThan(SMALL)
      return answer.status
    }
    const post = (who: Who, path: string, type: string, body: string) =>
      ask(who, path, {
        method: 'POST',
        headers: { 'content-type': type, 'x-csrf-token': sessions[who].token, origin: product.address },
        body,
      })

    test('finds the routes', () => {
      expect([withAction.length, withLoader.length].every((count) => count > 15)).toBe(true)
      expect(everybody.map((who) => sessions[who].token !== '')).toEqual(everybody.map(() => true))
    })

    test.each(withAction)('in a form: $id', async (route) => {
      const failed: string[] = []
      const postAll = async (who: Who) => {
        for (const [name, type, body] of bodies) {
          const status = await post(who, addressOf(route), type, body)
          // What reads no body does what it does; whoever has no right to it is told that.
          if (status >= 500 || status === 419) failed.push(`${who}, ${name}: ${status}`)
        }
      }
      await Promise.all(everybody.map(postAll))
      expect(failed).toEqual([])
    })

    test.each(withLoader)('in an address: $id', async (route) => {
      const failed: string[] = []
      const askAll = async (who: Who) => {
        // Such an address is turned away before anybody asks whose it is: one person is enough.
        const unmeant = who === 'chair' ? impossible : []
        const check = async (path: string, isRight: (status: number) => boolean) => {
          const status = await ask(who, path)
          if (!isRight(status)) failed.push(`${who}, ${path.slice(0, 80)}: ${status}`)
        }
        for (const param of paramsOf(route)) {
          for (const value of unmeant) await check(addressOf(route, { [param]: value }), (is) => is === 400)
          for (const value of absurd) await check(addressOf(route, { [param]: value }), (is) => is < 500)
        }
        const query = (value: string) => asked.map((name) => `${name}=${value}`).join('&')
        for (const value of unmeant)
          await check(`${addressOf(route)}?${query(value.slice(0, 500))}`, (is) => is === 400)
        for (const value of absurd) await check(`${addressOf(route)}?${query(value)}`, (is) => is < 500)
      }
      await Promise.all(everybody.map(askAll))
      expect(failed).toEqual([])
    })

    test('and it lives', async () => {
      expect(product.process.exitCode).toBe(null)
      expect(await ask('stranger', '/readyz')).toBe(200)
      // Nobody was signed out by an attack: the others were made as those who they say.
      for (const who of everybody) expect(await ask(who, '/account')).toBe(people[who] ? 200 : 302)
    })
  },
)
