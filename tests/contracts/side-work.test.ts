import { expect, test } from 'vitest'
import { storesOn, type Stores } from '#server/persistence/stores/stores.ts'
import { claimingStore } from '#tests/builders/claiming-store.ts'
import { aDraft, anEntry, aRevision } from '#tests/builders/samples.ts'
import { onBothDatabases } from '#tests/servers/databases.ts'

onBothDatabases('the stores of side work', (open) => {
  const stores = (): Stores => storesOn(open(), () => undefined)

  test('know of which revisions no agreed language is kept', async () => {
    const { passages, room, leases } = stores()
    const header = aDraft()
    await stores().drafts.add(header)
    const { id, symbol, date } = header
    const store = claimingStore({ room, leases })
    for (const number of [0, 1]) {
      const revision = aRevision(header, number)
      await store.append(id, { updates: [], clients: [], entries: [anEntry(id, number + 1)], revision })
    }
    const missing = async () =>
      (await passages.missing()).flatMap((each) => (each.draft === id ? [each.number] : []))
    expect(await missing()).toEqual([0, 1])
    const source = { draft: id, revision: 0, symbol, date, language: 'en', kind: 'operative' } as const
    await passages.keep([{ ...source, place: 0, label: 'OP 1', text: 'To urge the member states' }])
    expect(await missing()).toEqual([1])
  })

  test('keep what is left to do until it is done, the oldest first', async () => {
    const { undone } = stores()
    const job = (number: number) => ({ kind: 'index-revision', draft: 'd "1"', number }) as const
    await undone.add('b', job(2), 2_000)
    await undone.add('a', job(1), 1_000)
    await undone.add('c', job(3), 3_000)
    await undone.add('a', job(9), 9_000)
    expect(await undone.all(2_500, 10)).toEqual([
      { id: 'a', job: job(1) },
      { id: 'b', job: job(2) },
    ])
    expect(await undone.all(9_000, 1)).toEqual([{ id: 'a', job: job(1) }])
    await undone.remove('a')
    await undone.remove('a')
    expect((await undone.all(9_000, 10)).map(({ id }) => id)).toEqual(['b', 'c'])
  })
})
