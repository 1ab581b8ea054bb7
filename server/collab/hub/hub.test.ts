import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import type { Bus } from '#server/cluster/bus.ts'
import { LocalNetwork } from '#server/cluster/local-bus.ts'
import { Layers } from '#app/document/model/layers.ts'
import { verifyChain } from '#app/domain/record/chain.ts'
import { Client } from '#tests/builders/client.ts'
import { memoryHub } from '#tests/builders/hub.ts'
import { Memory, memoryStores, sha256 } from '#tests/builders/memory.ts'
import { aHeader, canada, chair, lines, mexico, secretariat } from '#tests/builders/memory-rooms.ts'
import { BACKLOG_LIMIT } from '../room/participants.ts'
import type { Hub } from './hub.ts'

let memory: Memory
let exchange: LocalNetwork
const open: Hub[] = []

function aProcess(self: string, claims = true, through: (bus: Bus) => Bus = (bus) => bus): Hub {
  const hub = memoryHub(memory, { self, claims, exchange, through })
  open.push(hub)
  return hub
}

beforeEach(async () => {
  memory = new Memory()
  exchange = new LocalNetwork()
  await memoryStores(memory).drafts.add(aHeader({ id: 'd' }))
})

afterEach(async () => {
  await Promise.all(open.splice(0).map((hub) => hub.close()))
})

const fill = (hub: Hub) =>
  hub.decide('d', secretariat, { kind: 'fill', paragraphs: lines('OP: one two', 'OP: three') })
const seated = (client: Client) => vi.waitFor(() => expect(client.text()).toBe('one two\nthree'))

async function twoProcesses() {
  const [a, b] = [aProcess('a'), aProcess('b')]
  await fill(a)
  const [mex, can] = [new Client(a, mexico), new Client(b, canada)]
  await seated(mex)
  await seated(can)
  return { a, b, mex, can }
}

describe('rooms of several processes', () => {
  it('bring words both ways, stored before they are shown', async () => {
    const { mex, can } = await twoProcesses()
    expect(memory.owners.get('d')?.owner).toBe('a')
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(can.text()).toBe('one big two\nthree'))
    can.type(0, 'Now ')
    await vi.waitFor(() => expect(mex.text()).toBe('Now one big two\nthree'))
    await vi.waitFor(() => expect(can.stored).toBeGreaterThan(0))
  })

  it('carry a decision out where the room is, and read it from anywhere', async () => {
    const { b, mex } = await twoProcesses()
    const paragraph = mex.layers.order()[0]!
    const agree = { kind: 'set-status', paragraph, status: 'agreed', date: '2024-04-09' } as const
    expect(await b.decide('d', chair, agree)).toMatchObject({ ok: true, value: { what: 'set-status' } })
    expect((await b.read('d')).paragraphs[0]!.status).toBe('agreed')
    expect(await b.decide('d', chair, { kind: 'fill', paragraphs: [] })).toMatchObject({ ok: false })
    expect(memory.record.map(({ what }) => what)).toEqual(['fill', 'set-status'])
    expect(verifyChain(memory.record, sha256)).toMatchObject({ ok: true })
  })

  it('carry out one of two decisions that come at once, and tell the other one so', async () => {
    const { a, b, mex, can } = await twoProcesses()
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(can.text()).toBe('one big two\nthree'))
    const proposals = [...mex.layers.entries.keys()]
    const [accepted, declined] = await Promise.all([
      a.decide('d', chair, { kind: 'accept', proposals }),
      b.decide('d', secretariat, { kind: 'decline', proposals, reason: 'said already' }),
    ])
    expect([accepted.ok, declined.ok].sort()).toEqual([false, true])
    expect([accepted, declined].find(({ ok }) => !ok)).toMatchObject({
      refusal: { kind: 'no-such-proposal' },
    })
    expect(memory.record.filter(({ what }) => what === 'accept' || what === 'decline')).toHaveLength(1)
    expect((await a.read('d')).paragraphs).toEqual((await b.read('d')).paragraphs)
    expect(mex.text()).toBe(accepted.ok ? 'one big two\nthree' : 'one two\nthree')
  })

  it('keep what a delegation has proposed that sits here no more, until it is decided', async () => {
    const { a, mex, can } = await twoProcesses()
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(can.text()).toBe('one big two\nthree'))
    const proposals = [...mex.layers.entries.keys()]
    a.dismiss({ user: mexico.user })
    await vi.waitFor(() => expect(mex.closed).toEqual([4401, 'signed-out']))
    const reader = new Client(a, { ...mexico, role: 'observer', delegation: null })
    await vi.waitFor(() => expect(reader.text()).toBe('one big two\nthree'))
    reader.type(0, 'Now ')
    await vi.waitFor(() => expect(reader.closed?.[0]).toBe(4403))
    expect(can.text()).toBe('one big two\nthree')
    expect(await a.decide('d', chair, { kind: 'accept', proposals })).toMatchObject({ ok: true })
    await vi.waitFor(() => expect(can.layers.entries.size).toBe(0))
    expect(can.text()).toBe('one big two\nthree')
    expect(memory.record.at(-1)!.detail).toMatchObject({ words: [{ delegation: 'MEX', inserted: 'big ' }] })
  })

  it('throw what the room threw, by its name', async () => {
    const { b } = await twoProcesses()
    await expect(b.decide('none', chair, { kind: 'undo' })).rejects.toThrow('no draft none')
  })

  it('send what everyone gets once to each process', async () => {
    let packets = 0
    const [a, b] = [
      aProcess('a', true, (bus) => ({
        ...bus,
        isUp: true,
        send: (...sent) => (packets++, bus.send(...sent)),
      })),
      aProcess('b'),
    ]
    await fill(a)
    const mex = new Client(a, mexico)
    const readers = Array.from({ length: 30 }, (_, n) => new Client(b, { ...canada, user: `reader ${n}` }))
    for (const reader of readers) await seated(reader)
    await seated(mex)
    packets = 0
    mex.type(4, 'big ')
    for (const reader of readers) await vi.waitFor(() => expect(reader.text()).toBe('one big two\nthree'))
    expect(packets).toBeLessThan(5)
  })

  it('leave out one that does not read, and bring it up to date in its place', async () => {
    const { mex, can } = await twoProcesses()
    can.backlog = BACKLOG_LIMIT + 1
    let typed = 0
    // With the words that come after word of it has reached the room, whichever those are.
    await vi.waitFor(() => {
      mex.type(4, `big${++typed} `)
      expect(can.isLeftOut).toBe(true)
    })
    await vi.waitFor(() => expect(mex.stored).toBe(typed))
    const { told } = can
    for (const words of ['and ', 'so ', 'on ']) mex.type(0, words)
    await vi.waitFor(() => expect(mex.stored).toBe(typed + 3))
    expect(can.told).toBe(told)
    can.read()
    await vi.waitFor(() => expect(can.text()).toBe(mex.text()))
    expect([can.told - told, can.closed]).toEqual([1, null])
    mex.type(0, 'last ')
    await vi.waitFor(() => expect(can.text()).toBe(mex.text()))
  })

  it('leave it out with the next words also where word of it is late', async () => {
    const held: (() => void)[] = []
    let holds = false
    const [a, b] = [
      aProcess('a'),
      aProcess('b', true, (bus) => ({
        ...bus,
        isUp: true,
        send: (...sent) => (holds ? void held.push(() => bus.send(...sent)) : bus.send(...sent)),
      })),
    ]
    await fill(a)
    const [mex, can] = [new Client(a, mexico), new Client(b, canada)]
    await seated(mex)
    await seated(can)
    ;[can.backlog, holds] = [BACKLOG_LIMIT + 1, true]
    for (const typed of [1, 2]) {
      mex.type(4, 'big ')
      await vi.waitFor(() => expect(mex.stored).toBe(typed))
    }
    await vi.waitFor(() => expect(can.text()).toBe(mex.text()))
    expect([can.isLeftOut, held.length]).toEqual([false, 1])
    holds = false
    held.forEach((send) => send())
    await vi.waitFor(() => {
      mex.type(0, 'so ')
      expect(can.isLeftOut).toBe(true)
    })
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(2))
    can.read()
    await vi.waitFor(() => expect(can.text()).toBe(mex.text()))
    expect(can.closed).toBeNull()
  })

  it('end the connections of a revoked session wherever they are', async () => {
    const { a, can, mex } = await twoProcesses()
    a.dismiss({ session: `session of ${canada.user}` })
    await vi.waitFor(() => expect(can.closed).toEqual([4401, 'signed-out']))
    expect(mex.closed).toBeNull()
    const again = new Client(open[1]!, canada)
    await seated(again)
    open[1]!.dismiss({ user: mexico.user })
    await vi.waitFor(() => expect(mex.closed).toEqual([4401, 'signed-out']))
  })

  it('go on elsewhere at once when their process stops, and lose no word', async () => {
    const { a, b, mex, can } = await twoProcesses()
    can.type(4, 'big ')
    await a.close()
    await vi.waitFor(() =>
      expect([mex.closed, can.closed]).toEqual([
        [1012, 'restarting'],
        [1012, 'restarting'],
      ]),
    )
    const again = new Client(b, canada)
    await vi.waitFor(() => expect(again.text()).toContain('two'))
    expect(memory.owners.get('d')).toEqual({ owner: 'b', epoch: 2 })
    again.type(0, 'Now ')
    await vi.waitFor(() => expect(again.stored).toBeGreaterThan(0))
  })

  it('go on elsewhere when their process dies, and it can store nothing any more', async () => {
    const { a, b, mex, can } = await twoProcesses()
    // As if it hung: it says nothing for longer than it promised.
    memory.processes.get('a')!.expiresAt = 0
    expect(await memoryStores(memory).leases.claim('d', 'b')).toEqual({ owner: 'b', epoch: 2 })
    mex.type(4, 'lost ')
    await vi.waitFor(() => expect(mex.closed).toEqual([1012, 'moved']))
    await vi.waitFor(() => expect(can.closed?.[0]).toBe(1012))
    const again = new Client(a, mexico)
    await seated(again)
    expect((await b.read('d')).paragraphs).toHaveLength(2)
  })

  it('are never held by a process for an audience, which passes everything on', async () => {
    const hall = aProcess('hall', false)
    const a = aProcess('a')
    await a.ready
    await fill(hall)
    const mex = new Client(hall, mexico)
    await seated(mex)
    expect(memory.owners.get('d')?.owner).toBe('a')
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(0))
  })

  it('end the sessions on a link that missed something, and keep those at home', async () => {
    let drop = false
    const a = aProcess('a', true, (bus) => ({
      ...bus,
      isUp: true,
      send: (...sent) => void (drop || bus.send(...sent)),
    }))
    const b = aProcess('b')
    await fill(a)
    const [mex, can] = [new Client(a, mexico), new Client(b, canada)]
    await seated(mex)
    await seated(can)
    drop = true
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(0))
    await new Promise((resolve) => setTimeout(resolve, 20))
    drop = false
    await vi.waitFor(() => expect(can.closed).toEqual([1012, 'moved']), 8_000)
    expect(mex.closed).toBeNull()
    const again = new Client(b, canada)
    await vi.waitFor(() => expect(again.text()).toBe('one big two\nthree'))
  })
})

describe('an append of which nobody knows whether it was stored', () => {
  it('stores nothing any more once the log has been read again', async () => {
    let late: Promise<unknown> | null = null
    let isFailing = false
    const hub = memoryHub(memory, {
      append:
        (append) =>
        (...batch) => {
          if (!isFailing) return append(...batch)
          isFailing = false
          late = new Promise((resolve) => setTimeout(resolve, 100))
            .then(() => append(...batch))
            .catch((error: unknown) => error)
          return Promise.reject(new Error('no answer in time'))
        },
    })
    open.push(hub)
    await fill(hub)
    const mex = new Client(hub, mexico)
    await seated(mex)
    isFailing = true
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.closed).toEqual([1013, 'not-stored']))
    const again = new Client(hub, canada)
    await seated(again)
    await vi.waitFor(() => expect(late).not.toBeNull())
    expect(await late).toMatchObject({ kind: 'fenced' })
    again.type(4, 'bold ')
    await vi.waitFor(() => expect(again.stored).toBe(1))
    const replay = new Y.Doc()
    for (const update of memory.log('d').updates) Y.applyUpdate(replay, update)
    expect(new Layers(replay).rolling()).toEqual(again.layers.rolling())
  })
})
