import type { SideJob } from '#app/usecases/ports.ts'
import { attempt } from '#app/usecases/side-work.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LocalNetwork } from '#server/cluster/local-bus.ts'
import { inPrivate, workingCopyOf } from '#app/domain/floor/working-copy.ts'
import { keepFallback, openWorkingCopy, tableProposals } from '#app/usecases/table/working-copy.ts'
import { Client } from '#tests/builders/client.ts'
import { memoryHub } from '#tests/builders/hub.ts'
import { Memory, memoryStores } from '#tests/builders/memory.ts'
import { aHeader, canada, chair, lines, mexico, observer, secretariat } from '#tests/builders/memory-rooms.ts'
import type { Hub } from '../hub/hub.ts'

let memory: Memory
let exchange: LocalNetwork
const open: Hub[] = []

function aProcess(self = 'a'): Hub {
  const hub = memoryHub(memory, { self, exchange })
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

const atHome = { ...mexico, delegation: inPrivate('MEX') }
const room = workingCopyOf('d', 'MEX')

/** The table in one process, Mexico's working copy wherever it comes to live, Canada at the table. */
async function aCopy(hub = aProcess(), home = hub) {
  const stores = { ...memoryStores(memory), rooms: home, clock: { now: () => Date.now() } }
  const ports = { ...stores, sideWork: { do: (job: SideJob) => attempt(stores, job) } }
  await hub.decide('d', secretariat, { kind: 'fill', paragraphs: lines('OP: one two', 'OP: three') })
  const can = new Client(hub, canada, 'd')
  await openWorkingCopy(ports, mexico, 'd')
  const mex = new Client(home, atHome, room)
  await vi.waitFor(() => expect(mex.text()).toBe('one two\nthree'))
  const own = () => [...mex.layers.entries.keys()].filter((id) => id.startsWith('MEX~:'))
  return { hub, home, ports, can, mex, own }
}

describe('a working copy', () => {
  test('has the text of the table, goes on with it, and keeps its own words from it', async () => {
    const { can, mex, hub } = await aCopy()
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(0))
    can.type(0, 'Now ')
    await vi.waitFor(() => expect(mex.text()).toBe('Now one big two\nthree'))
    expect(can.text()).toBe('Now one two\nthree')
    const paragraph = can.layers.order()[1]!
    await hub.decide('d', chair, { kind: 'set-status', paragraph, status: 'agreed', date: '2024-04-09' })
    await vi.waitFor(() => expect(mex.layers.rolling().paragraphs[1]!.status).toBe('agreed'))
    expect(memory.record.filter(({ draft }) => draft === 'd').map(({ what }) => what)).not.toContain('offer')
  })

  test('hands chosen proposals to the table in one step, where they are the delegation’s', async () => {
    const { can, mex, own, ports } = await aCopy()
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(0))
    const tabled = await tableProposals(ports, mexico, 'd', { proposals: own(), wording: 'first' })
    expect(tabled).toEqual({ ok: true, value: { tabled: 1 } })
    await vi.waitFor(() => expect(can.text()).toBe('one big two\nthree'))
    const [entry] = [...can.layers.entries.values()]
    expect(entry!.attribution).toMatchObject({ delegation: 'MEX', user: mexico.user })
    await vi.waitFor(() => expect(own()).toEqual([]))
    expect(mex.text()).toBe('one big two\nthree')
    expect(memory.record.find(({ what }) => what === 'table')).toMatchObject({
      draft: 'd',
      by: { delegation: 'MEX' },
      detail: { words: [{ inserted: 'big ' }] },
    })
  })

  test('tables the fallback wording instead, when that is asked for', async () => {
    const { can, mex, own, ports } = await aCopy()
    mex.type(4, 'very big ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(0))
    const [proposal] = own()
    await keepFallback(ports, mexico, 'd', { proposal: proposal!, text: ' big ' })
    expect((await ports.rooms.readFloor(room)).fallbacks).toEqual({ [proposal!]: 'big' })
    expect((await ports.rooms.readFloor('d')).fallbacks).toEqual({})
    await tableProposals(ports, mexico, 'd', { proposals: [proposal!], wording: 'fallback' })
    await vi.waitFor(() => expect(can.text()).toContain('big'))
    expect(can.text()).not.toContain('very')
  })

  test('tables nothing, and loses nothing, where the paragraph has been closed', async () => {
    const { hub, mex, can, own, ports } = await aCopy()
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(0))
    const paragraph = can.layers.order()[0]!
    await hub.decide('d', chair, { kind: 'set-status', paragraph, status: 'agreed', date: '2024-04-09' })
    const tabled = await tableProposals(ports, mexico, 'd', { proposals: own(), wording: 'first' })
    expect(tabled).toEqual({ ok: false, refusal: { kind: 'paragraph-closed', paragraph } })
    expect(own()).toHaveLength(1)
    expect(can.text()).toBe('one two\nthree')
  })

  test('is not tabled twice when the step was cut in two', async () => {
    const { mex, can, own, ports } = await aCopy()
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(0))
    const proposals = own()
    const offered = await ports.rooms.makeStatement(room, mexico, {
      kind: 'offer',
      proposals,
      wording: 'first',
    })
    if (!offered.ok) throw new Error(offered.refusal.kind)
    await ports.rooms.makeStatement('d', mexico, { kind: 'table', proposals: offered.value })
    await tableProposals(ports, mexico, 'd', { proposals, wording: 'first' })
    await vi.waitFor(() => expect(own()).toEqual([]))
    expect(can.text()).toBe('one big two\nthree')
  })

  test('lives in another process than the table', async () => {
    const hub = aProcess('a')
    const home = aProcess('b')
    await hub.decide('d', secretariat, { kind: 'fill', paragraphs: lines('OP: one two', 'OP: three') })
    memory.owners.set(room, { owner: null, epoch: 1 })
    const stores = { ...memoryStores(memory), rooms: home, clock: { now: () => Date.now() } }
    const ports = { ...stores, sideWork: { do: (job: SideJob) => attempt(stores, job) } }
    await openWorkingCopy(ports, mexico, 'd')
    const [mex, can] = [new Client(home, atHome, room), new Client(hub, canada, 'd')]
    await vi.waitFor(() => expect(mex.text()).toBe('one two\nthree'))
    await vi.waitFor(() => expect(can.text()).toBe('one two\nthree'))
    can.type(0, 'Now ')
    await vi.waitFor(() => expect(mex.text()).toBe('Now one two\nthree'))
  })

  test('outlives its closing and catches up with the table', async () => {
    const { mex, can, hub } = await aCopy()
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(0))
    await hub.close()
    open.splice(0)
    const again = aProcess('c')
    const mexAgain = new Client(again, atHome, room)
    const canAgain = new Client(again, canada, 'd')
    await vi.waitFor(() => expect(canAgain.text()).toBe('one two\nthree'))
    canAgain.type(0, 'Now ')
    await vi.waitFor(() => expect(mexAgain.text()).toBe('Now one big two\nthree'))
    expect(can.closed).not.toBeNull()
  })

  test.each([
    ['the chair', chair],
    ['an observer', observer],
    ['a delegate without a delegation', { ...mexico, delegation: null }],
  ])('is nothing for %s', async (_, who) => {
    const ports = { ...memoryStores(memory), rooms: aProcess() }
    expect(await openWorkingCopy(ports, who, 'd')).toEqual({ ok: false, refusal: { kind: 'not-allowed' } })
  })

  test('of a delegation cannot be reached by another, which has its own', async () => {
    const { ports, own, mex } = await aCopy()
    mex.type(4, 'big ')
    await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(0))
    const theirs = await openWorkingCopy(ports, canada, 'd')
    expect(theirs).toMatchObject({ ok: true, value: { room: workingCopyOf('d', 'CAN') } })
    const stolen = await tableProposals(ports, canada, 'd', { proposals: own(), wording: 'first' })
    expect(stolen).toMatchObject({ ok: false, refusal: { kind: 'no-such-subject' } })
  })
})
