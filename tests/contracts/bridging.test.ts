import { describe, expect, test } from 'vitest'
import type { BridgingView } from '#app/domain/floor/bridging.ts'
import { storesOn, type Stores } from '#server/persistence/stores/stores.ts'
import { Memory, memoryStores } from '#tests/builders/memory.ts'
import { onBothDatabases } from '#tests/servers/databases.ts'
import { aDraft } from '#tests/builders/samples.ts'

type Tested = Pick<Stores, 'bridging' | 'drafts'>

let count = 0
const kept = (draft: string, at = 1) => ({
  id: `text-${Date.now()}-${++count}`,
  draft,
  paragraph: 'p1',
  text: 'To [urge]\nall 🦤',
  user: 'u1',
  at,
})
const waiting = (delegation: string): BridgingView => ({
  delegation,
  stance: null,
  note: '',
  user: null,
  at: null,
})
const said = (delegation: string): BridgingView => ({
  delegation,
  stance: 'comments',
  note: 'with “all”',
  user: 'u2',
  at: 1_712_000_000_123,
})

/** What every store of bridging texts promises. */
function suite(stores: () => Tested): void {
  const draft = async () => {
    const header = aDraft()
    await stores().drafts.add(header)
    return header.id
  }
  const sent = async (to: readonly string[]) => {
    const text = kept(await draft())
    await stores().bridging.keep(text)
    expect(await stores().bridging.send(text.draft, text.id, to, 5)).toBe(true)
    return text
  }

  test('keep a text and change it while it has not been sent', async () => {
    const { bridging } = stores()
    const id = await draft()
    const [first, second] = [kept(id, 1), kept(id, 2)]
    for (const text of [first, second]) expect(await bridging.keep(text)).toBe(true)
    expect(await bridging.keep({ ...first, text: 'To invite' })).toBe(true)
    const rest = { sentAt: null, closedAt: null, views: [] }
    expect(await bridging.of(id)).toEqual([
      { ...second, ...rest },
      { ...first, text: 'To invite', ...rest },
    ])
    expect(await bridging.sentTo(id, 'MEX')).toEqual([])
  })

  test('never change what was sent, nor send it twice', async () => {
    const text = await sent(['MEX'])
    const { bridging } = stores()
    expect(await bridging.keep({ ...text, text: 'To invite' })).toBe(false)
    expect(await bridging.send(text.draft, text.id, ['CAN'], 6)).toBe(false)
    expect((await bridging.of(text.draft))[0]).toEqual({
      ...text,
      sentAt: 5,
      closedAt: null,
      views: [waiting('MEX')],
    })
  })

  test('show a delegation what was sent to it, and of the views its own', async () => {
    const text = await sent(['MEX', 'CAN'])
    const { bridging } = stores()
    expect(await bridging.answer(text.draft, text.id, said('MEX'))).toBe(true)
    expect((await bridging.sentTo(text.draft, 'CAN')).map(({ views }) => views)).toEqual([[waiting('CAN')]])
    expect((await bridging.sentTo(text.draft, 'MEX')).map(({ views }) => views)).toEqual([[said('MEX')]])
    expect(await bridging.sentTo(text.draft, 'BRA')).toEqual([])
    expect((await bridging.of(text.draft))[0]?.views).toEqual([waiting('CAN'), said('MEX')])
  })

  test('take no answer from whom it was not sent to, in another draft, or once it is closed', async () => {
    const text = await sent(['MEX'])
    const { bridging } = stores()
    expect(await bridging.answer(text.draft, text.id, said('BRA'))).toBe(false)
    expect(await bridging.answer(await draft(), text.id, said('MEX'))).toBe(false)
    expect(await bridging.close(text.draft, text.id, 9)).toBe(true)
    expect(await bridging.close(text.draft, text.id, 9)).toBe(false)
    expect(await bridging.answer(text.draft, text.id, said('MEX'))).toBe(false)
    expect(await bridging.sentTo(text.draft, 'MEX')).toEqual([])
  })
}

describe('bridging texts in memory', () => {
  const stores = memoryStores(new Memory())
  suite(() => stores as unknown as Tested)
})

onBothDatabases('bridging texts', (open) => suite(() => storesOn(open(), () => undefined)))
