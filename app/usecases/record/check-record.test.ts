import { describe, expect, it } from 'vitest'
import { chain } from '#app/domain/record/chain.ts'
import type { RecordEntry } from '#app/domain/record/entry.ts'
import { logBegin } from '#app/domain/record/log-position.ts'
import { readEntry, storedOf } from '#app/domain/record/read.ts'
import { anEntry } from '#tests/builders/samples.ts'
import { sha256 } from '#tests/builders/memory.ts'
import { aHeader, observer, secretariat, MemoryRooms } from '#tests/builders/memory-rooms.ts'
import { checkAll, checkRecord, checkTail } from './check-record.ts'

function entriesOf(count: number): RecordEntry[] {
  const entries: RecordEntry[] = []
  for (let at = 0; at < count; at++)
    entries.push(chain(entries.at(-1) ?? null, anEntry('d1', 0, { detail: { at } }), logBegin, sha256))
  return entries
}

async function begin(count: number) {
  const table = new MemoryRooms()
  await table.draft(aHeader())
  const { record } = table.memory
  record.push(...entriesOf(count))
  return { ports: table.ports, record }
}

describe('a look at the record', () => {
  it('checks all at first, then only what came since', async () => {
    const { ports, record } = await begin(3)
    const first = await checkTail(ports, 'd1')
    expect(first).toMatchObject({ total: 3, upTo: 3, fresh: 3, before: null, fault: null })
    expect(first.fromStart).not.toBeNull()
    record.push(chain(record[2]!, anEntry('d1', 0), logBegin, sha256))
    const second = await checkTail(ports, 'd1')
    expect(second).toMatchObject({ total: 4, upTo: 4, fresh: 1, fromStart: first.fromStart, fault: null })
    expect(await checkTail(ports, 'd1')).toMatchObject({ fresh: 0, fault: null })
  })

  it('checks a long record step by step, and says how far', async () => {
    const { ports } = await begin(4_500)
    expect(await checkTail(ports, 'd1')).toMatchObject({ total: 4_500, upTo: 2_000, fresh: 2_000 })
    expect(await checkTail(ports, 'd1')).toMatchObject({ upTo: 4_000, fresh: 2_000 })
    expect(await checkTail(ports, 'd1')).toMatchObject({ upTo: 4_500, fresh: 500, fault: null })
  })

  it.each<[string, (record: RecordEntry[]) => void, number, 'tail' | 'all']>([
    [
      'an entry changed after the last look',
      (all) => void all.splice(5, 1, readEntry({ ...storedOf(all[5]!), what: 'x' })),
      6,
      'tail',
    ],
    [
      'the entry that the last look ended with',
      (all) => void all.splice(3, 1, { ...all[3]!, hash: 'x' }),
      4,
      'tail',
    ],
    ['a record that was cut off', (all) => void all.splice(3), 4, 'tail'],
    ['an entry taken out', (all) => void all.splice(4, 1), 5, 'tail'],
    ['an old entry, when all is checked', (all) => void all.splice(1, 1, { ...all[1]!, at: 1 }), 2, 'all'],
  ])('finds %s', async (_, harm, number, how) => {
    const { ports, record } = await begin(4)
    await checkTail(ports, 'd1')
    const all = entriesOf(7)
    record.push(...all.slice(4))
    harm(record)
    const checked = await (how === 'all' ? checkAll : checkTail)(ports, 'd1')
    expect(checked.fault).toMatchObject({ kind: 'record-broken', number })
    expect(checked.upTo).toBe(number - 1)
  })

  it('does not find an old entry changed unless all is checked', async () => {
    const { ports, record } = await begin(4)
    await checkTail(ports, 'd1')
    record[1] = { ...record[1]!, at: 1 }
    expect((await checkTail(ports, 'd1')).fault).toBeNull()
  })

  it('is for those who may see the record', async () => {
    const { ports } = await begin(1)
    expect((await checkRecord(ports, secretariat, 'd1')).ok).toBe(true)
    expect(await checkRecord(ports, observer, 'd1')).toMatchObject({ refusal: { kind: 'not-allowed' } })
  })
})
