import { expect, test } from 'vitest'
import { createHash } from 'node:crypto'
import { chain, genesis, verifyFrom } from '#app/domain/record/chain.ts'
import type { RecordEntry, UnchainedEntry } from '#app/domain/record/entry.ts'
import { logBegin } from '#app/domain/record/log-position.ts'
import { veil } from '#app/domain/record/evidence/person.ts'
import { readEntry } from '#app/domain/record/read.ts'
import type { User } from '#app/usecases/ports.ts'
import type { Database } from '#server/persistence/database.ts'
import { storesOn, type Stores } from '#server/persistence/stores/stores.ts'
import { claimingStore } from '#tests/builders/claiming-store.ts'
import { aDraft, aRevision, aUser } from '#tests/builders/samples.ts'
import { onBothDatabases } from '#tests/servers/databases.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const DAY = 86_400_000
const at = Date.UTC(2024, 3, 9)

/** What the stores promise of names that stand beside the record, and of taking them away. */
function promises(stores: () => Stores, database: () => Database) {
  const rooms = new Map<Stores, ReturnType<typeof claimingStore>>()
  const append = (draft: string, batch: object) => {
    const room = rooms.get(stores()) ?? claimingStore(stores())
    rooms.set(stores(), room)
    return room.append(draft, { updates: [], clients: [], entries: [], ...batch })
  }

  async function negotiation() {
    const header = aDraft()
    await stores().drafts.add(header)
    const [ana, eva] = [aUser(), aUser({ name: 'Eva', delegation: 'CAN' })]
    for (const user of [ana, eva]) await stores().users.add(user)
    const entries: RecordEntry[] = []
    const happen = ({ id, name, role, delegation }: User, happened: object = {}, when = at) => {
      const unchained = {
        ...{ draft: header.id, at: when, by: { user: id, name, role, delegation } },
        ...{ what: 'leave-floor', detail: {}, ...happened },
      } as UnchainedEntry
      const means = { id: () => crypto.randomUUID(), sha256 }
      const entry = chain(entries.at(-1) ?? null, veil(unchained, means), logBegin, sha256)
      entries.push(readEntry(entry))
    }
    const words = { id: 'MEX:1', kind: 'insertion', delegation: 'MEX', user: ana.id, at: 1, inserted: 'all' }
    happen(ana)
    happen(eva, { what: 'accept', detail: { proposals: ['MEX:1'], words: [words] } })
    happen(eva, {}, at + 3 * DAY)
    return { draft: header.id, header, ana, eva, entries }
  }

  const isWhole = async (draft: string) => {
    const entries = await stores().record.of(draft)
    return verifyFrom({ draft, number: 0, hash: genesis }, entries, sha256).ok && entries.length
  }
  const raw = async (text: string, ...values: unknown[]) => (await database().pool.query(text, values)).rows
  const stay = (draft: string, { id, name, delegation }: User, from: number) =>
    ({
      id: crypto.randomUUID(),
      draft,
      user: id,
      name,
      role: 'delegate',
      delegation,
      from,
      until: from + 9,
    }) as const

  test.each([
    ['with words', {}],
    ['with a deadline', { deadline: null }],
  ])('names stand beside the record and are read with it, stored %s', async (_, also) => {
    const { draft, ana, entries } = await negotiation()
    await append(draft, { entries, ...also })
    const { record, room, notices, history } = stores()
    expect(await record.of(draft)).toEqual(entries)
    expect((await room.load(draft)).lastEntry).toEqual(entries[2])
    expect(await record.page(draft, { delegation: 'MEX' }, { order: 'newest', limit: 9 })).toEqual([
      entries[0],
    ])
    const told = { from: 0, pattern: '^accept$', limit: 9 }
    expect(await notices.entries([{ draft, after: 0 }], told)).toEqual([entries[1]])
    const near = await history.around(draft, { update: 0, at: Date.now() }, { ms: 1e12, limit: 9 })
    expect(near.map(({ entry }) => entry.by.name).filter((name) => name === ana.name)).toHaveLength(1)
    const kept = JSON.stringify(await raw('SELECT * FROM record_entries WHERE draft = $1', draft))
    for (const hidden of [ana.id, ana.name, 'Eva']) expect(kept).not.toContain(hidden)
  })

  test('a person is taken away everywhere, and the record is whole', async () => {
    const { draft, header, ana, eva, entries } = await negotiation()
    await append(draft, { entries })
    const { names, record, attendance, internalComments, users, organs } = stores()
    await attendance.keep([stay(draft, ana, at), stay(draft, ana, at + DAY), stay(draft, eva, at)])
    const said = { role: 'delegate', delegation: 'MEX', at, text: 'Why?', mentions: [] } as const
    const by = { user: ana.id, name: ana.name, role: 'delegate', delegation: 'MEX' } as const
    const thread = `thread-${draft}`
    await internalComments.open(draft, 'MEX', {
      ...{ id: thread, about: { kind: 'paragraph', paragraph: 'p1' }, words: '', resolved: null },
      comments: [{ id: `c-${draft}`, ...by, ...said }],
    })
    await internalComments.settle(draft, 'MEX', thread, { ...by, at })
    const { zone } = (await organs.byCode(header.organ))!
    await organs.changeZone({
      organ: header.organ,
      at,
      by: { user: ana.id, name: ana.name },
      before: zone,
      zone,
    })
    expect(await names.erase(ana.id)).toEqual({ entries: 2, stays: 2, comments: 2, organs: 1, account: true })
    const [first, second] = await record.of(draft)
    expect(first!.by).toEqual({ user: '', name: '', role: 'delegate', delegation: 'MEX' })
    expect(second).toMatchObject({
      by: { name: 'Eva' },
      detail: { words: [{ delegation: 'MEX', user: '' }] },
    })
    expect(await isWhole(draft)).toBe(3)
    const stays = await attendance.between(draft, 0, at + 9 * DAY)
    expect(stays.map(({ name }) => name).sort()).toEqual(['', '', 'Eva'])
    const [own] = await internalComments.of(draft, 'MEX')
    expect(own).toMatchObject({
      comments: [{ user: '', name: null, text: 'Why?' }],
      resolved: { name: null },
    })
    expect(await users.byId(ana.id)).toBeNull()
    for (const table of ['record_persons', 'attendance', 'internal_comments', 'organ_changes', 'users'])
      expect(JSON.stringify(await raw(`SELECT * FROM ${table}`)), table).not.toContain(ana.id)
    expect(await names.erase(ana.id)).toEqual({
      entries: 0,
      stays: 0,
      comments: 0,
      organs: 0,
      account: false,
    })
  })

  test('entries from before chain the person, are counted, and stay', async () => {
    const { draft, ana } = await negotiation()
    const { id, name, role, delegation } = ana
    const plain = { draft, at, by: { user: id, name, role, delegation }, what: 'leave-floor', detail: {} }
    const old = { ...plain, number: 1, previous: genesis, hash: sha256(draft) } as RecordEntry
    await append(draft, { entries: [old] })
    expect(await stores().names.chained(id)).toBe(1)
    expect(await stores().names.chained('nobody')).toBe(0)
    await stores().names.erase(id)
    expect(await stores().record.of(draft)).toEqual([old])
  })

  test('old names go from what was handed on, and from nothing else', async () => {
    const [open, closed] = [await negotiation(), await negotiation()]
    for (const { draft, header, ana, entries } of [open, closed]) {
      await append(draft, { entries, revision: aRevision(header, 0) })
      await stores().attendance.keep([stay(draft, ana, at), stay(draft, ana, at + 5 * DAY)])
    }
    await append(closed.draft, { phase: 'transmitted' })
    expect(await stores().names.eraseOlder(at + DAY)).toEqual({ entries: 3, stays: 1 })
    const namesIn = async (draft: string) => (await stores().record.of(draft)).map(({ by }) => by.name)
    expect(await namesIn(closed.draft)).toEqual(['', '', 'Eva'])
    expect(await namesIn(open.draft)).toEqual(['Ana Pérez', 'Eva', 'Eva'])
    expect(await isWhole(closed.draft)).toBe(3)
    expect(await stores().names.eraseOlder(at + DAY)).toEqual({ entries: 0, stays: 0 })
  })

  test.each([
    ['a name beside the record is changed', `UPDATE record_persons SET name = 'Eva'`],
    ['a comment gets another name', `UPDATE internal_comments SET name = 'Eva'`],
    ['a comment that loses its name gets other words', `UPDATE internal_comments SET name = '', text = 'No'`],
    ['a comment goes', 'DELETE FROM internal_comments'],
    ['an organ’s change gets another name', `UPDATE organ_changes SET name = 'Eva'`],
    ['an entry loses what it chains', `UPDATE record_entries SET "by" = '{}'`],
  ])('the database refuses that %s', async (_, statement) => {
    const { draft, header, ana, entries } = await negotiation()
    await append(draft, { entries })
    const { zone } = (await stores().organs.byCode(header.organ))!
    const by = { user: ana.id, name: ana.name }
    await stores().organs.changeZone({ organ: header.organ, at, by, before: zone, zone })
    await stores().internalComments.open(draft, 'MEX', {
      ...{ id: `t-${draft}`, about: { kind: 'paragraph', paragraph: 'p1' }, words: '', resolved: null },
      comments: [
        { id: `c-${draft}`, ...by, role: 'delegate', delegation: 'MEX', at, text: 'Why?', mentions: [] },
      ],
    })
    await expect(database().pool.query(statement)).rejects.toThrow(/append-only/)
  })
}

const known = new Map<Database, Stores>()

onBothDatabases('names', (open) =>
  promises(() => {
    const stores = known.get(open()) ?? storesOn(open(), () => undefined)
    known.set(open(), stores)
    return stores
  }, open),
)
