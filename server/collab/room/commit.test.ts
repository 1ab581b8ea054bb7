import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { verifyChain } from '#app/domain/record/chain.ts'
import { localOf } from '#app/domain/meeting/deadline.ts'
import { inPrivate, workingCopyOf } from '#app/domain/floor/working-copy.ts'
import { Fenced, type Batch } from '#app/usecases/ports.ts'
import { Client } from '#tests/builders/client.ts'
import { Memory, memoryStores, sha256, type MemoryStores } from '#tests/builders/memory.ts'
import { aHeader, canada, chair, lines, mexico, observer, secretariat } from '#tests/builders/memory-rooms.ts'
import { createHub, type Hub } from '../hub/hub.ts'

/** What the store does once instead of what it is asked for. */
type Fault = (append: () => Promise<{ lastUpdate: number }>) => Promise<{ lastUpdate: number }>
const faults = {
  'refuses a batch': () => Promise.reject(new Error('disk full')),
  'stores a batch and does not say so': async (append) => {
    await append()
    throw new Error('no answer')
  },
  'says that something is taken': () => Promise.reject(Object.assign(new Error('taken'), { name: 'Taken' })),
  'says that another holds the room': () => Promise.reject(new Fenced('d')),
} satisfies Record<string, Fault>

const at = Math.ceil(Date.now() / 60_000) * 60_000 + 600_000
const deadline = { ...localOf(at, -300), zone: 'America/New_York', offset: -300 }
const copy = workingCopyOf('d', 'MEX')

let memory: Memory
let stores: MemoryStores
let hub: Hub
let time: number
/** Set for one batch. */
let fault: { room: string; does: Fault } | null
let noSnapshots: boolean

beforeEach(async () => {
  memory = new Memory()
  stores = memoryStores(memory)
  fault = null
  noSnapshots = false
  time = at - 60_000
  await stores.drafts.add(aHeader({ id: 'd' }))
  const store: MemoryStores['room'] = {
    ...stores.room,
    append(room, batch: Batch, epoch) {
      const append = () => stores.room.append(room, batch, epoch)
      if (fault?.room !== room) return append()
      const { does } = fault
      fault = null
      return does(append)
    },
    snapshot: (...given) =>
      noSnapshots ? Promise.reject(new Error('disk full')) : stores.room.snapshot(...given),
  }
  let ids = 0
  const log = pino({ level: 'silent' })
  const authorOf = (_: string, user: string) => user
  const clock = { now: () => time }
  hub = createHub({ ...stores, store, clock, id: () => `id${ids++}`, sha256, authorOf, log })
  await hub.decide('d', secretariat, { kind: 'fill', paragraphs: lines('OP: one two', 'OP: three') })
})
afterEach(() => hub.close())

const eventually = (holds: () => void) => vi.waitFor(holds, 10_000)
const paragraph = async () => (await hub.read('d')).paragraphs[0]!.id
const status = async () => (await hub.read('d')).paragraphs[0]!.status
const outcomeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: Error) => error.message,
  )
const agree = async () =>
  outcomeOf(
    hub.decide('d', chair, {
      kind: 'set-status',
      paragraph: await paragraph(),
      status: 'agreed',
      date: '2024-04-09',
    }),
  )
const silence = async () =>
  outcomeOf(hub.makeStatement('d', chair, { kind: 'start-silence', subjects: [await paragraph()], deadline }))

/** What the log gives to somebody who reads it from its beginning. */
function fromLog(room: string): string {
  const doc = new Y.Doc()
  const { snapshot, updates } = memory.log(room)
  if (snapshot) Y.applyUpdate(doc, snapshot.state)
  for (const update of updates) Y.applyUpdate(doc, update)
  return contentOf(doc)
}
const contentOf = (doc: Y.Doc): string =>
  JSON.stringify(
    ['meta', 'order', 'base', 'decided', 'floor', 'p:MEX', 'p:MEX~'].map((root) => doc.getMap(root)),
  )

async function joined(room: string = 'd', who = observer): Promise<Client> {
  const client = new Client(hub, who, room)
  await eventually(() => expect(client.text()).toContain('two'))
  return client
}

/** Whoever was sent away comes back, and has what the log has; the record is whole. */
async function allIsWell(client: Client, room: string = 'd', who = observer) {
  const back = client.closed ? await joined(room, who) : client
  await eventually(() => expect(contentOf(back.doc)).toBe(fromLog(room)))
  const entries = memory.record.filter(({ draft }) => draft === room)
  expect(verifyChain(entries, sha256)).toMatchObject({ ok: true })
  return back
}

test('a decision that is stored has happened, even where it cannot be shown to somebody', async () => {
  const broken = hub.join(
    {
      send: () => undefined,
      write() {
        throw new Error('broken line')
      },
      close: () => undefined,
    },
    { actor: observer, session: 'broken' },
    'd',
  )
  const reader = await joined()
  expect(await agree()).toBe('done')
  expect(await status()).toBe('agreed')
  broken.leave()
  await allIsWell(reader)
})

describe.each(Object.entries(faults))('when the store %s', (name, does) => {
  const isFenced = name.includes('another')
  const isStored = name.includes('does not say')
  const sentAway = isFenced ? [1012, 'moved'] : [1013, 'not-stored']
  /** What the author of an act hears; an act that found the room in other hands is asked for again there. */
  const heard = isFenced
    ? 'done'
    : { refuses: 'disk full', stores: 'no answer', says: 'taken' }[name.split(' ')[0]!]
  /** Nothing is stored for certain: nobody lacks anything, and all may stay. */
  const closedByAct = name.includes('taken') ? null : sentAway

  test('words stay with their author, who comes back with them', async () => {
    const [mex, reader] = [await joined('d', mexico), await joined()]
    fault = { room: 'd', does }
    mex.type(4, 'big ')
    await eventually(() => expect(mex.closed).toEqual(sentAway))
    expect(reader.closed).toEqual(sentAway)
    expect([mex.stored, reader.text()]).toEqual([0, 'one two\nthree'])
    const again = await joined('d', mexico)
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(mex.doc))
    const back = await joined()
    await eventually(() => expect(back.text()).toBe('one big two\nthree'))
    await allIsWell(reader)
  })

  test('a decision is told to whoever made it, and stands or does not', async () => {
    const reader = await joined()
    fault = { room: 'd', does }
    expect(await agree()).toBe(heard)
    expect(reader.closed).toEqual(closedByAct)
    expect(await status()).toBe(isStored || isFenced ? 'agreed' : 'open')
    await allIsWell(reader)
  })

  test('so is a statement', async () => {
    const reader = await joined()
    fault = { room: 'd', does }
    expect(await silence()).toBe(heard)
    expect(reader.closed).toEqual(closedByAct)
    expect((await hub.readFloor('d')).silences).toHaveLength(isStored || isFenced ? 1 : 0)
    await allIsWell(reader)
  })

  test('what a deadline decides is decided once, at the next look', async () => {
    await silence()
    const reader = await joined()
    time = at
    fault = { room: 'd', does }
    expect(await outcomeOf(hub.settleDeadlines('d'))).toBe(heard)
    expect(reader.closed).toEqual(closedByAct)
    await hub.settleDeadlines('d')
    expect(await status()).toBe('ad-referendum')
    expect(memory.record.filter(({ what }) => what === 'end-silence')).toHaveLength(1)
    await allIsWell(reader)
  })

  test('a working copy asks its table again for what it lost', async () => {
    await stores.workingCopies.open('d', 'MEX')
    const own = { ...mexico, delegation: inPrivate('MEX') }
    const mex = await joined(copy, own)
    fault = { room: copy, does }
    const can = await joined('d', canada)
    can.type(4, 'big ')
    await eventually(() => expect(mex.closed).toEqual(sentAway))
    can.type(0, 'Now ')
    const back = await joined(copy, own)
    await eventually(() => expect(back.text()).toBe('Now one big two\nthree'))
    await allIsWell(back, copy, own)
  })

  test('what waits behind it is not lost in silence', async () => {
    const mex = await joined('d', mexico)
    const agreeing = {
      kind: 'set-status',
      paragraph: await paragraph(),
      status: 'agreed',
      date: '2024-04-09',
    } as const
    fault = { room: 'd', does }
    mex.type(4, 'big ')
    const outcome = await outcomeOf(hub.decide('d', chair, agreeing))
    expect(outcome).toBe(heard)
    expect(await status()).toBe(outcome === 'done' ? 'agreed' : 'open')
  })
})

test('an author is told of each batch with the batch counted, and of none that is not stored', async () => {
  const mex = await joined('d', mexico)
  for (const count of [1, 2]) {
    mex.type(4, 'big ')
    await eventually(() => expect(mex.counts).toHaveLength(count))
  }
  expect(mex.counts).toEqual([1, 2])
  fault = { room: 'd', does: faults['refuses a batch'] }
  mex.type(4, 'lost ')
  await eventually(() => expect(mex.closed).toEqual([1013, 'not-stored']))
  expect(mex.counts).toEqual([1, 2])
})

test('a snapshot that cannot be kept is nobody’s loss', async () => {
  noSnapshots = true
  const [mex, reader] = [await joined('d', mexico), await joined()]
  for (let n = 0; n < 30; n++) mex.type(4, 'big ')
  await eventually(() => expect(mex.stored).toBe(30))
  expect(await agree()).toBe('done')
  expect([mex.closed, reader.closed]).toEqual([null, null])
  await allIsWell(reader)
  await hub.close()
  expect(memory.log('d').snapshot).toBeNull()
})

test('a document that a forged update has spoiled is read again, and only its author goes', async () => {
  const [mex, can, reader] = [await joined('d', mexico), await joined('d', canada), await joined()]
  mex.type(4, 'big ')
  can.doc.getMap('base').set('forged', 1)
  await eventually(() => expect(can.closed?.[1]).toBe('not-your-layer'))
  mex.type(0, 'Now ')
  await eventually(() => expect(reader.text()).toBe('Now one big two\nthree'))
  expect([mex.closed, reader.closed]).toEqual([null, null])
  expect(await agree()).toBe('done')
  expect((await allIsWell(reader)).doc.getMap('base').has('forged')).toBe(false)
})
