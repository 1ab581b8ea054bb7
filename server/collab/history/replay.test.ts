import { describe, expect, it } from 'vitest'
import { openIn } from '#app/domain/papers/convergence.ts'
import { aHeader, chair, mexico, MemoryRooms } from '#tests/builders/memory-rooms.ts'
import { Replay } from './replay.ts'

/** A text and its history: after each decision how the first paragraph read. */
async function negotiation(changes: number) {
  const table = new MemoryRooms()
  await table.draft(aHeader(), 'OP: To urge', 'OP: To thank')
  const { memory } = table
  const read = async () =>
    (await table.read('d1')).paragraphs.map(({ runs }) => runs.map(({ text }) => text).join('')).join('|')
  const states = new Map([[memory.log('d1').updates.length, await read()]])
  for (let at = 0; at < changes; at++) {
    table.type('d1', mexico, at % 2, 3, 3, `${at} `)
    states.set(memory.log('d1').updates.length, await read())
  }
  return { table, states, replay: new Replay(table.stores.history) }
}

const said = (text: Awaited<ReturnType<Replay['at']>>) =>
  text.paragraphs.map(({ runs }) => runs.map(({ text }) => text).join('')).join('|')

describe('a replay', () => {
  it('tells every moment as it was, in any order', async () => {
    const { states, replay } = await negotiation(40)
    const moments = [...states.keys()]
    const wanted = [...moments, ...moments.reverse(), ...moments.filter((at) => at % 3 === 0)]
    for (const update of wanted) expect(said(await replay.at('d1', update))).toBe(states.get(update))
  })

  it('has no words before the first', async () => {
    const { replay } = await negotiation(1)
    expect((await replay.at('d1', 0)).paragraphs).toEqual([])
  })

  it('keeps states on a long way, and finds back from them', async () => {
    const { states, replay } = await negotiation(1_300)
    const last = Math.max(...states.keys())
    for (const update of [last, 700, 3, last - 1, 1_100])
      expect(said(await replay.at('d1', update)), `update ${update}`).toBe(states.get(update) ?? '')
    expect(replay.bytesKept()).toBeGreaterThan(0)
  })

  it('answers many at once, one after the other', async () => {
    const { states, replay } = await negotiation(20)
    const moments = [...states.keys()]
    const texts = await Promise.all(moments.map((update) => replay.at('d1', update)))
    expect(texts.map(said)).toEqual([...states.values()])
  })

  it('reads each moment once for a count', async () => {
    const { table, replay } = await negotiation(6)
    await table.decide('d1', chair, { kind: 'accept', proposals: [...table.layers('d1').entries.keys()] })
    const { updates } = table.memory.log('d1')
    const moments = [2, updates.length]
    const first = await replay.each('d1', moments, openIn)
    expect(first.map(({ proposals }) => proposals)).toEqual([1, 0])
    const again = await replay.each('d1', moments, openIn)
    expect(again[0]).toBe(first[0])
  })

  it('goes on after a log that could not be read', async () => {
    const { table, states } = await negotiation(3)
    let broken = true
    const replay = new Replay({
      updates: async (...asked) => {
        if (broken) throw new Error('the database is away')
        return table.stores.history.updates(...asked)
      },
    })
    await expect(replay.at('d1', 2)).rejects.toThrow('away')
    broken = false
    expect(said(await replay.at('d1', 2))).toBe(states.get(2))
  })
})
