import { afterEach, describe, expect, test } from 'vitest'
import { openIn } from '#app/domain/papers/convergence.ts'
import { compareTexts } from '#app/domain/text/compare.ts'
import { writeDocx } from '#app/exchange/docx/write-docx.ts'
import { MemoryRooms, aHeader, chair } from '#tests/builders/memory-rooms.ts'
import { rollingText } from '#tests/builders/rolling.ts'
import { paperOf } from '#tests/exchange/papers.ts'
import { Threads } from './threads.ts'

const open: Threads[] = []
afterEach(async () => {
  for (const threads of open.splice(0)) await threads.stop()
})

/** Threads over a draft of which things were decided. */
async function atWork(given: { most?: number; broken?: boolean } = {}) {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'OP: To urge all states', 'OP: To invite')
  const paragraph = (await table.read('d1')).paragraphs[0]!.id
  const date = '2024-04-09'
  for (const status of ['agreed', 'open', 'ad-referendum'] as const)
    await table.decide('d1', chair, { kind: 'set-status', paragraph, status, date })
  const { history } = table.stores
  let isBroken = given.broken ?? false
  const updates: typeof history.updates = (...asked) =>
    isBroken ? Promise.reject(new Error('no database')) : history.updates(...asked)
  const threads = new Threads({ updates }, { count: 2, most: given.most })
  open.push(threads)
  return { threads, table, repair: () => (isBroken = false) }
}

const text = rollingText('F: RESOLVES:\nOP 1: To urge [all][some] states {+MEX#a@1:in peace+}')
const state = { text, labels: {} }
const view = { kind: 'base' } as const

describe('heavy work in a thread comes to the same as here', { timeout: 60_000 }, () => {
  test('a Word file, a comparison, texts of the past', async () => {
    const { threads, table } = await atWork()
    const last = table.memory.log('d1').updates.length
    const past = table.ports.past
    const [docx, compared, then, opened] = await Promise.all([
      threads.writeDocx(paperOf(text)),
      threads.compare(state, state, view),
      threads.at('d1', last),
      threads.openAt('d1', [0, 1, last]),
    ])
    expect(Buffer.compare(docx, writeDocx(paperOf(text)))).toBe(0)
    expect(compared).toEqual(compareTexts(state, state, view))
    expect(then).toEqual(await past.at('d1', last))
    expect(then).toEqual(await table.read('d1'))
    expect(opened).toEqual(await past.openAt('d1', [0, 1, last]))
    expect(opened.at(-1)).toEqual(openIn(await table.read('d1')))
  })

  test('what cannot be done fails, and the next is done', async () => {
    const { threads, repair } = await atWork({ broken: true })
    await expect(threads.at('d1', 1)).rejects.toThrow('no database')
    await expect(threads.writeDocx(null as never)).rejects.toThrow()
    await expect(threads.writeDocx((() => undefined) as never)).rejects.toThrow()
    repair()
    expect((await threads.at('d1', 1)).paragraphs).toHaveLength(2)
  })

  test('a thread that ends fails what it had, and another takes its place', async () => {
    const { threads } = await atWork()
    const under = threads.writeDocx(paperOf(text))
    const failed = expect(under).rejects.toThrow('stops')
    await threads.stop()
    await failed
    expect((await threads.writeDocx(paperOf(text))).length).toBeGreaterThan(1_000)
  })

  test('more than may wait is asked to come again', async () => {
    const { threads } = await atWork({ most: 2 })
    const asked = await Promise.allSettled([1, 2, 3, 4].map(() => threads.at('d1', 1)))
    expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected'])
    expect(asked[2]).toMatchObject({ reason: { kind: 'unreachable' } })
  })
})
