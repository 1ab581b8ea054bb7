import { generateKeyPairSync } from 'node:crypto'
import { pino } from 'pino'
import { afterEach, expect, test, vi } from 'vitest'
import { HEAD_EVERY, HEAD_NAMESPACE, messageOf } from '#app/domain/record/evidence/signed-head.ts'
import { issueRevision } from '#app/usecases/papers/revisions.ts'
import { readHeadOfRevision } from '#app/usecases/record/read-heads.ts'
import { aHeader, MemoryRooms, secretariat } from '#tests/builders/memory-rooms.ts'
import { anEntry } from '#tests/builders/samples.ts'
import { checkHeads } from './check-heads.ts'
import { signingAfter, startSigning, type Signing } from './sign-heads.ts'
import { isSignedBy, publicKeyOf, signMessage } from './ssh-signature.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const publicKey = publicKeyOf(privateKey)
const signer = { publicKey, sign: (message: string) => signMessage(message, HEAD_NAMESPACE, privateKey) }
const log = pino({ level: 'silent' })
const NEVER = 2 ** 30

let signing: Signing | null = null
afterEach(() => signing?.stop())

async function negotiation(given: { every?: number; sign?: (message: string) => string } = {}) {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'OP: To rest')
  const { heads, clock } = table.ports
  let ahead = 0
  const start = () => {
    signing = startSigning({
      heads,
      log,
      clock: { now: () => clock.now() + ahead },
      signer: { ...signer, sign: given.sign ?? signer.sign },
      every: given.every ?? NEVER,
    })
    return signing
  }
  const issue = (ports = table.ports) =>
    issueRevision(ports, secretariat, 'd1', { date: '2024-04-09', renumber: false })
  return { table, heads, start, issue, wait: (ms: number) => (ahead += ms) }
}

test('an issue is signed at once, under its symbol, beside its answer', async () => {
  const { table, start, issue } = await negotiation()
  const { ports } = table
  const rooms = signingAfter(ports.rooms, start())
  const issued = await issue({ ...ports, rooms })
  const { entry, symbol } = issued.ok ? issued.value : expect.fail('not issued')
  const { signed, ...head } = await vi.waitFor(async () => {
    const found = await readHeadOfRevision(ports, 'd1', { number: 0, symbol })
    if (!found?.signed) throw new Error('not signed yet')
    return { ...found, signed: found.signed }
  })
  expect(head).toMatchObject({ number: entry.number, hash: entry.hash })
  expect(signed).toMatchObject({ draft: 'd1', symbol, number: entry.number, hash: entry.hash, publicKey })
  const { signature } = signed
  expect(isSignedBy(publicKey, messageOf(signed), { namespace: HEAD_NAMESPACE, signature })).toBe(true)
})

test('what was issued while nobody could sign is signed at the next start', async () => {
  const { heads, start, issue } = await negotiation()
  await issue()
  await issue()
  start()
  await vi.waitFor(async () => expect(await heads.of('d1')).toHaveLength(2))
})

test('a signature that fails fails no issue, is tried again, and stops no other', async () => {
  let isAway = true
  const sign = (message: string) => {
    if (isAway && message.includes('rev. 1')) throw new Error('the disk is away')
    return signer.sign(message)
  }
  const { table, heads, start, issue } = await negotiation({ sign, every: 1 })
  const rooms = signingAfter(table.ports.rooms, start())
  const ports = { ...table.ports, rooms }
  const issued = [await issue(ports), await issue(ports), await issue(ports)]
  expect(issued.map(({ ok }) => ok)).toEqual([true, true, true])
  const isSigned = async (symbol: string) => (await heads.of('d1')).some((head) => head.symbol === symbol)
  await vi.waitFor(async () => expect(await isSigned('CIDI/CAM/doc.8/24 rev. 2')).toBe(true))
  expect(await isSigned('CIDI/CAM/doc.8/24 rev. 1')).toBe(false)
  isAway = false
  await vi.waitFor(async () => expect(await isSigned('CIDI/CAM/doc.8/24 rev. 1')).toBe(true))
})

test('heads are checked with the key that is trusted', async () => {
  const { table, heads, start, issue } = await negotiation()
  await issue()
  await start().stop()
  const { ports } = table
  const [head] = await heads.of('d1')
  const check = async (keys: string[] | null) => checkHeads(ports, 'd1', keys && new Set(keys))
  expect(await check([publicKey])).toEqual({ count: 1, isChecked: true, faults: [] })
  expect(await check(null)).toEqual({ count: 1, isChecked: false, faults: [] })
  expect((await check(['ssh-ed25519 AAAA'])).faults).toEqual([
    { kind: 'signed-by-another', number: head!.number },
  ])
  const forged = { ...head!, signature: signer.sign('something else') }
  expect(
    (
      await checkHeads(
        { ...ports, heads: { ...heads, of: async () => [forged] } },
        'd1',
        new Set([publicKey]),
      )
    ).faults,
  ).toEqual([{ kind: 'signature-wrong', number: head!.number }])
  const at = table.memory.record.findIndex(({ number }) => number === head!.number)
  table.memory.record.splice(at, 1, anEntry('d1', head!.number))
  expect((await check([publicKey])).faults).toEqual([{ kind: 'signed-differs', number: head!.number }])
  table.memory.record.splice(at)
  expect((await check([publicKey])).faults).toEqual([{ kind: 'signed-missing', number: head!.number }])
})

test('a record that goes on is signed once a day, one that rests is not', async () => {
  const { table, heads, start, wait } = await negotiation()
  const last = () => table.memory.record.at(-1)!.number
  const goOn = () => table.memory.record.push(anEntry('d1', last() + 1))
  const numbers = async () => (await heads.of('d1')).map(({ number }) => number)
  const look = async () => start().stop()
  goOn()
  const first = last()
  await look()
  expect(await numbers()).toEqual([first])
  goOn()
  wait(HEAD_EVERY - 60_000)
  await look()
  expect(await numbers(), 'not before the day is over').toEqual([first])
  wait(120_000)
  await look()
  expect(await numbers()).toEqual([first, first + 1])
  wait(3 * HEAD_EVERY)
  await look()
  expect(await numbers(), 'nothing came since').toEqual([first, first + 1])
})
