import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readFloor } from '#app/document/floor/read.ts'
import { verifyChain } from '#app/domain/record/chain.ts'
import { positionsOf } from '#app/domain/floor/positions.ts'
import { Client } from '#tests/builders/client.ts'
import { memoryHub } from '#tests/builders/hub.ts'
import { Memory, memoryStores, sha256 } from '#tests/builders/memory.ts'
import { aHeader, actor, canada, chair, lines, mexico, secretariat } from '#tests/builders/memory-rooms.ts'
import type { Hub } from '../hub/hub.ts'

const jamaica = actor('delegate', 'JAM')
let memory: Memory
let hub: Hub

beforeEach(async () => {
  memory = new Memory()
  hub = memoryHub(memory)
  await memoryStores(memory).drafts.add(aHeader({ id: 'd' }))
  await hub.decide('d', secretariat, { kind: 'fill', paragraphs: lines('OP: one two', 'OP: three') })
})
afterEach(() => hub.close())

async function proposed() {
  const client = new Client(hub, mexico)
  await vi.waitFor(() => expect(client.text()).toBe('one two\nthree'))
  client.type(4, 'big ')
  await vi.waitFor(() => expect(client.stored).toBeGreaterThan(0))
  const proposal = [...client.layers.entries.keys()][0]!
  return { client, proposal }
}

test('what is said comes to everybody’s page, stands in the record, and is there after a restart', async () => {
  const { client, proposal } = await proposed()
  const caricom = { code: 'CARICOM', name: 'Caribbean Community', members: ['JAM', 'BRB'], speaker: 'JAM' }
  await hub.makeStatement('d', chair, { kind: 'set-group', ...caricom })
  await hub.makeStatement('d', jamaica, {
    kind: 'take-position',
    subjects: [proposal],
    stance: 'supports',
    group: 'CARICOM',
  })
  await hub.makeStatement('d', canada, {
    kind: 'comment',
    about: { kind: 'proposal', paragraph: client.layers.order()[0]!, proposals: [proposal] },
    text: 'How big?',
    mentions: [],
  })
  const seen = () => {
    const floor = readFloor(client.layers)
    const standings = positionsOf({ subjects: [proposal], author: 'MEX' }, floor)
    return [standings.map(({ delegation }) => delegation), floor.threads.map(({ words }) => words)]
  }
  await vi.waitFor(() => expect(seen()).toEqual([['BRB', 'JAM'], ['big']]))
  await hub.close()
  hub = memoryHub(memory)
  expect((await hub.readFloor('d')).threads).toMatchObject([{ comments: [{ text: 'How big?' }] }])
  const entries = memory.record.filter(({ draft }) => draft === 'd')
  expect(entries.map(({ what }) => what)).toEqual(['fill', 'tabled', 'set-group', 'take-position', 'comment'])
  expect(verifyChain(entries, sha256).ok).toBe(true)
})

test('a position leaves every page with the proposal, and what was refused leaves no trace', async () => {
  const { client, proposal } = await proposed()
  await hub.makeStatement('d', canada, { kind: 'take-position', subjects: [proposal], stance: 'opposes' })
  await vi.waitFor(() => expect(readFloor(client.layers).positions).toHaveLength(1))
  const refused = await hub.makeStatement('d', canada, {
    kind: 'take-position',
    subjects: [client.layers.order()[1]!, 'p-none'],
    stance: 'supports',
  })
  expect(refused).toMatchObject({ ok: false })
  expect((await hub.readFloor('d')).positions).toHaveLength(1)
  await hub.decide('d', chair, { kind: 'accept', proposals: [proposal] })
  expect((await hub.readFloor('d')).positions).toEqual([])
  expect(memory.record.map(({ what }) => what)).toContain('take-position')
})
