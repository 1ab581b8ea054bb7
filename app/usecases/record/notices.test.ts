import { describe, expect, test } from 'vitest'
import { aHeader, MemoryRooms, chair } from '#tests/builders/memory-rooms.ts'
import { aUser, anEntry, proposedBy } from '#tests/builders/samples.ts'
import { COUNTED, countUnread, notMailed, readNotices } from './notices.ts'
import { readChanges } from './read-changes.ts'

const ana = { user: 'ana', name: 'Ana', role: 'delegate' as const, delegation: 'MEX' }

/** Two drafts with so many decisions on proposals of Mexico, in turns, and as many on those of Canada between. */
async function record(decisions: number) {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'OP: To urge all states')
  await table.draft(aHeader({ id: 'd2', symbol: 'CIDI/CAM/doc.9/24' }), 'OP: To invite')
  await table.ports.users.add(aUser({ id: 'ana' }))
  const now = table.ports.clock.now()
  const next = { d1: await last(table, 'd1'), d2: await last(table, 'd2') }
  for (let at = 0; at < decisions; at++) {
    const draft = at % 3 === 0 ? 'd2' : 'd1'
    for (const delegation of ['MEX', 'CAN'])
      table.memory.record.push(
        anEntry(draft, ++next[draft], {
          what: 'accept',
          at: now - decisions + at,
          detail: { proposals: [], words: [proposedBy(delegation)], labels: { p1: 'OP 1' } },
        }),
      )
  }
  /** Canada tables something at a paragraph. */
  const tables = async (draft: 'd1' | 'd2', paragraph: string) =>
    table.memory.record.push(
      anEntry(draft, ++next[draft], {
        what: 'tabled',
        at: now,
        detail: { proposal: 'x1', kind: 'insert', paragraph },
      }),
    )
  return { ports: table.ports, now, tables }
}
const last = async (table: MemoryRooms, draft: string) => (await table.ports.record.last(draft))?.number ?? 0

describe('notices are complete', () => {
  test('over as many pages as there are, none twice', async () => {
    const { ports } = await record(57)
    const seen: string[] = []
    let until: number | undefined
    do {
      const { told, older } = await readNotices(ports, ana, { until, most: 10 })
      expect(told.length).toBeLessThanOrEqual(10)
      seen.push(...told.map(({ draft, number }) => `${draft} ${number}`))
      until = older ?? undefined
    } while (until !== undefined)
    expect(seen).toHaveLength(57)
    expect(new Set(seen).size).toBe(57)
  })

  test('when they are counted, up to where the bell stops counting', async () => {
    expect(await countUnread((await record(57)).ports, ana)).toBe(57)
    expect(await countUnread((await record(COUNTED + 20)).ports, ana)).toBe(COUNTED)
  })

  test('when an entry does not say where something was tabled', async () => {
    const { ports, tables } = await record(0)
    const paragraph = (await ports.rooms.read('d1')).paragraphs[0]!.id
    await ports.follows.set('ana', 'd1', paragraph, true)
    await tables('d1', paragraph)
    const told = async () => (await notMailed(ports, ana, { since: 0, off: [] })).told
    expect(await told()).toMatchObject([{ kind: 'followed', labels: ['OP'] }])
    ports.rooms.read = () => Promise.reject(new Error('is being repaired'))
    expect(await told(), 'nor is it lost where the text cannot be read').toMatchObject([{ labels: [] }])
  })

  test('when they are mailed', async () => {
    const { ports } = await record(57)
    const { told, upTo } = await notMailed(ports, ana, { since: 0, off: [], page: 7 })
    expect(told).toHaveLength(57)
    const ends = await Promise.all(upTo.map(({ draft }) => ports.record.last(draft)))
    expect(upTo.map(({ mailed }) => mailed)).toEqual(ends.map((entry) => entry?.number))
  })
})

describe('the changes of a text are complete', () => {
  const totals = (changes: Awaited<ReturnType<typeof readChanges>>) => {
    if (!changes.ok) throw new Error(changes.refusal.kind)
    const { shown, total, changed } = changes.value
    return { shown, total, decided: changed.find(({ paragraph }) => paragraph === 'p1')?.counts.decided }
  }

  test('since a time, page by page', async () => {
    const { ports, now } = await record(60)
    const since = now - 30
    const found = totals(await readChanges(ports, chair, 'd1', since, { most: 1_000, page: 7 }))
    expect(found).toEqual({ shown: 40, total: 40, decided: 40 })
  })

  test('and say how many there are where the oldest are left out', async () => {
    const { ports, now } = await record(60)
    const since = now - 30
    const found = totals(await readChanges(ports, chair, 'd1', since, { most: 25, page: 7 }))
    expect(found).toEqual({ shown: 25, total: 40, decided: 25 })
  })
})
