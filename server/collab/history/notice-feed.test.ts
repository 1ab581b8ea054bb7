import { expect, test } from 'vitest'
import type { Listener } from '#app/domain/record/notice.ts'
import type { NoticeStore } from '#app/usecases/ports/record.ts'
import { Memory, memoryStores } from '#tests/builders/memory.ts'
import { anEntry, proposedBy } from '#tests/builders/samples.ts'
import { MemoryFeed } from './notice-feed.ts'

/** A record of decisions on words of Mexico and Canada in turns, and how much of it was read. */
function aRecord() {
  const memory = new Memory()
  const { notices } = memoryStores(memory)
  const read: string[] = []
  const watched: Pick<NoticeStore, 'heads' | 'entries'> = {
    heads: (drafts) => notices.heads(drafts),
    async entries(asked, within) {
      const entries = await notices.entries(asked, within)
      read.push(...entries.map(({ number }) => `${number}`))
      return entries
    },
  }
  const feed = new MemoryFeed(watched, 7)
  const decide = (count: number, paragraph = 'p1') => {
    for (let n = 0; n < count; n++) {
      const number = memory.record.length + 1
      const words = [proposedBy(number % 2 ? 'MEX' : 'CAN')]
      const detail = { proposals: [], words, labels: { [paragraph]: 'OP 1' } }
      memory.record.push(anEntry('d1', number, { what: 'accept', at: number, detail }))
    }
  }
  return { feed, decide, read }
}

const listening = (delegation: string, followed = '') => {
  const listener: Listener = {
    user: `user of ${delegation}`,
    delegation,
    role: 'delegate',
    follows: (_, paragraph) => paragraph === followed,
  }
  return { listener, key: `${delegation} ${followed}` }
}

test('each look reads what is new, once for everybody, and people hear what concerns them', async () => {
  const { feed, decide, read } = aRecord()
  const heard = async (delegation: string) =>
    (await feed.concerning(listening(delegation), ['d1'], 0)).map(({ number }) => number)
  decide(20)
  expect(await heard('MEX')).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19])
  expect(read.splice(0).sort()).toEqual(Array.from({ length: 20 }, (_, at) => `${at + 1}`).sort())
  expect(await heard('CAN')).toHaveLength(10)
  expect(read).toEqual([])
  decide(2)
  expect(await heard('MEX')).toHaveLength(11)
  expect(read.splice(0)).toEqual(['22', '21'])
  expect([await heard('CAN'), await heard('PER')]).toEqual([[2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22], []])
  expect(read).toEqual([])
})

test('looks at once read it once', async () => {
  const { feed, decide, read } = aRecord()
  decide(9)
  const looks = await Promise.all([1, 2, 3].map(() => feed.concerning(listening('MEX'), ['d1'], 0)))
  expect(looks.map((heard) => heard.length)).toEqual([5, 5, 5])
  expect(read).toHaveLength(9)
})

test('what somebody follows now counts for what was before', async () => {
  const { feed, decide } = aRecord()
  decide(3, 'p7')
  expect(await feed.concerning(listening('PER'), ['d1'], 0)).toEqual([])
  expect(await feed.concerning(listening('PER', 'p7'), ['d1'], 0)).toHaveLength(3)
  expect(await feed.concerning(listening('PER'), ['d1'], 0)).toEqual([])
})

test('what has become too old is told no more', async () => {
  const { feed, decide } = aRecord()
  decide(10)
  expect(await feed.concerning(listening('MEX'), ['d1'], 0)).toHaveLength(5)
  expect((await feed.concerning(listening('MEX'), ['d1'], 6)).map(({ number }) => number)).toEqual([7, 9])
  decide(1)
  expect((await feed.concerning(listening('MEX'), ['d1'], 9)).map(({ number }) => number)).toEqual([9, 11])
})

test('a store that fails once is asked again', async () => {
  const { feed, decide } = aRecord()
  decide(1)
  const broken = new MemoryFeed({
    heads: () => Promise.reject(new Error('no database')),
    entries: async () => [],
  })
  await expect(broken.concerning(listening('MEX'), ['d1'], 0)).rejects.toThrow('no database')
  await expect(broken.concerning(listening('MEX'), ['d1'], 0)).rejects.toThrow('no database')
  expect(await feed.concerning(listening('MEX'), ['d1'], 0)).toHaveLength(1)
})
