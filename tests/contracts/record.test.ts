import { describe, expect, test } from 'vitest'
import { noticePattern } from '#app/domain/record/notice.ts'
import { isMet, tabledOn, type RecordFilter } from '#app/domain/record/filter.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import type { DraftStore, Ports, RoomStore } from '#app/usecases/ports.ts'
import { memoryStores } from '#tests/builders/memory.ts'
import type { Database } from '#server/persistence/database.ts'
import { storesOn } from '#server/persistence/stores/stores.ts'
import { onBothDatabases } from '#tests/servers/databases.ts'
import { claimingStore } from '#tests/builders/claiming-store.ts'
import { aDraft, anEntry, aUser } from '#tests/builders/samples.ts'

type Asked = Pick<
  Ports,
  'record' | 'heads' | 'history' | 'visits' | 'follows' | 'notices' | 'mail' | 'users'
> & {
  drafts: DraftStore
  room: Pick<RoomStore, 'append'>
}

/** What every store around the record promises, wherever it keeps things. */
function promises(stores: () => Asked) {
  const draft = async () => {
    const header = aDraft()
    await stores().drafts.add(header)
    return header.id
  }
  const keep = async (entries: readonly RecordEntry[], updates: Uint8Array[] = []) =>
    stores().room.append(entries[0]!.draft, { updates, clients: [], entries })
  const user = async (demo = false) => {
    const ana = aUser({ demo })
    await stores().users.add(ana)
    return ana.id
  }

  const day = Date.parse('2024-04-09T00:00:00Z')
  const delegate = (delegation: string, name = 'Ana') =>
    ({ user: `u-${delegation}`, name, role: 'delegate', delegation }) as const
  const history = (id: string): RecordEntry[] => [
    anEntry(id, 1, { what: 'fill', at: day - 1, detail: { paragraphs: 22 } }),
    anEntry(id, 2, {
      what: 'tabled',
      at: day,
      by: delegate('MEX'),
      detail: { proposal: 'MEX:1', kind: 'insertion', paragraph: 'p1' },
    }),
    anEntry(id, 3, {
      what: 'tabled',
      at: day + 5,
      by: delegate('CAN', 'x","role":"chair","delegation":"MEX'),
      detail: { proposal: 'CAN:1', kind: 'deletion', paragraph: 'p2' },
    }),
    anEntry(id, 4, {
      what: 'withdrawn',
      at: day + 6,
      by: delegate('MEX'),
      detail: { proposal: 'MEX:1', kind: 'insertion', text: 'Ñandú “del Sur” "100 %"\nline' },
    }),
    anEntry(id, 5, {
      what: 'decline',
      at: day + 86_399_999,
      detail: { proposals: ['CAN:1'], labels: { p2: 'OP 2' }, reason: 'A later PARAGRAPH says it' },
    }),
    anEntry(id, 6, { what: 'issue-revision', at: day + 86_400_000, detail: { symbol: 'X\u0000 \ud800' } }),
  ]

  test.each<[string, RecordFilter, number[]]>([
    ['everything without a filter', {}, [6, 5, 4, 3, 2, 1]],
    ['what one delegation did', { delegation: 'MEX' }, [4, 2]],
    ['nobody’s deeds by a name that looks like data', { delegation: 'CAN', role: 'chair' }, []],
    ['what one role did', { role: 'chair' }, [6, 5, 1]],
    ['one kind of entry', { what: 'tabled' }, [3, 2]],
    ['a day to its last ms', { day: '2024-04-09' }, [5, 4, 3, 2]],
    ['a paragraph with what became of its proposals', { paragraph: 'p1' }, [4, 2]],
    ['a paragraph by the numbers kept', { paragraph: 'p2' }, [5, 3]],
    ['no paragraph by a part of its name', { paragraph: 'p' }, []],
    ['words whatever their case', { words: 'ñANDÚ' }, [4]],
    ['words with signs that JSON writes otherwise', { words: '"100 %"\nLine' }, [4]],
    ['words, not the keys around them', { words: 'paragraph' }, [5]],
    ['several at once', { delegation: 'MEX', paragraph: 'p1', words: 'sur' }, [4]],
    ['words with signs that a pattern would take', { words: '%_' }, []],
  ])('find %s', async (_, filter, numbers) => {
    const id = await draft()
    const entries = history(id)
    await keep(entries)
    const { record } = stores()
    const found = await record.page(id, filter, { order: 'newest', limit: 50 })
    expect(found.map(({ number }) => number)).toEqual(numbers)
    expect(await record.count(id, filter)).toBe(numbers.length)
    const known = tabledOn(entries, filter.paragraph ?? '')
    expect(entries.filter((entry) => isMet(entry, filter, known)).reverse()).toEqual(found)
  })

  test('turn pages both ways, and name what can be asked for', async () => {
    const id = await draft()
    await keep(history(id))
    const { record } = stores()
    const numbers = async (page: Parameters<typeof record.page>[2]) =>
      (await record.page(id, {}, page)).map(({ number }) => number)
    expect(await numbers({ order: 'newest', limit: 2, before: 5 })).toEqual([4, 3])
    expect(await numbers({ order: 'oldest', limit: 2, after: 4 })).toEqual([5, 6])
    expect(await record.kinds(id)).toEqual({
      whats: ['decline', 'fill', 'issue-revision', 'tabled', 'withdrawn'],
      delegations: ['CAN', 'MEX'],
    })
    expect((await record.last(id))?.number).toBe(6)
    expect(await record.last(await draft())).toBeNull()
    expect(await record.kinds('none')).toEqual({ whats: [], delegations: [] })
  })

  test('note how far a record was found whole, and never less', async () => {
    const id = await draft()
    const { record } = stores()
    expect(await record.check(id)).toBeNull()
    await record.noteCheck(id, { number: 5, hash: 'h5', at: 10, fromStart: 9 })
    await record.noteCheck(id, { number: 7, hash: 'h7', at: 20, fromStart: null })
    await record.noteCheck(id, { number: 6, hash: 'h6', at: 30, fromStart: null })
    expect(await record.check(id)).toEqual({ number: 7, hash: 'h7', at: 20, fromStart: 9 })
  })

  test('keep heads as they were signed, one for an entry', async () => {
    const [header, other] = [aDraft(), aDraft()]
    const { drafts, heads } = stores()
    await drafts.add(header)
    await drafts.add(other)
    const { id, symbol } = header
    await keep(history(id))
    await keep(history(other.id))
    const head = {
      draft: id,
      symbol,
      number: 5,
      hash: 'h5',
      at: day,
      publicKey: 'ssh-ed25519 AAAA',
      signature: 's\n',
    }
    const mine = (found: Awaited<ReturnType<typeof heads.grown>>) =>
      found.flatMap(({ entry, symbol }) => (entry.draft === id ? [[entry.number, symbol]] : []))
    expect(mine(await heads.unsigned(['decline', 'issue-revision']))).toEqual([
      [5, symbol],
      [6, symbol],
    ])
    expect(mine(await heads.grown(0))).toEqual([[6, symbol]])
    await heads.add(head)
    await heads.add({ ...head, hash: 'other', at: day + 1 })
    expect(await heads.at(id, 5)).toEqual(head)
    expect(await heads.at(id, 6)).toBeNull()
    expect(mine(await heads.unsigned(['decline', 'issue-revision']))).toEqual([[6, symbol]])
    expect(mine(await heads.grown(day - 1)), 'signed since').toEqual([])
    expect(mine(await heads.grown(day))).toEqual([[6, symbol]])
    const last = { ...head, number: 6, at: day + 2 }
    await heads.add(last)
    expect(await heads.of(id)).toEqual([head, last])
    expect(mine(await heads.grown(day + 9))).toEqual([])
    expect(await heads.of(other.id)).toEqual([])
  })

  test('tell the log as time', async () => {
    const id = await draft()
    const { history } = stores()
    expect(await history.span(id)).toBeNull()
    expect(await history.moment(id, 9)).toEqual({ update: 0, at: 0 })
    for (const number of [1, 2, 3])
      await keep(
        [anEntry(id, number, { at: Date.now(), what: number === 2 ? 'tabled' : 'accept' })],
        [Uint8Array.of(number)],
      ).then(() => new Promise((later) => setTimeout(later, 5)))
    const { first, last, updates } = (await history.span(id))!
    expect(updates).toBe(3)
    const all = await history.updates(id, { after: 0, upTo: last.update, limit: 9 })
    expect(all.map(({ data }) => [...data])).toEqual([[1], [2], [3]])
    const [one, two, three] = all.map(({ number }) => number)
    expect(await history.updates(id, { after: one!, upTo: two!, limit: 9 })).toEqual([all[1]])
    expect(await history.updates(id, { after: 0, upTo: three!, limit: 1 })).toEqual([all[0]])
    expect(await history.at(id, last.at + 1)).toEqual(last)
    expect(await history.at(id, first.at)).toEqual(first)
    expect((await history.at(id, first.at - 1)).update).toBe(0)
    expect(await history.moment(id, three! + 1)).toEqual(last)
    expect(await history.beside(id, two!)).toEqual({ previous: one, next: three })
    expect(await history.beside(id, one!)).toEqual({ previous: null, next: two })
    const middle = await history.moment(id, two!)
    const near = await history.around(id, middle, { ms: 60_000, limit: 2 })
    expect(near.map(({ entry }) => entry.number)).toContain(2)
    expect(near).toHaveLength(2)
    const deeds = await history.decisionsBeside(id, middle, ['accept'])
    // The words stored with an entry and the entry have one time.
    expect(await history.at(id, deeds.previous!)).toEqual(first)
    expect(await history.at(id, deeds.next!)).toEqual(last)
    expect(await history.decisionsBeside(id, last, ['accept'])).toMatchObject({ next: null })
    const asked = { after: { update: 0, at: 0 }, upTo: last, whats: ['accept', 'tabled'], limit: 9 }
    const steps = async (given: Partial<typeof asked>) =>
      (await history.steps(id, { ...asked, ...given })).map(({ entry, updates }) => [entry.number, updates])
    const stored = all.map(({ number }, place) => [place + 1, { first: number, last: number }])
    expect(await steps({})).toEqual(stored)
    expect(await steps({ whats: ['accept'] })).toEqual([stored[0], stored[2]])
    expect(await steps({ after: first, upTo: middle })).toEqual([stored[1]])
    expect(await steps({ limit: 2 })).toEqual(stored.slice(0, 2))
    await keep([anEntry(id, 4, { at: Date.now(), what: 'accept' })])
    const later = { update: last.update, at: Date.now() + 60_000 }
    expect(await steps({ after: middle, upTo: later })).toEqual([stored[2], [4, null]])
    expect((await history.activity(id, 10)).reduce((sum, each) => sum + each.updates, 0)).toBe(3)
    expect(await history.spread(id, 2)).toEqual([middle, last])
    expect(await history.spread(id, 9)).toEqual([first, middle, last])
  })

  test('remember when people looked', async () => {
    const [id, ana] = [await draft(), await user()]
    const { visits } = stores()
    expect(await visits.of(ana, id)).toBeNull()
    await visits.keep(ana, id, { entry: 3, at: null, seenEntry: 5, seenAt: 1_000 })
    await visits.keep(ana, id, { entry: 5, at: 1_000, seenEntry: 8, seenAt: 2_000 })
    expect(await visits.of(ana, id)).toEqual({ entry: 5, at: 1_000, seenEntry: 8, seenAt: 2_000 })
  })

  test('know who follows what', async () => {
    const [id, ana] = [await draft(), await user()]
    const { follows } = stores()
    for (const paragraph of ['p2', 'p1', 'p2']) await follows.set(ana, id, paragraph, true)
    await follows.set(ana, id, 'p1', false)
    await follows.set(ana, id, 'p9', false)
    expect(await follows.of(ana)).toEqual([{ draft: id, paragraph: 'p2' }])
    expect(await follows.of('nobody')).toEqual([])
  })

  test('find what may be news, and move marks forward only', async () => {
    const [one, two, ana] = [await draft(), await draft(), await user()]
    await keep(history(one))
    await keep(history(two))
    const { notices } = stores()
    const asked = [
      { draft: one, after: 2 },
      { draft: two, after: 4 },
      { draft: 'none', after: 0 },
    ]
    const found = await notices.entries(asked, { from: day + 6, pattern: noticePattern, limit: 9 })
    expect(found.map(({ number }) => number)).toEqual([6, 6, 5, 5, 4])
    expect(await notices.entries(asked, { from: day, pattern: noticePattern, limit: 1 })).toHaveLength(1)
    const older = [{ draft: one, after: 0, before: 4 }]
    const before = await notices.entries(older, { from: 0, pattern: noticePattern, limit: 9 })
    expect(Math.max(...before.map(({ number }) => number))).toBeLessThan(4)
    expect(await notices.heads([one, two, 'none'])).toEqual(
      new Map([
        [one, 6],
        [two, 6],
      ]),
    )
    const these = [2, 5].map((number) => ({ draft: one, number }))
    const [newest] = await notices.these(these)
    expect((await notices.these(these)).map(({ number }) => number)).toEqual([5, 2])
    expect(newest).toEqual((await stores().record.of(one))[4])
    expect(await notices.these([{ draft: 'none', number: 1 }])).toEqual([])
    expect(await notices.entries([], { from: 0, pattern: noticePattern, limit: 1 })).toEqual([])
    await notices.mark(ana, { draft: one, read: 4 })
    await notices.mark(ana, { draft: one, read: 3, mailed: 2 })
    expect(await notices.marks(ana)).toEqual([{ draft: one, read: 4, mailed: 2 }])
  })

  test('give each person’s turn for mail to one process only, and none to demo accounts', async () => {
    const [ana, ben, demo] = [await user(), await user(), await user(true)]
    const { mail } = stores()
    let tokens = 0
    const token = () => `t${tokens++}-${ana}`
    await mail.begin(1_000, token)
    await mail.begin(2_000, token)
    expect(await mail.of(demo)).toBeNull()
    const begun = (await mail.of(ana))!
    expect(begun).toMatchObject({ user: ana, off: [], since: 1_000, nextAt: 1_000, failures: 0, fault: null })
    expect(await mail.byToken(begun.token)).toEqual(begun)
    expect(await mail.byToken('none')).toBeNull()
    await mail.change(ben, { nextAt: 9_000, failures: 2, fault: { said: 'no such mailbox', at: 5 } })
    await mail.change(ben, { off: ['mention', 'silence'] })
    expect(await mail.of(ben)).toMatchObject({
      off: ['mention', 'silence'],
      nextAt: 9_000,
      failures: 2,
      fault: { said: 'no such mailbox', at: 5 },
    })
    await mail.change(ben, { fault: null, off: [] })
    expect(await mail.of(ben)).toMatchObject({ fault: null, off: [], failures: 2 })
    const turns = await Promise.all([mail.claim(3_000, 8_000, 99), mail.claim(3_000, 8_000, 99)])
    const claimed = turns.flat().filter(({ user }) => [ana, ben].includes(user))
    expect(claimed.map(({ user, nextAt }) => [user, nextAt])).toEqual([[ana, 8_000]])
  })
}

onBothDatabases('the stores around the record', (open) => promises(() => held(open())))

const known = new Map<Database, Asked>()

/** The stores of a database, with a process that keeps the rooms it has taken. */
function held(database: Database): Asked {
  const stores = storesOn(database, () => undefined)
  const made = known.get(database) ?? { ...stores, room: claimingStore(stores) }
  known.set(database, made)
  return made
}

describe('the stores around the record in memory', () => {
  const stores = memoryStores()
  promises(() => stores)
})
