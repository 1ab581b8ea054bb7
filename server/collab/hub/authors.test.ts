import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MESSAGE } from '#app/document/wire.ts'
import type { Statement } from '#app/domain/floor/statement.ts'
import { Client } from '#tests/builders/client.ts'
import { memoryHub } from '#tests/builders/hub.ts'
import { Memory, memoryStores } from '#tests/builders/memory.ts'
import { aHeader, canada, chair, lines, mexico, observer, secretariat } from '#tests/builders/memory-rooms.ts'
import { authorIds } from '#server/crypto/author-ids.ts'
import type { Hub } from './hub.ts'

const authorOf = authorIds('a secret')
const everybody = [canada, chair, mexico, observer, secretariat]
let memory: Memory
let hub: Hub

beforeEach(async () => {
  memory = new Memory()
  hub = memoryHub(memory, { authorOf })
  await memoryStores(memory).drafts.add(aHeader({ id: 'd' }))
  await hub.decide('d', secretariat, { kind: 'fill', paragraphs: lines('OP: one two', 'OP: three') })
})
afterEach(() => hub.close())

const seat = async (who: typeof mexico, author = authorOf('d', who.user)) => {
  const client = new Client(hub, who, 'd', author)
  await vi.waitFor(() => expect(client.text()).toContain('three'))
  return client
}

/** A caret, as the wire has it. */
function caretOf(client: number, state: unknown): Uint8Array {
  const states = encoding.createEncoder()
  encoding.writeVarUint(states, 1)
  encoding.writeVarUint(states, client)
  encoding.writeVarUint(states, 1)
  encoding.writeVarString(states, JSON.stringify(state))
  const message = encoding.createEncoder()
  encoding.writeVarUint(message, MESSAGE.awareness)
  encoding.writeVarUint8Array(message, encoding.toUint8Array(states))
  return encoding.toUint8Array(message)
}

test('nothing that comes to a browser says which account wrote what', async () => {
  const told: Uint8Array[] = []
  const socket = { send: (message: Uint8Array) => told.push(message), close: () => undefined }
  hub.join(socket, { actor: observer, session: 's' }, 'd')
  const [mex, forCanada] = [await seat(mexico), await seat({ ...secretariat, delegation: 'CAN' })]
  mex.type(4, 'big ')
  await vi.waitFor(() => expect(forCanada.text()).toContain('big'))
  forCanada.type(0, 'All ')
  await vi.waitFor(() => expect(mex.text()).toContain('All'))
  const [proposal, other] = [...mex.layers.entries.keys()].sort().reverse() as [string, string]
  const paragraph = mex.layers.order()[0]!
  const about = { kind: 'proposal', paragraph, proposals: [proposal] } as const
  const said: [typeof mexico, Statement][] = [
    [canada, { kind: 'take-position', subjects: [proposal], stance: 'opposes' }],
    [canada, { kind: 'comment', about, text: 'How big?', mentions: [] }],
    [mexico, { kind: 'set-rationale', subjects: [proposal], text: 'It is big.' }],
    [canada, { kind: 'confirm', proposals: [other] }],
  ]
  for (const [by, statement] of said)
    expect(await hub.makeStatement('d', by, statement)).toMatchObject({ ok: true })
  expect(await hub.decide('d', chair, { kind: 'accept', proposals: [proposal] })).toMatchObject({ ok: true })
  await vi.waitFor(() => expect(mex.layers.entries.has(proposal)).toBe(false))
  const seen = told.map((message) => Buffer.from(message).toString('latin1')).join()
  for (const { user } of everybody) expect(seen).not.toContain(user)
  expect(seen).toContain(authorOf('d', mexico.user))
  expect(memory.record.map(({ by }) => by.user)).toContain(mexico.user)
})

test('a caret shows a role and a delegation, and no person', async () => {
  const told: Uint8Array[] = []
  const line = (send: (message: Uint8Array) => void) => ({ send, close: () => undefined })
  hub.join(
    line((message) => told.push(message)),
    { actor: observer, session: 's' },
    'd',
  )
  const typist = hub.join(
    line(() => undefined),
    { actor: mexico, session: 't' },
    'd',
  )
  typist.receive(caretOf(77, { user: { id: 'x' }, caret: null }))
  const seen = () => told.map((message) => Buffer.from(message).toString('latin1')).join()
  await vi.waitFor(() => expect(seen()).toContain('"MEX"'))
  for (const told of [mexico.user, mexico.name]) expect(seen()).not.toContain(told)
})

test('words that a browser kept from before are taken under its account, and those of another are not', async () => {
  const before = await seat(mexico, mexico.user)
  before.type(4, 'big ')
  await vi.waitFor(() => expect(before.stored).toBeGreaterThan(0))
  const forger = await seat(mexico, authorOf('d', canada.user))
  forger.type(0, 'Huge ')
  await vi.waitFor(() => expect(forger.closed).not.toBeNull())
  expect((await hub.read('d')).paragraphs[0]!.runs.map(({ text }) => text).join('')).toBe('one big two')
})
