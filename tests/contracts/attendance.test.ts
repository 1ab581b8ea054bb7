import { describe, expect, test } from 'vitest'
import type { Stay } from '#app/domain/meeting/attendance.ts'
import { storesOn, type Stores } from '#server/persistence/stores/stores.ts'
import { Memory, memoryStores } from '#tests/builders/memory.ts'
import { onBothDatabases } from '#tests/servers/databases.ts'
import { aDraft } from '#tests/builders/samples.ts'

type Tested = Pick<Stores, 'attendance' | 'drafts'>

const MINUTE = 60_000
const START = Date.UTC(2025, 2, 4, 15)
let ids = 0
const stay = (draft: string, from: number, until: number, over: Partial<Stay> = {}): Stay => ({
  id: `stay-${Date.now()}-${++ids}`,
  draft,
  user: 'u1',
  name: 'Ana “A.” Pérez 🦤',
  role: 'delegate',
  delegation: 'MEX',
  from: START + from * MINUTE,
  until: START + until * MINUTE,
  ...over,
})

/** What every store of attendance promises. */
function suite(stores: () => Tested): void {
  const draft = async () => {
    const header = aDraft()
    await stores().drafts.add(header)
    return header.id
  }
  const times = async (id: string, from = -1000, until = 1000) =>
    (await stores().attendance.between(id, START + from * MINUTE, START + until * MINUTE)).map(
      (each) => `${each.user} ${(each.from - START) / MINUTE}-${(each.until - START) / MINUTE}`,
    )

  test('gives stays back as they were, by their beginning, of one draft alone', async () => {
    const [id, other] = [await draft(), await draft()]
    const late = stay(id, 10, 20, { user: 'u2', role: 'observer', delegation: null })
    const early = stay(id, 0, 5)
    await stores().attendance.keep([late, early, stay(other, 0, 1)])
    expect(await stores().attendance.between(id, START, START + 60 * MINUTE)).toEqual([early, late])
    expect(await times(other)).toEqual(['u1 0-1'])
  })

  test('lets a stay go on under its id, and never end earlier than it was known to last', async () => {
    const id = await draft()
    const one = stay(id, 0, 1)
    for (const until of [1, 3, 2]) await stores().attendance.keep([{ ...one, until: START + until * MINUTE }])
    expect(await times(id)).toEqual(['u1 0-3'])
  })

  test('makes one of stays within a minute, as after a start of the server', async () => {
    const id = await draft()
    await stores().attendance.keep([
      stay(id, 0, 3),
      stay(id, 4, 6),
      stay(id, 8, 9),
      stay(id, 4, 5, { user: 'u2' }),
    ])
    expect(await times(id)).toEqual(['u1 0-6', 'u2 4-5', 'u1 8-9'])
  })

  test.each<[string, number, number, string[]]>([
    ['before it', -5, -1, []],
    ['that touches its beginning', -5, 0, ['u1 0-3']],
    ['within it', 1, 2, ['u1 0-3']],
    ['that touches its end', 3, 9, ['u1 0-3']],
    ['after it', 3.5, 9, []],
  ])('finds a stay by a stretch %s', async (_, from, until, expected) => {
    const id = await draft()
    await stores().attendance.keep([stay(id, 0, 3)])
    expect(await times(id, from, until)).toEqual(expected)
  })

  test('knows from when to when somebody came', async () => {
    const id = await draft()
    expect(await stores().attendance.span(id)).toBeNull()
    await stores().attendance.keep([stay(id, 5, 9), stay(id, 0, 3)])
    expect(await stores().attendance.span(id)).toEqual({ from: START, until: START + 9 * MINUTE })
  })

  test('keeps all or none, and nothing about a draft that is not there', async () => {
    const id = await draft()
    await expect(stores().attendance.keep([stay(id, 0, 1), stay('none', 0, 1)])).rejects.toThrow()
    await expect(stores().attendance.keep([stay(id, 2, 1)])).rejects.toThrow()
    await stores().attendance.keep([])
    expect(await times(id)).toEqual([])
  })
}

describe('attendance in memory', () => {
  const stores = memoryStores(new Memory())
  suite(() => stores)
})

onBothDatabases('attendance', (open) => suite(() => storesOn(open(), () => undefined)))
