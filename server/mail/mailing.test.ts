import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { messagesIn } from '#app/messages/catalogue.ts'
import { BETWEEN, mailNotices, retryAfter, type Post } from '#app/usecases/record/mail-notices.ts'
import { aUser, anEntry, proposedBy } from '#tests/builders/samples.ts'
import { mailServer } from '#tests/servers/mail-server.ts'
import { aHeader, MemoryRooms } from '#tests/builders/memory-rooms.ts'
import { writeLetter } from './letter.ts'
import { startMailing } from './mailing.ts'
import { faultOf, openPost, type OpenPost } from './post.ts'

const origin = 'https://draft.example.org'
const words = (...delegations: string[]) => ({
  proposals: [],
  words: delegations.map((delegation) => proposedBy(delegation)),
  labels: { p3: 'OP 3' },
})

/** Two delegates of Mexico, one of whose addresses bounces, and a clock that can be turned on. */
async function negotiation() {
  const table = new MemoryRooms()
  await table.draft(aHeader())
  let ahead = 0
  const clock = { now: () => table.ports.clock.now() + ahead }
  const ports = { ...table.ports, clock }
  await ports.users.add(aUser({ id: 'ana', email: 'ana@example.org', name: 'Ana' }))
  await ports.users.add(aUser({ id: 'ben', email: 'gone@example.org', name: 'Ben' }))
  await ports.users.add(aUser({ id: 'demo', email: 'demo@example.org', demo: true }))
  await mailNotices(ports, { send: async () => ({ kind: 'sent' }) }, letter)
  let number = 0
  const happen = (detail: object = words('MEX')) =>
    table.memory.record.push(
      anEntry('d1', ++number, { what: 'accept', detail: { ...detail }, at: clock.now() }),
    )
  const issue = () =>
    table.memory.record.push(
      anEntry('d1', ++number, {
        what: 'issue-revision',
        detail: { symbol: 'X rev. 3', date: '2024-04-09', renumber: false, number: 3 },
        at: clock.now(),
        hash: 'ab'.repeat(32),
      }),
    )
  const wait = (ms: number) => {
    ahead += ms
  }
  return { ports, happen, issue, wait }
}

const letter = (facts: Parameters<typeof writeLetter>[0]) => writeLetter(facts, origin, messagesIn('en'))

describe('mail', () => {
  let house: Awaited<ReturnType<typeof mailServer>>
  let post: OpenPost
  beforeEach(async () => {
    house = await mailServer()
    post = openPost(house.url, 'Corchete <no-reply@draft.example.org>')
  })
  afterEach(async () => {
    post.close()
    await house.stop()
  })

  test('tells several things in one mail, once, with a way to end it', async () => {
    const { ports, happen, wait } = await negotiation()
    happen()
    happen()
    happen(words('CAN'))
    wait(BETWEEN)
    expect(await mailNotices(ports, post, letter)).toBe(1)
    const [{ to, text }] = house.letters as [{ to: string; text: string }]
    expect(house.letters).toHaveLength(1)
    expect(to).toBe('ana@example.org')
    expect(text).toMatch(/Subject: Corchete: 2 notices/)
    expect(text).toMatch(/List-Unsubscribe: <https:\/\/draft\.example\.org\/unsubscribe\?token=/)
    expect(text).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(text).toContain('Chair accepted =C2=B7 OP 3, 2 times (your proposal)')
    wait(BETWEEN)
    expect(await mailNotices(ports, post, letter)).toBe(0)
    happen()
    expect(await mailNotices(ports, post, letter), 'not before it is their turn').toBe(0)
    wait(BETWEEN)
    expect(await mailNotices(ports, post, letter)).toBe(1)
    expect(house.letters).toHaveLength(2)
  })

  test('of a paper that is issued leads to it, with the code of the record', async () => {
    const { ports, issue, wait } = await negotiation()
    issue()
    wait(BETWEEN)
    await mailNotices(ports, post, letter)
    const { text } = house.letters.find(({ to }) => to === 'ana@example.org')!
    const read = text.replaceAll('=\r\n', '').replaceAll('=\n', '')
    expect(read).toContain('https://draft.example.org/drafts/d1/revisions/3')
    expect(read).toContain('Record of X rev. 3: entry 1, ABAB-ABAB-ABAB-ABAB-ABAB')
  })

  test('a person whose mail cannot be written stops nobody else’s', async () => {
    const { ports, happen, wait } = await negotiation()
    happen()
    wait(BETWEEN)
    const marks: typeof ports.notices.marks = (user) =>
      user === 'ana' ? Promise.reject(new Error('broken')) : ports.notices.marks(user)
    const told: string[] = []
    const noting: Post = {
      async send({ to }) {
        told.push(to.name)
        return { kind: 'sent' }
      },
    }
    const mailing = mailNotices({ ...ports, notices: { ...ports.notices, marks } }, noting, letter)
    await expect(mailing).rejects.toThrow('some mail could not be sent')
    expect(told).toEqual(['Ben'])
  })

  test('marks an address that bounces, tries it again later, and forgets the fault when it works', async () => {
    const { ports, happen, wait } = await negotiation()
    happen()
    wait(BETWEEN)
    await mailNotices(ports, post, letter)
    const ben = (await ports.mail.of('ben'))!
    expect(ben).toMatchObject({
      failures: 1,
      fault: { said: expect.stringContaining('no such mailbox') as string },
    })
    expect((await ports.mail.of('ana'))?.fault).toBeNull()
    wait(BETWEEN)
    await mailNotices(ports, post, letter)
    expect((await ports.mail.of('ben'))?.failures, 'is left alone for a while').toBe(1)
    wait(retryAfter(1))
    await mailNotices(ports, post, letter)
    expect((await ports.mail.of('ben'))?.failures).toBe(2)
    wait(retryAfter(2))
    const repaired: Post = { send: async () => ({ kind: 'sent' }) }
    expect(await mailNotices(ports, repaired, letter), 'what was not delivered is told').toBe(1)
    expect(await ports.mail.of('ben')).toMatchObject({ failures: 0, fault: null })
  })

  test('sends neither kinds that are switched off nor what was read in the product', async () => {
    const { ports, happen, wait } = await negotiation()
    await ports.mail.change('ana', { off: ['decision'] })
    happen()
    wait(BETWEEN)
    expect(await mailNotices(ports, post, letter)).toBe(0)
    await ports.mail.change('ana', { off: [] })
    wait(BETWEEN)
    expect(await mailNotices(ports, post, letter), 'nor later').toBe(0)
    happen()
    await ports.notices.mark('ana', { draft: 'd1', read: 2 })
    wait(BETWEEN)
    expect(await mailNotices(ports, post, letter)).toBe(0)
    expect(house.letters).toEqual([])
  })

  test('waits out a mail server that is away', async () => {
    const { ports, happen, wait } = await negotiation()
    await house.stop()
    happen()
    wait(BETWEEN)
    expect(await mailNotices(ports, post, letter)).toBe(0)
    expect(await ports.mail.of('ana')).toMatchObject({ failures: 1, fault: null })
    house = await mailServer()
  })

  test('goes out by itself, and stops', async () => {
    const { ports, happen, wait } = await negotiation()
    happen()
    wait(BETWEEN)
    const mailing = startMailing(ports, post, {
      origin,
      messages: messagesIn('en'),
      log: pino({ level: 'silent' }),
      between: BETWEEN,
      every: 10,
    })
    await expect.poll(() => house.letters.length).toBe(1)
    await mailing.stop()
  })
})

test.each([
  ['an unknown mailbox', { command: 'RCPT TO', responseCode: 550 }, 'bounced'],
  ['a letter that is refused', { command: 'DATA', responseCode: 554 }, 'bounced'],
  ['a full mailbox', { command: 'RCPT TO', responseCode: 452 }, 'failed'],
  ['a wrong password of ours', { command: 'AUTH PLAIN', responseCode: 535 }, 'failed'],
  ['no connection', { code: 'ECONNECTION' }, 'failed'],
])('%s is no other fault', (_, error, kind) => {
  expect(faultOf(Object.assign(new Error('said'), error)).kind).toBe(kind)
})

test('an address is tried less and less often, and once a day at last', () => {
  expect([1, 2, 3, 20].map((failures) => retryAfter(failures) / 60_000)).toEqual([10, 20, 40, 1440])
})
