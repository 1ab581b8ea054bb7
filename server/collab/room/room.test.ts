import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Actor } from '#app/domain/basics/actor.ts'
import { verifyChain } from '#app/domain/record/chain.ts'
import { Layers } from '#app/document/model/layers.ts'
import { editing } from '#app/document/propose/gesture.ts'
import { CLOSE, MESSAGE, readLate, readStored } from '#app/document/wire.ts'
import type { Batch } from '#app/usecases/ports.ts'
import { memoryHub } from '#tests/builders/hub.ts'
import { Memory, memoryStores, sha256 } from '#tests/builders/memory.ts'
import { aHeader, canada, chair, lines, mexico, observer, secretariat } from '#tests/builders/memory-rooms.ts'
import type { Hub } from '../hub/hub.ts'

/** A browser's half of the line: y-websocket's own provider, unchanged, over a real socket. */
class Browser {
  readonly doc = new Y.Doc()
  readonly layers = new Layers(this.doc)
  readonly provider: WebsocketProvider
  stored = 0
  readonly late: unknown[] = []
  closed: { code: number; reason: string } | null = null
  private made = 0

  constructor(
    url: string,
    readonly actor: Actor,
  ) {
    this.provider = new WebsocketProvider(url, 'd', this.doc, {
      params: { as: JSON.stringify(actor) },
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    })
    this.provider.messageHandlers[MESSAGE.stored] = (_, decoder) => (this.stored = readStored(decoder))
    this.provider.messageHandlers[MESSAGE.late] = (_, decoder) => this.late.push(...readLate(decoder))
    this.provider.messageHandlers[MESSAGE.hello] = () => {}
    this.provider.on('closed', (closed) => (this.closed = closed))
  }
  synced = () => vi.waitFor(() => expect(this.provider.synced).toBe(true))
  text = () =>
    this.layers
      .order()
      .map((id) =>
        this.layers
          .paragraph(id)!
          .pieces.map((piece) => piece.text)
          .join(''),
      )
      .join('\n')
  type(offset: number, words: string) {
    const { delegation, user } = this.actor
    const author = { delegation: delegation!, user, now: Date.now(), id: () => `${user}-${this.made++}` }
    const paragraph = this.layers.order()[0]!
    editing(this.layers, author, 'test', (edit) => edit.insert({ paragraph, offset }, words))
  }
}

let server: Server
let hub: Hub
let memory: Memory
let url: string
let failing: ((batch: Batch) => boolean) | null
const browsers: Browser[] = []

beforeEach(async () => {
  memory = new Memory()
  failing = null
  const stores = memoryStores(memory)
  await stores.drafts.add(aHeader({ id: 'd' }))
  hub = memoryHub(memory, {
    append:
      (append) =>
      (...batch) =>
        failing?.(batch[1]) ? Promise.reject(new Error('disk full')) : append(...batch),
  })
  server = createServer()
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, request) => {
    const actor = JSON.parse(new URL(request.url!, 'http://x').searchParams.get('as')!) as Actor
    hub.connect(socket, { actor, session: `session of ${actor.user}` }, 'd')
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  url = `ws://localhost:${(server.address() as AddressInfo).port}`
  await hub.decide('d', secretariat, { kind: 'fill', paragraphs: lines('OP: one two', 'OP: three') })
})

afterEach(async () => {
  for (const browser of browsers.splice(0)) browser.provider.destroy()
  await hub.close()
  await new Promise((resolve) => server.close(resolve))
})

async function seat(actor: Actor): Promise<Browser> {
  const browser = new Browser(url, actor)
  browsers.push(browser)
  await browser.synced()
  return browser
}

/** Has the text agreed, issued and transmitted; answers the id of the step. */
async function handToCidi(): Promise<string> {
  const date = '2024-04-09'
  for (const { id: paragraph } of (await hub.read('d')).paragraphs)
    await hub.decide('d', chair, { kind: 'set-status', paragraph, status: 'agreed', date })
  const symbol = 'CIDI/CAM/doc.8/24 rev. 1'
  const issue = { kind: 'issue-revision', symbol, date, renumber: true } as const
  expect(await hub.decide('d', secretariat, issue)).toMatchObject({ ok: true })
  const step = { kind: 'transmit', revision: 0, to: 'CIDI', symbol: 'CIDI/doc.1/24', date } as const
  expect(await hub.decide('d', secretariat, step)).toMatchObject({ ok: true })
  return memory.transmissions[0]!.id
}

const onward = { kind: 'pass-on', to: 'GA', symbol: 'AG/doc.5/24', date: '2024-06-01' } as const

describe('a room', () => {
  it('shows words to the others only once they are stored, and says so to their author', async () => {
    const [mex, can] = [await seat(mexico), await seat(canada)]
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(can.text()).toBe('one big two\nthree'))
    expect(mex.stored).toBeGreaterThan(0)
    const replay = new Y.Doc()
    for (const update of memory.log('d').updates) Y.applyUpdate(replay, update)
    expect(new Layers(replay).rolling()).toEqual(can.layers.rolling())
  })

  it('shows nothing that it could not store, and the words come through later', async () => {
    const [mex, can] = [await seat(mexico), await seat(canada)]
    failing = () => true
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.provider.wsconnected).toBe(false))
    expect(can.text()).toBe('one two\nthree')
    failing = null
    await vi.waitFor(() => expect(can.text()).toBe('one big two\nthree'), { timeout: 10_000 })
  })

  it('carries a decision out with its record, or not at all', async () => {
    const can = await seat(canada)
    failing = (batch) => batch.entries.length > 0
    const paragraph = can.layers.order()[0]!
    await expect(
      hub.decide('d', chair, { kind: 'set-status', paragraph, status: 'agreed', date: '2024-04-09' }),
    ).rejects.toThrow('disk full')
    failing = null
    expect((await hub.read('d')).paragraphs[0]!.status).toBe('open')
    await hub.decide('d', chair, { kind: 'set-status', paragraph, status: 'agreed', date: '2024-04-09' })
    await vi.waitFor(() => expect(can.layers.rolling().paragraphs[0]!.status).toBe('agreed'))
    expect(memory.record.map(({ what }) => what)).toEqual(['fill', 'set-status'])
    expect(verifyChain(memory.record, sha256)).toMatchObject({ ok: true })
  })

  it('sends one who writes elsewhere away, and nobody else notices', async () => {
    const [mex, can] = [await seat(mexico), await seat(canada)]
    ;(can.doc.getMap('base') as Y.Map<unknown>).set('forged', 1)
    await vi.waitFor(() => expect(can.closed).toEqual({ code: CLOSE.refused, reason: 'not-your-layer' }))
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(1))
    expect((await hub.read('d')).paragraphs).toHaveLength(2)
  })

  it.each([
    ['an empty message', new Uint8Array()],
    ['half a message', new Uint8Array([0, 2, 200, 1])],
    ['words that are none', new Uint8Array([0, 2, 3, 255, 255, 255])],
    ['a caret that is none', new Uint8Array([1, 5, 1, 1, 1, 1, 120])],
  ])('ends a line with %s and lives on', async (_name, message) => {
    const mex = await seat(mexico)
    const socket = new WebSocket(`${url}/?as=${encodeURIComponent(JSON.stringify(canada))}`)
    await new Promise((resolve) => socket.on('open', resolve))
    const closed = new Promise((resolve) => socket.on('close', resolve))
    socket.send(message)
    expect(await closed).toBe(CLOSE.malformed)
    mex.type(4, 'big ')
    await vi.waitFor(async () => expect((await hub.read('d')).paragraphs[0]!.runs).toHaveLength(3))
  })

  it('lets an observer read and write nothing', async () => {
    const reader = await seat(observer)
    expect(reader.text()).toBe('one two\nthree')
    reader.doc.getMap('p:MEX').set('MEX:x', 'words')
    await vi.waitFor(() => expect(reader.closed?.reason).toBe('reader'))
  })

  it('says itself who is who', async () => {
    const [mex, can] = [await seat(mexico), await seat(canada)]
    mex.provider.awareness.setLocalState({ user: { name: 'Canada', delegation: 'CAN' }, caret: null })
    await vi.waitFor(() => {
      const told = can.provider.awareness.getStates().get(mex.doc.clientID) as {
        user: { delegation: string }
      }
      expect(told.user).toEqual({ role: 'delegate', delegation: 'MEX' })
    })
  })

  it('ends the lines of a revoked session within a second', async () => {
    const mex = await seat(mexico)
    hub.dismiss({ session: `session of ${mexico.user}` })
    await vi.waitFor(() => expect(mex.closed?.code).toBe(CLOSE.signedOut), { timeout: 1_000 })
  })

  it('hands late words back to their author', async () => {
    const mex = await seat(mexico)
    mex.provider.disconnect()
    mex.type(4, 'big ')
    const paragraph = mex.layers.order()[0]!
    await hub.decide('d', chair, { kind: 'set-status', paragraph, status: 'agreed', date: '2024-04-09' })
    mex.provider.connect()
    await vi.waitFor(() =>
      expect(mex.late).toEqual([{ reason: 'paragraph-closed', paragraph, text: 'big ' }]),
    )
    await vi.waitFor(() => expect(mex.text()).toBe('one two\nthree'))
    expect(memory.record.at(-1)).toMatchObject({ what: 'late-words', detail: { text: 'big ' } })
  })

  it('lets a colleague go on with words that it has given a new place itself', async () => {
    const mex = await seat(mexico)
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(1))
    const [id] = [...mex.layers.entries.keys()]
    mex.provider.disconnect()
    mex.type(8, 'bad ')
    await hub.decide('d', chair, { kind: 'accept', proposals: [id!] })
    mex.provider.connect()
    const colleague = await seat({ ...mexico, user: 'mex2-user' })
    await vi.waitFor(() => expect(colleague.text()).toBe('one big bad two\nthree'))
    colleague.type(12, 'old ')
    await vi.waitFor(() => expect(mex.text()).toBe('one big bad old two\nthree'))
    expect(colleague.closed).toBeNull()
  })

  it('keeps the words of a withdrawn proposal in the record', async () => {
    const mex = await seat(mexico)
    mex.type(4, 'big ')
    const [id] = [...mex.layers.entries.keys()]
    mex.doc.getMap('p:MEX').delete(id!)
    await vi.waitFor(() =>
      expect(memory.record.at(-1)).toMatchObject({
        what: 'withdrawn',
        detail: { proposal: id, text: 'big ' },
      }),
    )
  })

  it('freezes with the transmission', async () => {
    const mex = await seat(mexico)
    await handToCidi()
    expect(await hub.decide('d', chair, { kind: 'undo' })).toMatchObject({
      refusal: { kind: 'draft-transmitted' },
    })
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.closed?.reason).toBe('draft-transmitted'))
    expect((await hub.read('d')).paragraphs[0]!.runs.map(({ text }) => text).join('')).toBe('one two')
  })

  it('passes a transmitted text on once, with its entry in the record and no change to the text', async () => {
    const transmission = await handToCidi()
    const { updates } = structuredClone(memory.log('d'))
    const both = await Promise.all(
      [onward, { ...onward, symbol: 'AG/doc.6/24' }].map((step) =>
        hub.decide('d', secretariat, { ...step, transmission }),
      ),
    )
    expect(both).toMatchObject([
      { ok: true, value: { what: 'pass-on', by: { name: secretariat.name } } },
      { ok: false, refusal: { kind: 'not-next-organ', to: 'GA' } },
    ])
    expect(memory.log('d').updates).toEqual(updates)
    const [first, second, ...more] = memory.transmissions
    expect(second).toMatchObject({ from: 'CIDI', to: 'GA', revision: 0, previous: first!.id })
    expect(more).toEqual([])
    expect(memory.record.at(-1)).toMatchObject({
      what: 'pass-on',
      detail: { ...onward, transmission, onward: second!.id },
    })
    expect(memory.record.filter(({ what }) => what === 'pass-on')).toHaveLength(1)
    expect(verifyChain(memory.record, sha256)).toMatchObject({ ok: true })
  })

  it('stores nothing of a step whose symbol is taken, and takes the next one', async () => {
    const transmission = await handToCidi()
    const before = memory.record.length
    await expect(
      hub.decide('d', secretariat, { ...onward, transmission, symbol: 'CIDI/doc.1/24' }),
    ).rejects.toMatchObject({ name: 'Taken' })
    expect([memory.record.length, memory.transmissions.length]).toEqual([before, 1])
    expect(await hub.decide('d', secretariat, { ...onward, transmission })).toMatchObject({ ok: true })
    expect(verifyChain(memory.record, sha256)).toMatchObject({ ok: true })
  })

  it.each([
    ['to an organ that is not the next', { to: 'CP' }],
    ['from a step that is none', { transmission: 'none' }],
  ])('does not pass a text on %s', async (_, wrong) => {
    const transmission = await handToCidi()
    expect(await hub.decide('d', secretariat, { ...onward, transmission, ...wrong })).toMatchObject({
      refusal: { kind: 'not-next-organ' },
    })
    expect(memory.transmissions).toHaveLength(1)
  })

  it('does not pass on what is still negotiated', async () => {
    expect(await hub.decide('d', secretariat, { ...onward, transmission: 'none' })).toEqual({
      ok: false,
      refusal: { kind: 'not-allowed' },
    })
    expect(memory.record.map(({ what }) => what)).toEqual(['fill'])
  })
})
