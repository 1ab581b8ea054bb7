import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LocalNetwork } from '#server/cluster/local-bus.ts'
import { proposalsOf } from '#app/domain/text/proposal.ts'
import { Client } from '#tests/builders/client.ts'
import { memoryHub } from '#tests/builders/hub.ts'
import { Memory, memoryStores } from '#tests/builders/memory.ts'
import { aHeader, canada, lines, mexico, secretariat } from '#tests/builders/memory-rooms.ts'
import type { Hub } from '../hub/hub.ts'

let memory: Memory
let hub: Hub

beforeEach(async () => {
  memory = new Memory()
  await memoryStores(memory).drafts.add(aHeader({ id: 'd' }))
  hub = memoryHub(memory, { exchange: new LocalNetwork() })
  await hub.decide('d', secretariat, { kind: 'fill', paragraphs: lines('OP: one two', 'OP: three') })
})
afterEach(() => hub.close())

const forMexico = { ...secretariat, delegation: 'MEX' }
const seat = async (who: typeof mexico) => {
  const client = new Client(hub, who, 'd')
  await vi.waitFor(() => expect(client.text()).toContain('three'))
  return client
}
const unconfirmed = (client: Client) =>
  client.layers.rolling().paragraphs.flatMap((each) => proposalsOf(each).map((one) => one.unconfirmed ?? []))

test('what the secretariat types for a delegation is its proposal, marked until it confirms it', async () => {
  const [typist, can, mex] = [await seat(forMexico), await seat(canada), await seat(mexico)]
  typist.type(4, 'big ')
  await vi.waitFor(() => expect(can.text()).toBe('one big two\nthree'))
  const [entry] = [...can.layers.entries.values()]
  expect(entry!.attribution).toMatchObject({ delegation: 'MEX', user: secretariat.user })
  const id = entry!.attribution.id
  await vi.waitFor(() => expect(unconfirmed(mex)).toEqual([[id]]))
  expect(memory.record.at(-1)).toMatchObject({
    what: 'tabled',
    by: { user: secretariat.user, role: 'secretariat', delegation: 'MEX' },
  })
  const said = { kind: 'confirm', proposals: [id] } as const
  expect(await hub.makeStatement('d', canada, said)).toMatchObject({ ok: false })
  expect(await hub.makeStatement('d', mexico, said)).toMatchObject({ ok: true, value: { what: 'confirm' } })
  await vi.waitFor(() => expect(unconfirmed(can)).toEqual([[]]))
  expect(await hub.makeStatement('d', mexico, said)).toMatchObject({ ok: false })
})

test('what the secretariat changes in a delegation’s own words is marked too', async () => {
  const [mex, typist] = [await seat(mexico), await seat(forMexico)]
  mex.type(4, 'big ')
  await vi.waitFor(() => expect(typist.text()).toBe('one big two\nthree'))
  expect(unconfirmed(mex)).toEqual([[]])
  typist.type(7, 'ger')
  await vi.waitFor(() => expect(mex.text()).toBe('one bigger two\nthree'))
  await vi.waitFor(() => expect(unconfirmed(mex).flat()).toHaveLength(1))
})

test('a secretariat that types for nobody writes nothing', async () => {
  const reader = await seat(secretariat)
  reader.type(4, 'big ')
  await vi.waitFor(() => expect(reader.closed).not.toBeNull())
  expect((await hub.read('d')).paragraphs[0]!.runs).toHaveLength(1)
})
