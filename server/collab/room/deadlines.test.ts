import pino from 'pino'
import * as Y from 'yjs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LocalNetwork } from '#server/cluster/local-bus.ts'
import type { Actor } from '#app/domain/basics/actor.ts'
import { verifyChain } from '#app/domain/record/chain.ts'
import { localOf, type Deadline } from '#app/domain/meeting/deadline.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import type { Batch } from '#app/usecases/ports.ts'
import { Client } from '#tests/builders/client.ts'
import { memoryHub } from '#tests/builders/hub.ts'
import { Memory, memoryStores, sha256 } from '#tests/builders/memory.ts'
import { aHeader, canada, chair, lines, mexico, secretariat } from '#tests/builders/memory-rooms.ts'
import { watchDeadlines } from '../hub/deadline-watch.ts'
import { Deadlines } from './deadlines.ts'
import type { Hub } from '../hub/hub.ts'

/** A whole minute some time ahead; each process reads a clock of its own, which the test sets. */
const at = Math.ceil(Date.now() / 60_000) * 60_000 + 600_000
const deadline: Deadline = { ...localOf(at, -300), zone: 'America/New_York', offset: -300 }
const hour: Deadline = { ...localOf(at + 3_600_000, -300), zone: 'America/New_York', offset: -300 }

type Process = {
  hub: Hub
  clock: { time: number }
  look(): Promise<void>
  failing: ((batch: Batch) => boolean) | null
}
let memory: Memory
let exchange: LocalNetwork
const open: Hub[] = []

function aProcess(self: string, time = at - 60_000): Process {
  const stores = memoryStores(memory)
  const log = pino({ level: 'silent' })
  const clock = { time }
  const now = () => clock.time
  const process: Process = { hub: null as never, clock, look, failing: null }
  process.hub = memoryHub(memory, {
    self,
    exchange,
    now,
    append:
      (append) =>
      (...batch) =>
        process.failing?.(batch[1]) ? Promise.reject(new Error('disk full')) : append(...batch),
  })
  open.push(process.hub)
  const { deadlines } = stores
  /** One look of the process for deadlines, to its end. */
  async function look() {
    await watchDeadlines({
      deadlines,
      clock: { now },
      log,
      settleDeadlines: (draft) => process.hub.settleDeadlines(draft),
    }).stop()
  }
  return process
}

beforeEach(async () => {
  memory = new Memory()
  exchange = new LocalNetwork()
  await memoryStores(memory).drafts.add(aHeader({ id: 'd' }))
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((hub) => hub.close()))
})

async function filled({ hub }: Process): Promise<string[]> {
  await hub.decide('d', secretariat, { kind: 'fill', paragraphs: lines('OP: one two', 'OP: three [four]') })
  return (await hub.read('d')).paragraphs.map(({ id }) => id)
}
const say = async ({ hub }: Process, by: Actor, said: Statement) => {
  const answer = await hub.makeStatement('d', by, said)
  return answer.ok ? 'done' : answer.refusal.kind
}
const silenceOn = async (process: Process, ...subjects: string[]) => {
  expect(await say(process, chair, { kind: 'start-silence', subjects, deadline })).toBe('done')
  return (await process.hub.readFloor('d')).silences.at(-1)!.id
}
const statuses = async ({ hub }: Process) => (await hub.read('d')).paragraphs.map(({ status }) => status)
const fates = async ({ hub }: Process) =>
  (await hub.readFloor('d')).silences.flatMap(({ items }) => items.map(({ fate }) => fate.kind))
const ends = () => memory.record.filter(({ what }) => what === 'end-silence')

describe('at the deadline of a silence procedure', () => {
  it('the server agrees what it is about, and says so in the record', async () => {
    const process = aProcess('a')
    const [one = '', two = ''] = await filled(process)
    await silenceOn(process, one, two)
    expect(memory.deadlines.get('d')).toBe(at)
    process.clock.time = at - 1
    await process.look()
    expect(await statuses(process)).toEqual(['open', 'open'])
    process.clock.time = at
    await process.look()
    expect(await statuses(process)).toEqual(['ad-referendum', 'ad-referendum'])
    expect((await process.hub.read('d')).paragraphs[0]!.statusDate).toBe(deadline.day)
    expect(ends()).toMatchObject([
      {
        by: { role: 'system' },
        at,
        detail: { held: [{ label: 'OP 1' }, { label: 'OP 2' }], broken: [], notPossible: [] },
      },
    ])
    expect(memory.deadlines.has('d')).toBe(false)
    expect(verifyChain(memory.record, sha256)).toMatchObject({ ok: true })
  })

  it('accepts proposals, whose words the record keeps', async () => {
    const process = aProcess('a')
    await filled(process)
    const client = new Client(process.hub, mexico)
    await vi.waitFor(() => expect(client.text()).not.toBe(''))
    client.type(3, ' and')
    await vi.waitFor(() => expect(client.stored).toBeGreaterThan(0))
    const [proposal = ''] = (await process.hub.read('d')).paragraphs[0]!.runs.flatMap(({ insertions }) =>
      insertions.map(({ id }) => id),
    )
    await silenceOn(process, proposal)
    process.clock.time = at
    await process.look()
    const [first] = (await process.hub.read('d')).paragraphs
    expect(first!.runs.map(({ text }) => text).join('')).toBe('one and two')
    expect(first!.runs.every(({ insertions }) => insertions.length === 0)).toBe(true)
    expect(ends()[0]!.detail).toMatchObject({ words: [{ delegation: 'MEX', inserted: ' and' }] })
    await vi.waitFor(() => expect(client.text()).toContain('one and two'))
  })

  it('decided because words come in, it has whole ms in the record, which its hash covers', async () => {
    const process = aProcess('a')
    const [, two = ''] = await filled(process)
    await silenceOn(process, two)
    const client = new Client(process.hub, mexico)
    await vi.waitFor(() => expect(client.text()).not.toBe(''))
    process.clock.time = at + 60_000
    client.type(3, ' and')
    await vi.waitFor(() => expect(ends()).toHaveLength(1))
    expect(Number.isInteger(ends()[0]!.at)).toBe(true)
  })

  it('a break before it wins, one after it is refused, though nothing was decided yet', async () => {
    const process = aProcess('a')
    const [one = '', two = ''] = await filled(process)
    const silence = await silenceOn(process, one, two)
    process.clock.time = at - 1
    expect(await say(process, canada, { kind: 'break-silence', silence, subject: one })).toBe('done')
    process.clock.time = at
    expect(await say(process, canada, { kind: 'break-silence', silence, subject: two })).toBe('silence-over')
    expect(await statuses(process)).toEqual(['open', 'ad-referendum'])
    expect(await fates(process)).toEqual(['broken', 'held'])
  })

  it('nothing is decided when silence was broken on all of it, or cancelled', async () => {
    const process = aProcess('a')
    const [one = '', two = ''] = await filled(process)
    const first = await silenceOn(process, one)
    const second = await silenceOn(process, two)
    await say(process, mexico, { kind: 'break-silence', silence: first, subject: one })
    await say(process, chair, { kind: 'cancel-silence', silence: second, reason: 'settled in the room' })
    expect(memory.deadlines.has('d')).toBe(false)
    process.clock.time = at
    await process.hub.settleDeadlines('d')
    expect(await statuses(process)).toEqual(['open', 'open'])
    expect(ends()).toEqual([])
  })

  it('an extension moves the alarm', async () => {
    const process = aProcess('a')
    const [one = ''] = await filled(process)
    const silence = await silenceOn(process, one)
    await say(process, chair, { kind: 'extend-silence', silence, deadline: hour, reason: 'asked for' })
    expect(memory.deadlines.get('d')).toBe(at + 3_600_000)
    process.clock.time = at
    await process.hub.settleDeadlines('d')
    expect(await statuses(process)).toEqual(['open', 'open'])
    process.clock.time = at + 3_600_000
    await process.look()
    expect(await statuses(process)).toEqual(['ad-referendum', 'open'])
  })

  it('what the text does not allow any more is told, and the rest is done', async () => {
    const process = aProcess('a')
    const [one = '', two = ''] = await filled(process)
    await silenceOn(process, one, two)
    await process.hub.decide('d', chair, { kind: 'remove-paragraph', paragraph: one })
    process.clock.time = at
    await process.look()
    expect(await fates(process)).toEqual(['not-possible', 'held'])
    expect(await statuses(process)).toEqual(['ad-referendum'])
    expect(ends()[0]!.detail).toMatchObject({
      notPossible: [{ label: 'OP 1', because: { kind: 'no-such-paragraph' } }],
    })
  })

  it('a decision of the chair that comes after it finds it decided', async () => {
    const process = aProcess('a')
    const [one = ''] = await filled(process)
    await silenceOn(process, one)
    process.clock.time = at + 5
    const decided = await process.hub.decide('d', chair, {
      kind: 'set-status',
      paragraph: one,
      status: 'open',
      date: deadline.day,
    })
    expect(decided).toMatchObject({ ok: false, refusal: { kind: 'reason-needed' } })
    expect(await statuses(process)).toEqual(['ad-referendum', 'open'])
  })

  it('no undo takes back what silence has decided', async () => {
    const process = aProcess('a')
    const [one = ''] = await filled(process)
    await silenceOn(process, one)
    process.clock.time = at
    await process.look()
    expect(await process.hub.decide('d', chair, { kind: 'undo' })).toMatchObject({
      refusal: { kind: 'nothing-to-undo' },
    })
  })
})

describe('a server that was down at the deadline', () => {
  it('decides it when it starts', async () => {
    const before = aProcess('a')
    const [one = ''] = await filled(before)
    await silenceOn(before, one)
    await before.hub.close()
    const after = aProcess('b', at + 86_400_000)
    await after.look()
    expect(await statuses(after)).toEqual(['ad-referendum', 'open'])
    expect(ends()).toHaveLength(1)
  })

  it('stores all of it or nothing, and tries again', async () => {
    const process = aProcess('a')
    const [one = ''] = await filled(process)
    await silenceOn(process, one)
    process.clock.time = at
    process.failing = ({ entries }) => entries.some(({ what }) => what === 'end-silence')
    await process.look()
    process.failing = null
    expect(ends()).toEqual([])
    expect(memory.deadlines.get('d')).toBe(at)
    await process.look()
    expect(await statuses(process)).toEqual(['ad-referendum', 'open'])
    expect(ends()).toHaveLength(1)
    expect(verifyChain(memory.record, sha256)).toMatchObject({ ok: true })
  })
})

describe('several processes', () => {
  it('decide it once, whoever looks', async () => {
    const [a, b] = [aProcess('a'), aProcess('b')]
    const [one = ''] = await filled(a)
    await silenceOn(b, one)
    a.clock.time = b.clock.time = at
    await Promise.all([a.look(), b.look(), a.look(), b.look()])
    expect(await statuses(b)).toEqual(['ad-referendum', 'open'])
    expect(ends()).toHaveLength(1)
  })

  it('go by the clock of the one that holds the room', async () => {
    const [a, b] = [aProcess('a'), aProcess('b')]
    const [one = ''] = await filled(a)
    await silenceOn(a, one)
    b.clock.time = at + 1000
    await b.look()
    expect(await statuses(a)).toEqual(['open', 'open'])
    a.clock.time = at
    await b.look()
    expect(await statuses(a)).toEqual(['ad-referendum', 'open'])
  })
})

it('a working copy decides nothing by itself', () =>
  expect(new Deadlines('d~MEX').isDue(() => new Y.Doc(), at)).toBe(false))
