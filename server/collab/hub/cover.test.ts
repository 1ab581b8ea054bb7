import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { COVER_AFTER } from '#app/domain/record/evidence/cover.ts'
import { Client } from '#tests/builders/client.ts'
import { memoryHub } from '#tests/builders/hub.ts'
import { Memory, memoryStores } from '#tests/builders/memory.ts'
import { aHeader, lines, mexico, secretariat } from '#tests/builders/memory-rooms.ts'
import type { Hub } from './hub.ts'

const SWEEP = 30_000

let memory: Memory
let hub: Hub
let now: number

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  memory = new Memory()
  now = Date.now()
  await memoryStores(memory).drafts.add(aHeader({ id: 'd' }))
  hub = memoryHub(memory, { now: () => now })
})
afterEach(async () => {
  await hub.close()
  vi.useRealTimers()
})

const whats = () => memory.record.map(({ what }) => what)
const covered = () => memory.record.at(-1)!.log!.count
const stored = () => memory.logs.get('d')!.position.count

/** A text that Mexico has typed into: the second keystroke stands in no entry. */
async function typed(): Promise<void> {
  await hub.decide('d', secretariat, { kind: 'fill', paragraphs: lines('OP: one two') })
  const mex = new Client(hub, mexico)
  await vi.waitFor(() => expect(mex.text()).toBe('one two'))
  mex.type(4, 'big ')
  await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(0))
  const before = mex.stored
  mex.type(8, 'new ')
  await vi.waitFor(() => expect(mex.stored).toBeGreaterThan(before))
  expect(whats()).toEqual(['fill', 'tabled'])
  expect(covered()).toBeLessThan(stored())
}

test('an entry covers all that is stored with it, and the typing before it', async () => {
  await typed()
  const more = { kind: 'add-paragraph', after: null, paragraph: lines('OP: more')[0]! } as const
  expect(await hub.decide('d', secretariat, more)).toMatchObject({ ok: true })
  expect(covered()).toBe(stored())
})

test('typing that no entry covers for a day gets an entry of its own, while people sit there', async () => {
  await typed()
  await vi.advanceTimersByTimeAsync(SWEEP)
  now += COVER_AFTER - 1
  await vi.advanceTimersByTimeAsync(SWEEP)
  expect(whats()).toEqual(['fill', 'tabled'])
  now += 1
  await vi.advanceTimersByTimeAsync(SWEEP)
  await vi.waitFor(() => expect(whats()).toEqual(['fill', 'tabled', 'log-covered']))
  expect(memory.record.at(-1)).toMatchObject({ at: now, by: { role: 'system' }, detail: {} })
  expect(covered()).toBe(stored())
  now += 9 * COVER_AFTER
  await vi.advanceTimersByTimeAsync(SWEEP)
  expect(whats()).toHaveLength(3)
})

test('a room that closes leaves nothing uncovered, and no entry where nothing is', async () => {
  await typed()
  await hub.close()
  expect(whats()).toEqual(['fill', 'tabled', 'log-covered'])
  expect(covered()).toBe(stored())
  hub = memoryHub(memory, { now: () => now })
  await hub.read('d')
  await hub.close()
  expect(whats()).toHaveLength(3)
})
