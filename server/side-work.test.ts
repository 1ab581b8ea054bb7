import pino from 'pino'
import { describe, expect, test, vi } from 'vitest'
import { importText } from '#app/usecases/draft/import-text.ts'
import { keepEarlierRevisions, searchAgreedLanguage } from '#app/usecases/draft/agreed-language.ts'
import { issueRevision } from '#app/usecases/papers/revisions.ts'
import type { Ports, SideJob, SideWorkStore } from '#app/usecases/ports.ts'
import { attempt } from '#app/usecases/side-work.ts'
import { closeBridging, keepBridging, sendBridging } from '#app/usecases/table/bridging.ts'
import { tableProposals } from '#app/usecases/table/working-copy.ts'
import { sideWorkInMemory } from '#tests/builders/side-work.ts'
import { MemoryRooms, aHeader, chair, mexico, observer, secretariat } from '#tests/builders/memory-rooms.ts'
import { SideWorkQueue, pauseAfter, type SideWorkDeps } from './side-work.ts'

const words = 'To urge the member states to protect the quetzal'

/** A queue whose attempts fail so many times first; `failures` counts them. */
function aQueue(
  carryOut: (job: SideJob) => Promise<void>,
  { fail = 0, store = sideWorkInMemory(), ...over }: Partial<SideWorkDeps> & { fail?: number } = {},
) {
  let [failures, ids] = [0, 0]
  const queue = new SideWorkQueue({
    store,
    attempt: async (job) => {
      if (failures < fail) throw new Error('no database')
      await carryOut(job)
    },
    clock: { now: () => 1_000 },
    id: () => `job${ids++}`,
    log: pino({ level: 'silent' }),
    failed: () => void failures++,
    pause: () => 1,
    ...over,
  })
  const left = async () => (await store.all(Infinity, 100)).length
  return { queue, store, left, failures: () => failures }
}

/** A draft with a text, and a bridging text at work. */
async function negotiation(fail: number) {
  const table = new MemoryRooms()
  const side = aQueue((job) => attempt(table.ports, job), { fail })
  const ports: Ports = { ...table.ports, sideWork: side.queue }
  await table.draft(aHeader(), `OP: ${words}`)
  await table.draft(aHeader({ id: 'empty', symbol: 'CIDI/CAM/doc.9/24' }))
  const [paragraph] = (await table.read('d1')).paragraphs
  const text = { id: null, paragraph: paragraph!.id, text: 'To invite' }
  const kept = await keepBridging(ports, chair, 'd1', text)
  return { table, ports, side, bridging: kept.ok ? kept.value : '' }
}
type Negotiation = Awaited<ReturnType<typeof negotiation>>

const found = async ({ ports }: Negotiation, draft = 'd1') => {
  const searched = await searchAgreedLanguage(ports, observer, draft, 'quetzal')
  return searched.ok && searched.value.some((each) => each.draft === draft)
}
const waits = async ({ table }: Negotiation) => (await table.readFloor('d1')).bridging.length
const issuing = { date: '2024-05-01', renumber: false }

const kinds: [
  string,
  (at: Negotiation) => Promise<{ ok: boolean }>,
  (at: Negotiation) => Promise<boolean>,
][] = [
  [
    'a revision is findable',
    ({ ports }) => issueRevision(ports, secretariat, 'd1', issuing),
    (at) => found(at),
  ],
  [
    'an import is findable',
    ({ ports }) => importText(ports, secretariat, 'empty', `1. ${words}.`),
    (at) => found(at, 'empty'),
  ],
  [
    'the room hears of a bridging text',
    ({ ports, bridging: id }) => sendBridging(ports, chair, 'd1', { id, to: ['MEX'] }),
    async (at) => (await waits(at)) === 1,
  ],
  [
    'the room hears that a bridging text is closed',
    async ({ ports, table, bridging: id }) => {
      await sendBridging(table.ports, chair, 'd1', { id, to: ['MEX'] })
      return closeBridging(ports, chair, 'd1', id)
    },
    async (at) => (await waits(at)) === 0,
  ],
]

describe.each(kinds)('after the answer, %s', (_, act, isDone) => {
  test('also when it could not be done at first: what happened is answered, and it is tried again', async () => {
    const at = await negotiation(3)
    expect(await act(at)).toMatchObject({ ok: true })
    await vi.waitFor(async () => expect([await isDone(at), await at.side.left()]).toEqual([true, 0]), 10_000)
    expect(at.side.failures()).toBe(3)
    expect(at.side.queue.size).toBe(0)
  })

  test('or at the next start, when it could not be done at all', async () => {
    const at = await negotiation(Infinity)
    expect(await act(at)).toMatchObject({ ok: true })
    await vi.waitFor(async () => expect([at.side.failures(), at.side.queue.size]).toEqual([14, 0]), 10_000)
    expect(await at.side.left()).toBe(1)
    const next = aQueue((job) => attempt(at.ports, job), { store: at.side.store })
    await next.queue.resume()
    await vi.waitFor(async () => expect([await isDone(at), await next.left()]).toEqual([true, 0]), 10_000)
  })
})

test('what stands on the table leaves the working copy, also when it could not at first', async () => {
  const said: string[] = []
  let isBroken = true
  const table = new MemoryRooms()
  await table.draft(aHeader(), `OP: ${words}`)
  const rooms = {
    makeStatement: async (_room: string, _by: unknown, { kind }: { kind: string }) => {
      if (kind === 'let-go' && isBroken) throw new Error('unreachable')
      said.push(kind)
      return { ok: true, value: [] }
    },
  } as unknown as Ports['rooms']
  const side = aQueue((job) => attempt({ ...table.ports, rooms }, job))
  const ports = { ...table.ports, rooms, sideWork: side.queue }
  const given = { proposals: ['MEX~:1'], wording: 'first' } as const
  expect(await tableProposals(ports, mexico, 'd1', given)).toMatchObject({ ok: true })
  isBroken = false
  await vi.waitFor(() => expect(said).toEqual(['offer', 'table', 'let-go']), 10_000)
})

test('revisions that were never made findable are so at the next start', async () => {
  const done = await negotiation(0)
  expect(await done.ports.passages.missing()).toEqual([])
  await issueRevision({ ...done.ports, sideWork: { do: async () => undefined } }, secretariat, 'd1', issuing)
  expect(await done.ports.passages.missing()).toEqual([{ draft: 'd1', number: 0 }])
  await keepEarlierRevisions(done.ports)
  await vi.waitFor(async () => expect(await found(done)).toBe(true), 10_000)
})

const index = (number: number): SideJob => ({ kind: 'index-revision', draft: 'd', number })

test('one that is always broken does not stop the others', async () => {
  const done: number[] = []
  const { queue, left, failures } = aQueue(async (job) => {
    if (job.kind !== 'index-revision' || job.number === 1) throw new Error('broken')
    done.push(job.number)
  })
  await Promise.all([1, 2, 3, 4].map((number) => queue.do(index(number))))
  expect(done).toEqual([2, 3, 4])
  await vi.waitFor(() => expect([failures(), queue.size]).toEqual([14, 0]), 10_000)
  expect(await left()).toBe(1)
})

test('a store that takes no note does not keep it from being done', async () => {
  const done: string[] = []
  const broken = () => Promise.reject(new Error('disk full'))
  const store: SideWorkStore = { add: broken, remove: broken, all: broken }
  const { queue } = aQueue(async ({ kind }) => void done.push(kind), { store })
  await queue.do(index(1))
  expect(done).toEqual(['index-revision'])
})

test('more than is held in memory is left to the next start', async () => {
  const { queue, left } = aQueue(() => Promise.reject(new Error('broken')), { most: 2, pause: () => 60_000 })
  for (const number of [1, 2, 3, 4]) await queue.do(index(number))
  expect([queue.size, await left()]).toEqual([2, 4])
  queue.stop()
})

test.each([
  [1, 1_000],
  [2, 2_000],
  [5, 16_000],
  [10, 512_000],
  [11, 600_000],
  [14, 600_000],
])('after %i attempts it waits for %i ms', (attempts, ms) => expect(pauseAfter(attempts)).toBe(ms))
