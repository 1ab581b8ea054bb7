import pino from 'pino'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { editing } from '#app/document/propose/gesture.ts'
import { Layers } from '#app/document/model/layers.ts'
import { MESSAGE, SYNC, encodeUpdate } from '#app/document/wire.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import { accept } from '#app/domain/basics/result.ts'
import { Memory, memoryStores, sha256 } from '#tests/builders/memory.ts'
import { aHeader, canada, lines, mexico, observer, secretariat } from '#tests/builders/memory-rooms.ts'
import { BACKLOG_LIMIT } from '../room/participants.ts'
import { Participant, type ClientSocket } from './participant.ts'
import { Room } from '../room/room.ts'

/** A client at the other end of a line that takes what it is sent, or lets it lie. */
class Reader implements ClientSocket {
  readonly doc = new Y.Doc()
  readonly layers = new Layers(this.doc)
  readonly connection: Participant
  backlog = 0
  closed: string | null = null
  isBroken = false
  carets = 0
  /** Kinds of what came, in order. */
  readonly heard: string[] = []
  private drained: (() => void) | null = null

  constructor(
    readonly room: Room,
    readonly actor: Actor,
  ) {
    this.connection = new Participant(this, actor, 'session')
    room.join(this.connection)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'room') room.receive(this.connection, encodeUpdate(update))
    })
  }

  ask() {
    this.room.receive(this.connection, encodeUpdate(Y.encodeStateVector(this.doc), SYNC.step1))
  }

  send(message: Uint8Array) {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === MESSAGE.awareness) this.carets++
    if (type !== MESSAGE.sync) return
    const kind = decoding.readVarUint(decoder)
    this.heard.push(kind === SYNC.step1 ? 'question' : kind === SYNC.step2 ? 'all' : 'update')
    if (kind !== SYNC.step1) Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder), 'room')
  }

  write(frames: Buffer, own: readonly Uint8Array[]) {
    if (this.isBroken) throw new Error('a fault')
    for (const message of [...unframed(frames), ...own]) this.send(message)
    return this.backlog === 0
  }

  onDrain(then: () => void) {
    this.drained = then
  }

  drain() {
    this.backlog = 0
    this.drained?.()
  }

  close(_code: number, reason: string) {
    this.closed = reason
  }

  type(words: string) {
    const { delegation, user } = this.actor
    const author = { delegation: delegation!, user, now: 0, id: () => `${user}-${this.heard.length}` }
    const paragraph = this.layers.order()[0]!
    editing(this.layers, author, 'test', (edit) => edit.insert({ paragraph, offset: 4 }, words))
  }

  text = () => this.layers.rolling()
}

function caretOf(client: number): Uint8Array {
  const caret = encoding.createEncoder()
  for (const number of [1, client, 1]) encoding.writeVarUint(caret, number)
  encoding.writeVarString(caret, '{"caret":1}')
  const message = encoding.createEncoder()
  encoding.writeVarUint(message, MESSAGE.awareness)
  encoding.writeVarUint8Array(message, encoding.toUint8Array(caret))
  return encoding.toUint8Array(message)
}

function* unframed(frames: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < frames.length;) {
    const short = frames[at + 1]!
    const [head, length] = short < 126 ? [2, short] : [4, frames.readUInt16BE(at + 2)]
    yield frames.subarray(at + head, at + head + length)
    at += head + length
  }
}

let memory: Memory
let opened: number

/** `until`: what an append waits for. */
async function open(until: () => Promise<void> = async () => {}): Promise<Room> {
  const stores = memoryStores(memory)
  const append: typeof stores.room.append = async (...batch) => {
    await until()
    return stores.room.append(...batch)
  }
  const deps = {
    store: { ...stores.room, append },
    clock: { now: () => Date.now() },
    log: pino({ level: 'silent' }),
    sha256,
    id: () => `id${opened++}`,
    authorOf: (_: string, user: string) => user,
    namesIn: async () => (code: string) => code,
    given: async () => ({}),
    complete: async () => accept({}),
    papersOf: async () => [],
  }
  return Room.open(aHeader({ id: 'd' }), deps)
}

beforeEach(async () => {
  memory = new Memory()
  opened = 0
  await memoryStores(memory).drafts.add(aHeader({ id: 'd' }))
  const room = await open()
  await room.decide(secretariat, { kind: 'fill', paragraphs: lines('OP: one two', 'OP: three') })
  await room.close(1000, 'over')
})

async function seat(room: Room, actor: Actor): Promise<Reader> {
  const reader = new Reader(room, actor)
  reader.ask()
  await vi.waitFor(() => expect(reader.layers.order()).toHaveLength(2))
  return reader
}

describe('someone who comes', () => {
  it('gets all that was ever stored, after a snapshot and without one', async () => {
    const room = await open()
    const mex = await seat(room, mexico)
    for (let n = 0; n < 30; n++) mex.type('big ')
    const late = await seat(room, canada)
    await vi.waitFor(() => expect(late.text()).toEqual(mex.text()))
    await room.close(1012, 'restarting')
    expect(memory.log('d').snapshot).not.toBeNull()
    const again = await seat(await open(), observer)
    expect(again.text()).toEqual(mex.text())
  })

  it('gets what came after the snapshot behind it, when the server was killed', async () => {
    const room = await open()
    const mex = await seat(room, mexico)
    mex.type('big ')
    await vi.waitFor(() => expect(mex.connection.stored).toBe(1))
    const again = await seat(await open(), observer)
    await vi.waitFor(() => expect(again.text()).toEqual(mex.text()))
  })

  it('gets the same text when the room has put its document out of memory', async () => {
    const room = await open()
    const mex = await seat(room, mexico)
    mex.type('big ')
    await vi.waitFor(() => expect(mex.connection.stored).toBe(1))
    const now = vi.spyOn(performance, 'now').mockImplementation(() => 1e12)
    room.rest()
    now.mockRestore()
    const late = await seat(room, canada)
    expect(late.text()).toEqual(mex.text())
    late.type('bad ')
    await vi.waitFor(() => expect(mex.text()).toEqual(late.text()))
  })
})

describe('a fault of ours', () => {
  it('sends everyone away to come back, and the room goes on', async () => {
    const room = await open()
    const [mex, can] = [await seat(room, mexico), await seat(room, canada)]
    can.isBroken = true
    mex.type('big ')
    await vi.waitFor(() => expect([mex.closed, can.closed]).toEqual(['not-shown', 'not-shown']))
    const again = await seat(room, mexico)
    again.type('bold ')
    await vi.waitFor(() => expect(again.connection.stored).toBe(1))
  })
})

describe('someone who does not read', () => {
  it('is left out of what the others get and has everything once it reads again', async () => {
    const room = await open()
    const [mex, slow] = [await seat(room, mexico), await seat(room, canada)]
    slow.backlog = BACKLOG_LIMIT + 1
    mex.type('big ')
    await vi.waitFor(() => expect(slow.connection.lagsFrom).not.toBeNull())
    const heard = slow.heard.length
    for (const words of ['and ', 'bold ', 'new ']) mex.type(words)
    await vi.waitFor(() => expect(mex.connection.stored).toBe(4))
    expect(slow.heard).toHaveLength(heard)
    slow.drain()
    await vi.waitFor(() => expect(slow.text()).toEqual(mex.text()))
    expect(slow.heard.length - heard).toBe(1)
    mex.type('last ')
    await vi.waitFor(() => expect(slow.text()).toEqual(mex.text()))
  })

  it('has everything too when it was found lagging while words were being stored', async () => {
    let stored = () => {}
    let isSlow = false
    const room = await open(() => (isSlow ? new Promise((resolve) => (stored = resolve)) : Promise.resolve()))
    const [mex, slow] = [await seat(room, mexico), await seat(room, canada)]
    const other = await seat(room, observer)
    isSlow = true
    slow.backlog = BACKLOG_LIMIT + 1
    mex.type('big ')
    await new Promise((resolve) => setTimeout(resolve, 20))
    room.receive(other.connection, caretOf(other.doc.clientID))
    await vi.waitFor(() => expect(mex.carets).toBe(1))
    isSlow = false
    stored()
    await vi.waitFor(() => expect(mex.connection.stored).toBe(1))
    slow.drain()
    await vi.waitFor(() => expect(slow.text()).toEqual(mex.text()))
  })

  it('is sent away after a minute', async () => {
    const room = await open()
    const [mex, slow] = [await seat(room, mexico), await seat(room, canada)]
    slow.backlog = BACKLOG_LIMIT + 1
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      mex.type('big ')
      for (let n = 0; n < 100 && !slow.connection.lagsFrom; n++) await new Promise(setImmediate)
      vi.advanceTimersByTime(60_000)
      expect(slow.closed).toBe('does-not-read')
    } finally {
      vi.useRealTimers()
    }
  })
})
