import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { editing } from '#app/document/propose/gesture.ts'
import { Layers } from '#app/document/model/layers.ts'
import { MESSAGE, readStored } from '#app/document/wire.ts'
import { freePort } from '#tests/servers/postgres.ts'
import { places, type Place } from '#tests/servers/databases.ts'
import { isBuilt, start, HttpClient, type Product } from '#tests/servers/product.ts'

const SECRET = 'reaffirming the tangerine clause'
const TOKEN = '0123456789abcdef'

describe.skipIf(!isBuilt)(
  `whoever operates the built product${isBuilt ? '' : ' (skipped: not built)'}`,
  () => {
    let place: Place
    let product: Product
    let log = ''

    const begin = async () => {
      const settings = { DATA_DIR: (place.where as { folder: string }).folder, DEMO: '1' }
      const metrics = { METRICS_TOKEN: TOKEN, METRICS_PORT: String(await freePort()) }
      product = await start({ ...settings, ...metrics, LOG_LEVEL: 'trace' })
      product.process.stderr!.on('data', (bytes: Buffer) => (log += bytes.toString()))
    }
    beforeAll(async () => {
      place = await places[0]!.make()
      await begin()
    }, 120_000)
    afterAll(async () => {
      if (product.process.exitCode === null && !product.process.signalCode) await product.stop()
      await place.remove()
    })

    const mexico = async () => {
      const client = new HttpClient(product.address)
      await client.post('/sign-in', { demo: 'demo-mex' })
      return client
    }
    const sit = async (client: HttpClient) => {
      const url = `${product.address.replace('http', 'ws')}/collab/demo`
      const socket = new WebSocket(url, { headers: { cookie: client.cookies } })
      await once(socket, 'message')
      return socket
    }

    test('reads figures with the token alone', async () => {
      const read = (authorization: string) =>
        fetch(`${product.address}/metrics`, { headers: { authorization } })
      expect((await read('Bearer guessed')).status).toBe(401)
      const socket = await sit(await mexico())
      const text = await (await read(`Bearer ${TOKEN}`)).text()
      expect(text).toMatch(/^corchete_rooms 1$/m)
      expect(text).toMatch(/^corchete_connections 1$/m)
      expect(text).toMatch(/^corchete_open_seconds_count [1-9]/m)
      socket.terminate()
    })

    test('finds nobody’s words in the log nor in the figures, not even when everything is logged', async () => {
      const client = await mexico()
      await type(client, SECRET)
      await client.post('/sign-in', {
        email: `${SECRET.replaceAll(' ', '.')}@example.org`,
        password: SECRET,
      })
      const socket = await sit(client)
      // Messages that cannot be read, with words in them, and a page that is not there.
      for (const type of [MESSAGE.awareness, MESSAGE.sync, 99])
        socket.send(Buffer.concat([Buffer.from([type, 2, SECRET.length]), Buffer.from(SECRET)]))
      await once(socket, 'close')
      await client.get(`/drafts/demo?word=${encodeURIComponent(SECRET)}`)
      const figures = await fetch(`${product.address}/metrics`, {
        headers: { authorization: `Bearer ${TOKEN}` },
      })
      const said = log + (await figures.text())
      expect(log).toContain('"request":')
      for (const form of [
        'tangerine',
        Buffer.from(SECRET).toString('hex'),
        Buffer.from(SECRET).toString('base64'),
      ])
        expect(said).not.toContain(form)
    })

    test('sees on SIGTERM that nobody is to be sent here, connections told to come again, and the end', async () => {
      const socket = await sit(await mexico())
      const closed = once(socket, 'close') as Promise<[number, Buffer]>
      expect((await fetch(`${product.address}/readyz`)).status).toBe(200)
      const ended = product.stop('SIGTERM')
      const answers: number[] = []
      for (let open = true; open;) {
        const answer = await fetch(`${product.address}/readyz`).catch(() => null)
        if (answer) answers.push(answer.status)
        open = answer !== null
      }
      expect(answers.slice(1).every((status) => status === 503)).toBe(true)
      const [code, reason] = await closed
      expect([code, reason.toString()]).toEqual([1012, 'restarting'])
      expect(await ended).toBe(0)
    })

    test('need not wait after a second Ctrl-C', async () => {
      await begin()
      const ended = product.stop('SIGINT')
      product.process.kill('SIGINT')
      expect([0, 130]).toContain(await ended)
    })

    async function type(client: HttpClient, words: string): Promise<void> {
      const headers = { cookie: client.cookies }
      class SignedIn extends WebSocket {
        constructor(url: string) {
          super(url, { headers })
        }
      }
      const doc = new Y.Doc()
      const layers = new Layers(doc)
      const provider = new WebsocketProvider(`${product.address.replace('http', 'ws')}/collab`, 'demo', doc, {
        disableBc: true,
        WebSocketPolyfill: SignedIn as unknown as typeof globalThis.WebSocket,
      })
      let stored = 0
      provider.messageHandlers[MESSAGE.stored] = (_, decoder) => (stored = readStored(decoder))
      for (const own of Object.values(MESSAGE))
        if (own > MESSAGE.stored) provider.messageHandlers[own] = () => undefined
      const until = async (isSo: () => boolean) => {
        while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20))
      }
      await until(() => provider.synced && layers.order().length > 0)
      const before = stored
      const paragraph = layers.order().find((id) => layers.paragraph(id)!.paragraph.status === 'open')!
      const author = { delegation: 'MEX', user: 'demo-mex', now: Date.now(), id: () => `${doc.clientID}-1` }
      editing(layers, author, 'typing', (edit) => edit.insert({ paragraph, offset: 0 }, words))
      await until(() => stored > before)
      provider.destroy()
    }
  },
)
